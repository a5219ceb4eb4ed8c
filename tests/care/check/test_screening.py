"""Unknown is not no, nothing clears itself, and order never matters (SAFETY.md)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.care.check.answering import NOW, TODAY, ago, answer, answers, clear, screen

from kneewise.care.check import (
    Trouble,
    all_flags,
    all_questions,
    provocation_barred,
    screening,
)
from kneewise.care.check.flag import PROFESSIONS
from kneewise.care.check.gate import ACTIONS
from kneewise.model.advice import Clearing, Screening, SymptomAnswer, Urgency
from kneewise.model.diary import Episode, PainEntry, Side, Site, Window
from kneewise.model.runner import RunnerFact, RunnerProfile

NOBODY = RunnerProfile()


def flags(found: Screening) -> dict[str, Urgency]:
    return {flag.flag: flag.urgency for flag in found.flags}


def check(said, clearings=(), today: date = TODAY, **more) -> Screening:
    return screening(said, clearings, NOBODY, today, **more)


@pytest.mark.parametrize("key", [q for q in clear() if not all_questions()[q].asked_if])
def test_a_question_left_open_or_unknown_is_not_screened(key):
    left_out = check([a for a in answers() if a.key != key])
    assert key in left_out.unanswered
    unknown = screen(**{key: None})
    assert key in unknown.unanswered
    assert not left_out.complete
    assert not unknown.complete


def test_dont_know_after_a_no_is_unknown():
    assert "warm" in check([*answers(ago(2)), answer("warm", None)]).unanswered


def test_nothing_said_is_not_screened():
    found = check([])
    assert found.flags == ()
    assert "chest" in found.unanswered


def test_a_later_no_shows_both_and_the_flag_stays():
    said = [*answers(ago(5), locked="yes"), *answers()]
    (flag,) = check(said).flags
    assert flag.flag == "true_lock"
    assert flag.denied_later
    assert flag.since == ago(5)
    (flag,) = check(answers(ago(5), locked="yes")).flags
    assert not flag.denied_later


def test_a_flag_persists_for_ever_without_a_clearing():
    said = [*answers(ago(900), locked="yes"), *answers()]
    assert "true_lock" in flags(check(said))


def cleared(flag: str, profession: str = "doctor", **said) -> Clearing:
    kept = {"on": TODAY, "excluded": "fracture", "sign_absent": True, "entered_at": NOW} | said
    return Clearing(flag=flag, profession=profession, **kept)


BEFORE = answers(ago(5), giving_way="yes")


def test_a_clearing_with_date_profession_exclusion_and_the_sign_absent_ends_a_flag():
    assert "giving_way" in flags(check(BEFORE))
    assert flags(check(BEFORE, [cleared("giving_way", "physiotherapist")])) == {}


@pytest.mark.parametrize(
    "clearing",
    [
        cleared("giving_way", "me"),
        cleared("giving_way", "coach"),
        cleared("giving_way", ""),
        cleared("giving_way", excluded=" "),
        cleared("giving_way", sign_absent=False),
        cleared("giving_way", on=TODAY - timedelta(days=6)),
        cleared("true_lock"),
    ],
    ids=["me", "coach", "nobody", "nothing excluded", "sign there", "before it", "another flag"],
)
def test_a_clearing_that_lacks_something_ends_nothing(clearing):
    assert "giving_way" in flags(check(BEFORE, [clearing]))


def test_a_clearing_of_one_knee_leaves_the_other():
    said = [*answers(ago(5)), answer("giving_way", "yes", ago(4), Side.RIGHT)]
    assert "giving_way" in flags(check(said, [cleared("giving_way", side=Side.LEFT)]))
    assert "giving_way" not in flags(check(said, [cleared("giving_way", side=Side.RIGHT)]))


def test_a_sign_that_comes_after_a_clearing_raises_the_flag_anew():
    later = NOW + timedelta(days=1)
    said = [*BEFORE, answer("giving_way", "yes", later)]
    found = check(said, [cleared("giving_way")], later.date())
    assert flags(found) == {"giving_way": Urgency.WITHIN_2_WEEKS}
    assert found.flags[0].since == later


DOCTOR_ONLY = {
    "hot_joint": {"warm": "yes", "red": "yes"},
    "chest": {"chest": "chest-pain"},
    "muscle_breakdown": {"muscle": "dark-urine"},
    "bone_stress": {"bone": "focal-pain"},
    "groin": {"groin": "yes"},
    "subchondral": {"pain": "yes", "site": "inside", "age": 60, "limp": "yes"},
}


@pytest.mark.parametrize("flag", DOCTOR_ONLY)
def test_emergencies_and_suspected_bone_stress_need_a_doctor_s_entry(flag):
    said = answers(ago(5), **DOCTOR_ONLY[flag])
    for profession in PROFESSIONS:
        left = flags(check(said, [cleared(flag, profession)]))
        other = profession in {"physiotherapist", "nurse", "midwife", "pharmacist"}
        assert (flag in left) == other, profession


def test_every_emergency_is_cleared_by_doctors_alone():
    for flag in all_flags():
        if flag.urgency in {Urgency.EMERGENCY_NUMBER, Urgency.EMERGENCY_TODAY}:
            assert flag.doctor_only


def test_signs_said_within_four_weeks_are_one_trouble_and_a_year_apart_are_not():
    near = [*answers(ago(10), warm="yes"), *answers(red="yes")]
    far = [*answers(ago(365), warm="yes"), *answers(red="yes")]
    assert "hot_joint" in flags(check(near))
    assert "hot_joint" not in flags(check(far))


def test_answers_from_before_the_present_trouble_are_asked_anew_but_the_profile_is_not():
    found = check(answers(ago(20)), since=Trouble(TODAY - timedelta(days=3)))
    assert "warm" in found.unanswered
    assert "knee_operation" not in found.unanswered
    assert check(answers(ago(20))).complete


def test_red_flags_are_asked_again_after_90_days_as_the_gates_are():
    assert "chest" in check(answers(ago(91))).overdue


# --- from the diary ---------------------------------------------------------------------


def rated(days: int, value: int, step: int = 1, start: int = 0) -> list[PainEntry]:
    first = TODAY - timedelta(days=days - 1)
    return [
        PainEntry(Side.LEFT, first + timedelta(days=d), Window.DAY_EVENING, value, NOW)
        for d in range(start, days, step)
    ]


def test_pain_on_half_of_the_rated_days_for_six_weeks_sends_to_a_clinician():
    half = rated(42, 1, step=2) + rated(42, 0, step=2, start=1)
    (flag,) = check(answers(), diary=half).flags
    assert (flag.flag, flag.urgency, flag.stops) == ("long_pain", Urgency.ROUTINE, False)


def test_it_tells_the_latest_stretch_and_since_when_the_diary_shows_it():
    old = [replace(e, day=e.day - timedelta(days=400)) for e in rated(42, 1)]
    (flag,) = check(answers(), diary=old).flags
    assert flag.from_diary
    since = flag.since.date()
    assert since < TODAY - timedelta(days=399)
    assert "From 2025-03-31 to 2025-05-11 it hurt on 42 of 42 rated days" in flag.advice.because
    (flag,) = check(answers(), diary=old + rated(42, 2)).flags
    assert flag.since.date() == since
    assert "From 2026-05-05 to 2026-06-15" in flag.advice.because


def test_pain_on_fewer_days_or_for_a_shorter_time_does_not():
    third = rated(42, 1, step=3) + rated(42, 0, step=3, start=1) + rated(42, 0, step=3, start=2)
    assert flags(check(answers(), diary=third)) == {}
    assert flags(check(answers(), diary=rated(30, 2))) == {}


def test_under_18_more_than_two_weeks_are_enough():
    assert flags(check(answers(age=16), diary=rated(15, 1))) == {"long_pain": Urgency.ROUTINE}
    assert flags(check(answers(age=16), diary=rated(8, 1))) == {}


def episodes(first: date, second: date, side: Side = Side.LEFT) -> list[Episode]:
    return [
        Episode(1, Side.LEFT, first, first, Site.INSIDE),
        Episode(2, side, second, None, Site.INSIDE),
    ]


def test_two_episodes_at_one_site_in_90_days_send_to_a_clinician():
    near = episodes(date(2026, 3, 1), date(2026, 5, 30))
    (flag,) = check(answers(), episodes=near).flags
    assert (flag.flag, flag.urgency) == ("long_pain", Urgency.ROUTINE)
    assert "began on 2026-03-01 and on 2026-05-30" in flag.advice.because
    assert flags(check(answers(), episodes=episodes(date(2026, 3, 1), date(2026, 5, 31)))) == {}
    other = episodes(date(2026, 3, 1), date(2026, 5, 1), Side.RIGHT)
    assert flags(check(answers(), episodes=other)) == {}


# --- provocation ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"bone": "focal-pain"},
        {"groin": "yes"},
        {"bone_history": "one"},
        {"periods": "none-3-months"},
        {"energy": "low-bmi"},
        {"rest_night": "night"},
        {"swollen": "yes"},
        {"locked": "yes"},
        {"injury": "twist"},
        {"knee_operation": "other"},
        {"knee_operation": "joint-replacement"},
        {"pregnancy": "pregnant"},
        {"health": "osteoporosis"},
        {"age": 65},
        {"rest_night": None},
    ],
    ids=str,
)
def test_no_provocation_is_asked_for_with(said):
    assert provocation_barred(answers(**said), NOBODY, TODAY)


def test_provocation_is_not_barred_without_any_of_them():
    assert provocation_barred(answers(), NOBODY, TODAY) == ()


def test_no_question_asks_for_a_hop_a_deep_squat_or_a_twist():
    for question in all_questions().values():
        text = question.text.lower()
        assert "thessaly" not in text
        assert "try" not in text or "don't try" in text
    assert "remember" in all_questions()["hop"].text


# --- properties ---------------------------------------------------------------------------

REQUIRED = [q for q in all_questions().values() if q.required]


def values(key: str) -> st.SearchStrategy[object]:
    question = all_questions()[key]
    if question.kind == "yes_no":
        return st.sampled_from(["yes", "no", None])
    if question.kind == "choice":
        return st.sampled_from([*question.options, None])
    if question.kind == "site":
        return st.sampled_from([*(site.value for site in Site), None])
    if question.kind == "many":
        return st.sets(st.sampled_from(question.options), max_size=2).map(sorted)
    if question.kind == "date":
        return st.dates(date(2025, 1, 1), TODAY).map(date.isoformat)
    return st.integers(20, 70) if key == "age" else st.integers(0, 9)


@st.composite
def said(draw: st.DrawFn) -> SymptomAnswer:
    key = draw(st.sampled_from([q.key for q in REQUIRED]))
    at = ago(draw(st.integers(0, 60)))
    side = draw(st.sampled_from([None, Side.LEFT, Side.RIGHT]))
    return answer(key, draw(values(key)), at, side)


HISTORY = st.lists(said(), max_size=12).map(lambda more: [*answers(ago(61)), *more])


def allowed(found: Screening) -> set[str]:
    """What the rooms that ask the screening may still allow; running on stops at a flag."""
    if not found.complete or any(flag.stops for flag in found.flags):
        return set()
    return {act for act in ACTIONS if not found.forbidden(act, TODAY)} | {
        "pain" for _ in [0] if not found.zero_tolerance
    }


def is_positive(one: SymptomAnswer) -> bool:
    question = all_questions()[one.key]
    dates = question.kind in {"date", "number"}
    return one.value is not None and not dates and bool(question.signs(one.value))


@settings(max_examples=60)
@given(HISTORY, said())
def test_one_more_positive_answer_never_makes_it_laxer(history, more):
    before, after = check(history), check([*history, more])
    if is_positive(more):
        assert allowed(after) <= allowed(before)
        assert set(flags(before)) <= set(flags(after))
        rank = tuple(Urgency).index
        assert all(rank(flags(after)[f]) <= rank(u) for f, u in flags(before).items())
        assert {g.gate for g in before.gates} <= {g.gate for g in after.gates}


@settings(max_examples=60)
@given(HISTORY, st.sampled_from([q.key for q in REQUIRED]))
def test_leaving_a_question_out_never_makes_it_laxer(history, key):
    left = [one for one in history if one.key != key]
    assert allowed(check(left)) <= allowed(check(history))


@settings(max_examples=60)
@given(HISTORY, st.integers(1, 400))
def test_answering_no_to_everything_later_clears_nothing(history, days):
    later = NOW + timedelta(days=days)
    nos = [a for a in answers(later) if a.value in {"no", "none"}]
    before, after = check(history), check([*history, *nos], today=later.date())
    assert set(flags(before)) <= set(flags(after)) | {"long_pain"}


@settings(max_examples=40)
@given(HISTORY, st.randoms(use_true_random=False))
def test_the_order_of_entry_never_matters(history, random):
    mixed = list(history)
    random.shuffle(mixed)
    assert check(mixed) == check(history)


def test_a_year_of_birth_answers_the_question_of_age():
    facts = RunnerProfile((RunnerFact("birth_year", "1980", date(2026, 1, 1), NOW),))
    without = [a for a in answers() if a.key != "age"]
    assert screening(without, [], facts, TODAY).complete
    assert "age" in check(without).unanswered


def test_moments_of_any_zone_are_compared():
    east = datetime(2026, 6, 15, 9, tzinfo=UTC).astimezone()
    assert "true_lock" in flags(check([*answers(), answer("locked", "yes", east)]))
