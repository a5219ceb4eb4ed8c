from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.scores import FUNCTION, ITEMS, Verdict, progress, scatter_of, score_of
from kneewise.model.diary import Side
from kneewise.model.score import ScoreEntry

DAY = date(2026, 3, 2)
KEYS = [item.key for item in FUNCTION]
ANSWER = st.none() | st.integers(0, 10)
ANSWERS = st.fixed_dictionaries({item.key: ANSWER for item in ITEMS})


def entry(day: int, answers, side=Side.LEFT) -> ScoreEntry:
    when = DAY + timedelta(days=day)
    at = datetime(when.year, when.month, when.day, 20, tzinfo=UTC)
    return ScoreEntry(side, when, dict(answers), at)


def all_of(value: int, keys=KEYS) -> dict[str, int]:
    return dict.fromkeys(keys, value)


def of(*entries):
    (knee,) = progress(entries)
    return knee


def function_change(knee):
    return next(change for change in knee.since_first if change.what == "function")


@given(ANSWERS)
def test_a_sum_stands_only_on_half_of_the_items_and_within_its_ends(answers):
    found = score_of(entry(0, answers))
    given_ = [answers[key] for key in KEYS if answers[key] is not None]
    assert found.answered == len(given_)
    if len(given_) < len(KEYS) / 2:
        assert found.trouble is None
    else:
        assert found.trouble == pytest.approx(10 * sum(given_) / len(given_))
        assert 0 <= found.trouble <= 100


@given(ANSWERS, st.sampled_from(KEYS))
def test_an_open_answer_is_not_counted_as_zero(answers, key):
    without = score_of(entry(0, answers | {key: None}))
    zero = score_of(entry(0, answers | {key: 0}))
    if without.trouble is not None and without.trouble > 0:
        assert zero.trouble < without.trouble


@given(ANSWERS, st.sampled_from(KEYS), st.integers(0, 9))
def test_more_trouble_in_an_item_never_lowers_the_sum(answers, key, value):
    low = score_of(entry(0, answers | {key: value})).trouble
    high = score_of(entry(0, answers | {key: value + 1})).trouble
    assert (low is None) == (high is None)
    assert low is None or low < high


@given(ANSWERS, ANSWERS)
def test_a_change_looks_at_the_items_of_both_dates_alone(first, last):
    knee = of(entry(0, first), entry(14, last))
    both = [k for k in KEYS if first[k] is not None and last[k] is not None]
    found = [change for change in knee.since_first if change.what == "function"]
    assert len(found) == (len(both) >= len(KEYS) / 2)
    for change in found:
        assert change.items == len(both)
        assert change.change == pytest.approx(
            10 * sum(last[k] - first[k] for k in both) / len(both)
        )


def test_leaving_the_worst_items_open_is_no_getting_better():
    first = all_of(3) | {"running_downhill": 10, "sport": 10}
    last = all_of(3) | {"running_downhill": None, "sport": None}
    change = function_change(of(entry(0, first), entry(14, last)))
    assert change.change == 0


def test_what_a_change_of_function_is_worth_cant_be_told_before_five_dates():
    knee = of(*(entry(7 * week, all_of(8 - week)) for week in range(4)))
    change = function_change(knee)
    assert change.verdict is Verdict.CANT_TELL
    assert change.scatter is None
    assert "not known" in change.advice.because


def test_a_steady_getting_better_is_no_scatter_and_stands_out_from_it():
    knee = of(*(entry(7 * week, all_of(9 - week)) for week in range(7)))
    change = function_change(knee)
    assert knee.scatter == pytest.approx(change.scatter)
    assert change.scatter < 5
    assert change.verdict is Verdict.BETTER
    assert f"up to {change.scatter:.0f}" in change.advice.because


def test_what_lies_within_the_own_scatter_is_no_change():
    knee = of(*(entry(7 * week, all_of(5 + 2 * (week % 2))) for week in range(8)))
    change = function_change(knee)
    assert change.change == 20
    assert change.verdict is Verdict.NO_CLEAR_CHANGE


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (6, 4, Verdict.BETTER),
        (6, 5, Verdict.NO_CLEAR_CHANGE),
        (6, 6, Verdict.NO_CLEAR_CHANGE),
        (4, 5, Verdict.NO_CLEAR_CHANGE),
        (4, 6, Verdict.WORSE),
    ],
)
def test_two_points_of_pain_are_a_change_and_one_is_not(before, after, verdict):
    knee = of(entry(0, {"pain_24h": before}), entry(14, {"pain_24h": after}))
    (change,) = knee.since_first
    assert change.verdict is verdict
    assert set(change.advice.sources) == {"PIVA2009", "CROSSLEY2004"}


def test_a_rating_given_on_one_date_only_shows_no_change():
    assert of(entry(0, {"pain_24h": 6}), entry(14, {"pain_run": 0})).since_first == ()


def test_each_knee_stands_for_itself():
    found = progress(
        [
            entry(0, all_of(8), Side.RIGHT),
            entry(0, all_of(2)),
            entry(30, all_of(8)),
        ]
    )
    assert [knee.side for knee in found] == [Side.LEFT, Side.RIGHT]
    assert [len(knee.scores) for knee in found] == [2, 1]
    assert found[1].since_first == ()


def test_no_score_is_no_progress():
    assert progress([]) == ()


def test_scatter_holds_what_it_says_on_scores_that_only_scatter():
    rng = random.Random(20260302)
    sd, within, tried = 6.0, 0, 2000
    for _ in range(tried):
        points = [(DAY + timedelta(days=9 * i + i % 4), rng.gauss(50, sd)) for i in range(12)]
        band = scatter_of(points)
        within += abs(rng.gauss(0, sd) - rng.gauss(0, sd)) <= band
    assert 0.88 < within / tried < 0.95


@given(st.lists(st.floats(0, 100), min_size=0, max_size=12), st.floats(-3, 3))
def test_a_trend_adds_nothing_to_the_scatter(values, slope):
    days = [DAY + timedelta(days=5 * i + i % 3) for i in range(len(values))]
    flat = scatter_of(list(zip(days, values, strict=True)))
    tilted = [v + slope * (d - DAY).days for d, v in zip(days, values, strict=True)]
    steep = scatter_of(list(zip(days, tilted, strict=True)))
    assert (flat is None) == (len(values) < 5)
    assert flat is None or steep == pytest.approx(flat, abs=1e-6)
