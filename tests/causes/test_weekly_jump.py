from __future__ import annotations

import pytest
from tests.builders import history_of

from kneewise.causes import exposure_table

WEEK = [(0, 10), (2, 10), (4, 10)]


@pytest.mark.parametrize(("last_km", "expected"), [(18.9, 0.0), (19.1, 1.0)])
def test_seven_days_against_the_seven_before(values, last_km, expected):
    assert (
        values("weekly_jump", history_of([*WEEK, (8, 10), (9, 10), (11, last_km)]))[-1] == expected
    )


def test_it_is_unknown_after_a_week_with_fewer_than_two_runs(values):
    assert values("weekly_jump", history_of([(0, 10), (8, 30)]))[-1] is None


def test_it_is_unknown_where_a_distance_is(values):
    assert values("weekly_jump", history_of([*WEEK[:2], (4, None), (9, 60)]))[-1] is None


def test_a_painful_week_before_says_nothing_of_what_is_usual(values):
    runs = [(0, 3, {"pain": 5}), (2, 3), (4, 3), (9, 10), (11, 10)]
    history = history_of(runs)
    assert values("weekly_jump", history)[-1] is None
    plain = {column.name: column for column in exposure_table(history).variants["plain"]}
    assert plain["weekly_jump"].cells[-1].value == 1.0


def test_this_run_counts_as_planned(columns):
    runs = [*WEEK, (8, 10), (9, 10), (11, 5, {"planned_km": 25.0})]
    cell = columns("weekly_jump", history_of(runs))[0].cells[-1]
    assert cell.value == 1.0
    assert cell.reason == "45 km in seven days after 30 km in the seven before"


def test_the_week_before_begins_13_days_before(values):
    assert values("weekly_jump", history_of([(0, 50), (1, 5), (2, 5), (14, 14)]))[-1] == 1.0
    assert values("weekly_jump", history_of([(1, 50), (2, 5), (14, 14)]))[-1] == 0.0
