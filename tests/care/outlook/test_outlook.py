from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import DAY_0, history_of, logged, rated

from kneewise.care.outlook import EXPECTATIONS, PACKAGE, Verdict, outlook, sore_so_far
from kneewise.evidence import studies
from kneewise.model.advice import Advice, Basis, RaisedFlag, Screening, Urgency
from kneewise.model.diary import Side, Site, Window
from kneewise.model.errors import UsageError
from kneewise.model.words import CLASSES, load_words
from kneewise.web.wording import Wording

DAY_100 = DAY_0 + timedelta(days=100)
SAID = Advice(rule="r", verdict="v", because="b", basis=Basis.PRECAUTION)
FLAG = RaisedFlag("any", Urgency.WITHIN_1_WEEK, SAID, datetime(2026, 3, 1, tzinfo=UTC))


def asked(history, day=100, diagnosis: str | None = "kneecap", screening=None):
    today = DAY_0 + timedelta(days=day)
    screening = screening if screening is not None else Screening()
    return outlook(history, screening, today, diagnosis=diagnosis)


def half(answer) -> float:
    return next(q.days.mid for q in answer.quantiles if q.share == 0.5)


def reasons(answer) -> str:
    return " ".join(advice.because for advice in answer.reasons)


def test_without_an_episode_it_cant_be_told_but_the_facts_are():
    answer = asked(history_of())
    assert answer.verdict is Verdict.CANT_TELL
    assert not answer.quantiles
    assert "no episode is open" in reasons(answer)
    facts = " ".join(fact.because for fact in answer.facts)
    assert "55 %" in facts
    assert "40 % at 12 months" in facts
    assert "20.5 %" in facts
    assert "1.9 times" in facts


def test_a_fresh_diagnosed_pain_has_the_published_median():
    answer = asked(history_of(episodes=[(100, None)]))
    assert answer.verdict is Verdict.EXPECTED
    assert half(answer) == pytest.approx(49, abs=0.5)
    assert answer.published_median_days == pytest.approx(49, abs=0.5)
    assert any("still hurt after 7 weeks" in fact.because for fact in answer.facts)


def test_every_number_has_an_interval_around_it_and_the_curve_rises():
    answer = asked(history_of(episodes=[(80, None)]))
    for quantile in answer.quantiles:
        assert 0 < quantile.days.low < quantile.days.mid < quantile.days.high
        assert quantile.by == DAY_100 + timedelta(days=round(quantile.days.mid))
    for before, after in pairwise(answer.curve):
        assert before.share.mid < after.share.mid
        assert after.share.low < after.share.mid < after.share.high
    assert answer.curve[0].share.mid == 0


def test_own_long_episodes_lengthen_it_and_short_ones_shorten_it():
    plain = half(asked(history_of(episodes=[(100, None)])))
    long = half(asked(history_of(episodes=[(0, 90), (100, None)]), day=100))
    short = half(asked(history_of(episodes=[(0, 3), (20, 23), (100, None)])))
    assert short < plain < long


def test_an_earlier_episode_that_goes_on_is_censored():
    answer = asked(history_of(episodes=[(0, None), (99, None)]))
    assert (answer.own_ended, answer.own_open) == (0, 1)
    assert half(answer) > half(asked(history_of(episodes=[(99, None)])))


def test_days_sore_count_to_the_last_sore_rating_once_a_zero_follows():
    ratings = [rated(None, 90, 3, Window.DAY_EVENING), rated(None, 95, 0, Window.DAY_EVENING)]
    history = history_of(ratings=ratings, episodes=[(80, None)])
    sore = sore_so_far(history, history.episodes[0], DAY_100)
    assert (sore.days, sore.free_days) == (10, 1)
    answer = asked(history)
    assert "If it is over, say so" in reasons(answer)
    assert answer.curve[0].share.mid > 0


@pytest.mark.parametrize("again", [True, False])
def test_the_day_in_a_command_is_as_it_is_typed_for_every_reader(again):
    day, verb, ended = (95, "start", 94) if again else (90, "end", None)
    ratings = [rated(None, day, 3, Window.DAY_EVENING), rated(None, 97, 0, Window.DAY_EVENING)]
    answer = asked(history_of(ratings=ratings, episodes=[(80, ended)]))
    said = [str(Wording("de_DE").read(one.because)) for one in answer.reasons]
    found = next(one for one in said if "kneewise episode" in one)
    assert found.endswith(f"kneewise episode {verb} {DAY_0 + timedelta(days=day)}")


def test_unrated_days_are_neither_free_nor_sore_and_the_other_knee_says_nothing():
    ratings = [
        rated(None, 85, 3, Window.DAY_EVENING),
        rated(None, 95, 0, Window.DAY_EVENING, side=Side.RIGHT),
        rated(None, 96, None, Window.DAY_EVENING),
    ]
    history = history_of(ratings=ratings, episodes=[(80, None)])
    assert sore_so_far(history, history.episodes[0], DAY_100).days == 20


def test_what_nobody_named_is_a_mixture_and_a_lost_run_makes_it_an_injury():
    episodes = [(98, None)]
    assert asked(history_of(episodes=episodes), diagnosis=None).kind == "undiagnosed"
    assert asked(history_of(episodes=episodes), diagnosis="none").kind == "twinge"
    lost = history_of(episodes=episodes, log=[("skipped", 99, 1.0)])
    assert asked(lost, diagnosis="none").kind == "injury"
    cut = history_of([(99, 3.0, {"shortened": True})], episodes=episodes)
    assert asked(cut, diagnosis=None).kind == "injury"
    again = history_of(episodes=[(50, 60), *episodes])
    assert asked(again, diagnosis="none").kind == "undiagnosed"
    novice = history_of(episodes=episodes, facts={"experience": "novice"})
    assert asked(novice, diagnosis="other").kind == "novice_injury"


def test_a_diagnosis_that_is_none_is_refused():
    with pytest.raises(UsageError):
        asked(history_of(), diagnosis="cartilage")


def test_a_red_flag_a_minor_or_over_a_year_cant_be_told():
    history = history_of(episodes=[(80, None)])
    flagged = asked(history, screening=Screening(flags=(FLAG,)))
    minor = asked(history_of(episodes=[(80, None)], facts={"birth_year": "2010"}))
    long = asked(history, day=80 + 366)
    for answer, word in ((flagged, "red flag"), (minor, "under 18"), (long, "over a year")):
        assert answer.verdict is Verdict.CANT_TELL
        assert not answer.quantiles
        assert word in reasons(answer)


def test_a_flag_that_stops_nothing_leaves_the_outlook():
    calm = replace(FLAG, stops=False)
    answer = asked(history_of(episodes=[(80, None)]), screening=Screening(flags=(calm,)))
    assert answer.verdict is Verdict.EXPECTED


def test_unscreened_it_says_for_whom_it_holds():
    history = history_of(episodes=[(80, None)])
    assert "symptom check is not complete" in reasons(outlook(history, None, DAY_100))


def test_four_weeks_and_two_episodes_in_ninety_days_send_to_a_clinician():
    four_weeks = asked(history_of(episodes=[(72, None)]))
    assert "reason to have it seen" in reasons(four_weeks)
    assert "reason to have it seen" not in reasons(asked(history_of(episodes=[(73, None)])))
    assert "within 90 days" in reasons(asked(history_of(episodes=[(10, 20), (100, None)])))
    assert "within 90 days" not in reasons(asked(history_of(episodes=[(9, 20), (100, None)])))


def test_two_places_are_two_episodes():
    history = history_of(episodes=[(10, 20), (100, None)])
    first, second = history.episodes
    apart = replace(
        history, episodes=(replace(first, site=Site.BACK), replace(second, site=Site.FRONT))
    )
    assert "within 90 days" not in reasons(asked(apart))


def test_after_the_end_a_relapse_is_watched_for_ninety_days():
    history = history_of(episodes=[(10, 60)])
    answer = asked(history)
    assert answer.verdict is Verdict.WATCH
    assert answer.watch is not None
    assert answer.watch.until == DAY_0 + timedelta(days=150)
    assert answer.watch.sore_again is None
    assert {fact.sources[0] for fact in answer.facts} == {"FOKKEMA2023", "DESAI2021"}
    assert asked(history, day=150).verdict is Verdict.WATCH
    assert asked(history, day=151).verdict is Verdict.CANT_TELL


def test_pain_after_the_end_is_said():
    ratings = [rated(None, 70, 2, Window.DAY_EVENING), rated(None, 60, 1, Window.DAY_EVENING)]
    answer = asked(history_of(ratings=ratings, episodes=[(10, 60)]))
    assert answer.watch is not None
    assert answer.watch.sore_again == DAY_0 + timedelta(days=70)
    assert answer.reasons[0].because.startswith("It was rated sore again")


def test_the_side_chooses_the_episode():
    history = history_of(episodes=[(10, None), (60, None)])
    right = replace(history.episodes[0], side=Side.RIGHT)
    history = replace(history, episodes=(right, history.episodes[1]))
    assert outlook(history, None, DAY_100).episode == history.episodes[1]
    assert outlook(history, None, DAY_100, side=Side.RIGHT).episode == right


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=3),
    st.integers(0, 90),
    st.integers(1, 40),
    st.sampled_from(["kneecap", "other", None]),
)
def test_longer_sore_never_ends_earlier(earlier, sore, more, diagnosis):
    spells = [(first, first + length) for first, length in earlier]
    history = history_of(episodes=[*spells, (100, None)], log=[logged_line(101)])
    before = asked(history, day=100 + sore, diagnosis=diagnosis)
    after = asked(history, day=100 + sore + more, diagnosis=diagnosis)
    if before.kind == after.kind:
        for one, other in zip(before.quantiles, after.quantiles, strict=True):
            assert sore + more + other.days.mid >= sore + one.days.mid - 1e-6
            assert other.days.low <= other.days.mid <= other.days.high


def logged_line(day):
    entry = logged("sleep", day, 7.0)
    return (entry.kind, day, entry.value)


def test_every_sentence_has_a_class_and_known_sources_and_no_forbidden_word():
    words = load_words(PACKAGE)
    for sentence in words.values():
        assert sentence.kind in CLASSES
        assert set(sentence.sources) <= set(studies())
        if sentence.kind in {"finding", "guideline"}:
            assert sentence.sources, sentence.id
        forbidden = r"\b(you have|the cause is|will prevent|safe to run|cures?|risk \d+ ?%)"
        assert not re.search(forbidden, sentence.text.lower()), sentence.id
    for kind in EXPECTATIONS:
        assert f"kind.{kind.name}" in words
        assert set(kind.studies) <= set(studies())
        assert sum(part.weight for part in kind.parts) == 1
