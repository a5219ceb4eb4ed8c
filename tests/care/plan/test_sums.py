"""The sums of a plan, worked out anew."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from tests.care.plan.plans import TODAY, answer, runner
from tests.care.plan.replay import runs_of


@pytest.fixture(scope="module")
def long_plan() -> dict[date, float]:
    """Kilometres a day, run and planned: 8 km every third day, then the plan to a half."""
    told = runner()
    km = {one.day: one.kms[0] for one in told.outings}
    return km | {one.day: one.km for one in runs_of(answer(told))}


def _sum(km: dict[date, float], first: date, last: date) -> float:
    return sum(value for day, value in km.items() if first <= day <= last)


def _planned(km: dict[date, float]) -> list[date]:
    return sorted(day for day in km if day >= TODAY)


def _longest(km: dict[date, float], day: date) -> float:
    return max(v for d, v in km.items() if day - timedelta(days=30) <= d < day)


def test_no_run_is_beyond_110_percent_of_the_longest_of_30_days(long_plan):
    for day in _planned(long_plan):
        assert long_plan[day] <= 1.10 * _longest(long_plan, day) + 1e-6


def test_one_run_in_7_days_is_longer_than_the_longest(long_plan):
    longer = [d for d in _planned(long_plan) if long_plan[d] > _longest(long_plan, d) + 1e-6]
    assert len(longer) > 5
    for before, after in itertools.pairwise(longer):
        assert (after - before).days >= 7


def test_7_days_are_at_most_1_3_times_the_mean_of_the_3_weeks_before(long_plan):
    for day in _planned(long_plan):
        week = _sum(long_plan, day - timedelta(days=6), day)
        before = _sum(long_plan, day - timedelta(days=27), day - timedelta(days=7))
        assert week <= 1.3 * before / 3 + 1e-6


def test_every_fourth_week_is_not_above_the_third(long_plan):
    monday = TODAY - timedelta(days=TODAY.weekday())
    held = 0
    for number in range(1, 12):
        start = monday + timedelta(weeks=number)
        if (start.toordinal() // 7) % 4 == 3:
            this = _sum(long_plan, start, start + timedelta(days=6))
            third = _sum(long_plan, start - timedelta(days=7), start - timedelta(days=1))
            assert this <= third + 1e-6
            held += 1
    assert held >= 2
    marked = [week for week in answer().weeks if week.fourth]
    assert len(marked) >= 2


def test_the_kilometres_of_a_week_are_those_of_its_sessions():
    found = answer()
    assert sum(w.km for w in found.weeks) == pytest.approx(sum(s.km for s in runs_of(found)))
    assert sum(w.runs for w in found.weeks) == len(runs_of(found))
