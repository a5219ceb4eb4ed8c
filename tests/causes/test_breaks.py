from __future__ import annotations

import pytest
from tests.builders import history_of

HABIT = [(day, 8) for day in range(0, 30, 3)]


def test_it_lasts_21_days_from_the_first_run_after_ten_days_without(values):
    found = values("return_after_break", history_of([*HABIT, (37, 4), (57, 4), (58, 4)]))
    assert found[-3:] == [1.0, 1.0, 1.0]  # 20 days later is a break of its own
    steady = [(day, 4) for day in range(37, 62)]
    assert (
        values("return_after_break", history_of([*HABIT, *steady]))[-25:] == [1.0] * 21 + [0.0] * 4
    )


@pytest.mark.parametrize(("gap", "expected"), [(9, 0.0), (10, 1.0)])
def test_a_break_is_ten_days(values, gap, expected):
    assert values("return_after_break", history_of([*HABIT, (27 + gap, 8)]))[-1] == expected


def test_in_the_first_weeks_of_the_log_it_is_unknown(values):
    assert values("return_after_break", history_of(HABIT)) == [None] * 7 + [0.0] * 3
