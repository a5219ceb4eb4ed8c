"""Signs of the diary reach the check: a logged sign is as good as a yes (SAFETY.md, Red flags)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care.check.answering import NOW, TODAY, ago, answer, answers, clear

from kneewise.care.check import Trouble, all_questions, open_questions, screening
from kneewise.care.check.logged import (
    LOGGED,
    SAME_TROUBLE_DAYS,
    as_answers,
    logged_signs,
    new_sign_at,
)
from kneewise.care.today.painfree import SIGNS
from kneewise.model.advice import Clearing, Screening, SymptomAnswer, Urgency
from kneewise.model.diary import LOG_KINDS, LogEntry
from kneewise.model.runner import RunnerProfile

NOBODY = RunnerProfile()


def sign(kind: str, day: date = TODAY) -> SymptomAnswer:
    """A logged sign as the answer it amounts to, from the beginning of its day."""
    return SymptomAnswer(*LOGGED[kind], datetime.combine(day, time(), tzinfo=UTC))


def line(kind: str, day: date = TODAY, value: float | None = 1.0, **more) -> LogEntry:
    at = datetime.combine(day, time(12), tzinfo=UTC)
    return LogEntry(**{"kind": kind, "at": at, "day": day, "value": value} | more)


def check(said=None, *kinds: str, day: date = TODAY, **more) -> Screening:
    logged = [sign(kind, day) for kind in kinds]
    told = answers() if said is None else said
    return screening(told, more.pop("clearings", ()), NOBODY, TODAY, logged=logged, **more)


def flags(found: Screening) -> dict[str, Urgency]:
    return {flag.flag: flag.urgency for flag in found.flags}


def test_every_sign_that_makes_a_day_red_is_an_answer_of_the_check():
    assert set(LOGGED) == set(SIGNS)
    assert set(LOGGED) <= set(LOG_KINDS)
    for key, value in LOGGED.values():
        assert all_questions()[key].signs(value) == {value}


@pytest.mark.parametrize(
    ("kind", "flag", "urgency"),
    [
        ("swelling", "swelling", Urgency.WITHIN_1_WEEK),
        ("locking", "true_lock", Urgency.WITHIN_72H),
        ("giving_way", "giving_way", Urgency.WITHIN_2_WEEKS),
        ("night_pain", "bone_stress", Urgency.WITHIN_1_WEEK),
    ],
)
def test_a_logged_sign_raises_its_row_although_the_check_was_all_clear(kind, flag, urgency):
    (found,) = check(None, kind).flags
    assert (found.flag, found.urgency, found.stops) == (flag, urgency, True)
    assert found.from_diary
    assert found.since.date() == TODAY


def test_a_logged_limp_is_a_sign_where_safety_names_the_limp():
    assert flags(check(answers(age=15), "limp")) == {"child_signs": Urgency.TODAY}
    inner = answers(age=55, pain="yes", site="inside", easing="easing")
    assert flags(check(inner, "limp")) == {"subchondral": Urgency.WITHIN_1_WEEK}
    assert flags(check(None, "limp")) == {}


@pytest.mark.parametrize(
    ("said", "flag"),
    [
        ({"warm": "yes"}, "hot_joint"),
        ({"unwell": "flu"}, "swollen_and_ill"),
        ({"health": "diabetes"}, "swollen_at_risk"),
        ({"swelling_context": "tick-country"}, "swollen_tick_rash_gout"),
        ({"drugs": "anticoagulant"}, "bleeding"),
    ],
    ids=str,
)
def test_a_logged_swelling_and_what_was_answered_are_one_trouble(said, flag):
    assert flag in flags(check(answers(ago(5), **said), "swelling"))


def test_a_logged_swelling_asks_what_a_swollen_knee_is_asked():
    follow_up = {"swelling_speed", "tense", "swelling_context"}
    said = [a for a in answers() if a.key not in follow_up]
    assert not follow_up & set(check(said).unanswered)
    assert follow_up <= set(check(said, "swelling").unanswered)


def test_a_log_answers_no_question():
    said = [a for a in answers() if a.key != "swollen"]
    assert "swollen" in check(said, "swelling").unanswered


def test_a_no_in_the_check_shows_both_and_clears_nothing():
    (found,) = check([*answers(ago(9)), *answers()], "locking", day=TODAY - timedelta(days=5)).flags
    assert found.denied_later
    (found,) = check(answers(ago(9)), "locking").flags
    assert not found.denied_later


def seen(flag: str, profession: str, on: date = TODAY) -> Clearing:
    return Clearing(flag, on, profession, "tear", sign_absent=True, entered_at=NOW)


def test_a_logged_sign_stays_until_it_is_cleared_as_safety_says():
    long_ago = TODAY - timedelta(days=500)
    assert flags(check(None, "giving_way", day=long_ago))
    cleared = check(None, "giving_way", clearings=[seen("giving_way", "physiotherapist")])
    assert flags(cleared) == {}
    night = check(None, "night_pain", clearings=[seen("bone_stress", "physiotherapist")])
    assert set(flags(night)) == {"bone_stress"}
    assert flags(check(None, "night_pain", clearings=[seen("bone_stress", "doctor")])) == {}
    before = seen("giving_way", "doctor", TODAY - timedelta(days=1))
    assert flags(check(None, "giving_way", clearings=[before]))


def test_a_sign_noted_after_it_was_cleared_that_day_raises_it_anew():
    evening = line("giving_way", at=NOW.replace(hour=20, microsecond=1))
    (noted,) = as_answers([evening], UTC)
    entry = [seen("giving_way", "doctor")]
    assert flags(screening(answers(), entry, NOBODY, TODAY, logged=[noted]))
    (of_the_day,) = as_answers([line("giving_way")], UTC)
    assert (of_the_day.key, of_the_day.value) == LOGGED["giving_way"]
    assert flags(screening(answers(), entry, NOBODY, TODAY, logged=[of_the_day])) == {}


FOLLOW_UP = {"swelling_speed", "tense", "swelling_context"}


def bare(**said) -> list[SymptomAnswer]:
    """All clear without what is asked of a swollen knee alone."""
    return [one for one in answers(**said) if one.key not in FOLLOW_UP]


def test_a_sign_that_was_seen_and_cleared_asks_no_more_questions():
    day = TODAY - timedelta(days=3)
    entry = [seen("swelling", "physiotherapist")]
    found = check(bare(), "swelling", day=day, clearings=entry)
    assert found.complete
    left = open_questions(bare(), NOBODY, TODAY, clearings=entry, logged=[sign("swelling", day)])
    assert not FOLLOW_UP & {question.key for question in left}


@pytest.mark.parametrize(
    "clearing",
    [
        seen("swelling", "coach"),
        seen("giving_way", "doctor"),
        seen("swelling", "doctor", TODAY - timedelta(days=4)),
    ],
    ids=["nobody", "another flag", "before it"],
)
def test_a_sign_that_no_valid_entry_covers_goes_on_asking(clearing):
    day = TODAY - timedelta(days=3)
    found = check(bare(), "swelling", day=day, clearings=[clearing])
    assert set(found.unanswered) == FOLLOW_UP


def test_a_cleared_sign_goes_on_asking_while_another_flag_rests_on_it():
    found = check(bare(warm="yes"), "swelling", clearings=[seen("swelling", "doctor")])
    assert "hot_joint" in flags(found)
    assert set(found.unanswered) == FOLLOW_UP


def test_a_clearing_of_what_pain_is_only_a_part_of_leaves_its_questions_open():
    said = [one for one in answers(pain="yes", hop="yes") if one.key != "site"]
    found = screening(said, [seen("bone_stress", "doctor")], NOBODY, TODAY)
    assert "site" in found.unanswered


def test_a_logged_sign_is_told_as_logged_and_not_as_new():
    day = TODAY - timedelta(days=30)
    (found,) = check(None, "swelling", day=day).flags
    assert found.advice.because == "A sign from your own log: swelling."
    (hot,) = [f for f in check(answers(warm="yes"), "swelling").flags if f.flag == "hot_joint"]
    assert "At least two" in hot.advice.because


# --- which lines count, and what they ask anew -------------------------------------------------


def test_a_zero_and_a_day_to_come_are_no_sign_and_a_line_without_a_value_is_one():
    lines = [
        line("swelling", value=0.0),
        line("swelling", TODAY + timedelta(days=1)),
        line("sleep"),
        line("locking", value=None),
    ]
    assert [one.kind for one in logged_signs(lines, TODAY)] == ["locking"]


def test_a_sign_asks_the_red_flags_anew_from_its_day_and_not_the_profile():
    since = Trouble(sign_at=new_sign_at([line("limp")], UTC))
    earlier = screening(answers(ago(1)), (), NOBODY, TODAY, since=since)
    assert {"warm", "pain", "chest"} <= set(earlier.unanswered)
    assert "knee_operation" not in earlier.unanswered
    assert screening(answers(), (), NOBODY, TODAY, since=since).complete


def test_a_sign_noted_at_the_moment_asks_anew_what_was_answered_earlier_that_day():
    moment = NOW.replace(hour=10, microsecond=1)
    since = Trouble(sign_at=new_sign_at([line("swelling", at=moment)], UTC))
    assert not screening(answers(NOW), (), NOBODY, TODAY, since=since).complete
    later = answers(NOW.replace(hour=11))
    assert screening(later, (), NOBODY, TODAY, since=since).complete


def test_a_sign_logged_day_after_day_asks_once_and_after_a_week_without_it_again():
    first = TODAY - timedelta(days=40)
    daily = [line("limp", first + timedelta(days=shift)) for shift in range(5)]
    assert new_sign_at(daily, UTC).date() == first
    again = first + timedelta(days=4 + SAME_TROUBLE_DAYS + 1)
    assert new_sign_at([*daily, line("limp", again)], UTC).date() == again
    other = line("locking", first + timedelta(days=3))
    assert new_sign_at([*daily, other], UTC).date() == other.day
    assert new_sign_at([]) is None


# --- laws ----------------------------------------------------------------------------------------

ACUTE = [q.key for q in all_questions().values() if q.required and q.kind in {"yes_no", "many"}]
EXTRA = st.lists(
    st.builds(
        lambda key, days: answer(
            key,
            all_questions()[key].options[0] if all_questions()[key].options else "yes",
            ago(days),
        ),
        st.sampled_from(ACUTE),
        st.integers(0, 60),
    ),
    max_size=6,
)
DAYS = st.integers(0, 400).map(lambda back: TODAY - timedelta(days=back))
KINDS = st.sampled_from(sorted(LOGGED))


@settings(max_examples=60)
@given(EXTRA, KINDS, DAYS)
def test_a_logged_sign_raises_what_the_same_answer_raises(more, kind, day):
    history = [*answers(ago(61)), *more]
    one = sign(kind, day)
    told = screening([*history, one], (), NOBODY, TODAY)
    logged = screening(history, (), NOBODY, TODAY, logged=[one])
    assert flags(logged) == flags(told)
    assert logged.zero_tolerance == told.zero_tolerance


@settings(max_examples=60)
@given(EXTRA, st.lists(st.tuples(KINDS, DAYS), max_size=4), KINDS, DAYS)
def test_one_more_logged_sign_never_makes_it_laxer(more, lines, kind, day):
    history = [*answers(ago(61)), *more]
    logged = [sign(*one) for one in lines]
    before = screening(history, (), NOBODY, TODAY, logged=logged)
    after = screening(history, (), NOBODY, TODAY, logged=[*logged, sign(kind, day)])
    rank = tuple(Urgency).index
    assert all(rank(flags(after)[name]) <= rank(soon) for name, soon in flags(before).items())
    assert set(before.unanswered) <= set(after.unanswered)
    assert before.zero_tolerance <= after.zero_tolerance


def test_nothing_to_tell_and_nothing_logged_raises_nothing():
    assert check(None).flags == ()
    assert clear()["swollen"] == "no"
