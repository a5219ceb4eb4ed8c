from __future__ import annotations

import pytest
from tests.builders import history_of

from kneewise.causes import exposure_table
from kneewise.model.exposure import Known

HABIT = [(day, 8) for day in range(0, 24, 3)]


@pytest.mark.parametrize(
    ("km", "over_10_percent", "over_100_percent"),
    [(8.0, 0.0, 0.0), (8.7, 0.0, 0.0), (9.0, 1.0, 0.0), (15.9, 1.0, 0.0), (16.1, 1.0, 1.0)],
)
def test_the_longest_of_the_month_sets_the_measure(columns, km, over_10_percent, over_100_percent):
    spike, double = columns("session_spike", history_of([*HABIT, (25, km)]))
    assert spike.cells[-1].value == over_10_percent
    assert double.cells[-1].value == over_100_percent


def test_a_longer_run_two_months_ago_counts_for_four_fifths(values):
    early = [(0, 20), *[(day, 8) for day in range(3, 60, 3)]]
    assert values("session_spike", history_of([*early, (60, 17.5)]))[-1] == 0.0
    assert values("session_spike", history_of([*early, (60, 17.7)]))[-1] == 1.0


def test_fewer_than_six_runs_in_the_month_are_no_measure(values):
    assert values("session_spike", history_of([*HABIT[:5], (14, 30)]))[-1] is None
    assert values("session_spike", history_of([*HABIT[:6], (17, 30)]))[-1] == 1.0


def test_after_a_break_of_ten_days_it_is_unknown_for_three_weeks(values):
    back = [(day, 3) for day in range(34, 58)]
    found = values("session_spike", history_of([*HABIT, *back]))
    assert found[len(HABIT) : len(HABIT) + 21] == [None] * 21
    assert found[-1] == 0.0


def test_a_run_that_hurt_is_nothing_one_is_used_to_unless_told_to_count(values):
    habit = [(day, 8) for day in range(0, 36, 3)]
    history = history_of(
        [*habit, (38, 16, {"pain": 5}), *[(d, 4) for d in range(40, 55, 2)], (56, 16)]
    )
    assert values("session_spike", history)[-1] == 1.0
    plain = {column.name: column for column in exposure_table(history).variants["plain"]}
    assert plain["session_spike"].cells[-1].value == 0.0


def test_the_planned_distance_counts_where_pain_cut_the_run(columns):
    cut = (25, 5, {"planned_km": 14.0, "shortened": True})
    history = history_of([*HABIT, cut])
    cell = columns("session_spike", history)[0].cells[-1]
    assert (cell.value, cell.known) == (1.0, Known.PLANNED)
    assert cell.reason == "14.0 km planned: 75 % over the 8.0 km you were used to"
    realised = {c.name: c for c in exposure_table(history).variants["realised"]}
    assert realised["session_spike"].cells[-1].value == 0.0


def test_a_spike_is_unsure_where_a_run_of_the_month_has_no_distance(values):
    history = [*HABIT, (24, None)]
    assert values("session_spike", history_of([*history, (25, 12)]))[-1] is None
    assert values("session_spike", history_of([*history, (25, 8)]))[-1] == 0.0
