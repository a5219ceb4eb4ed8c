from __future__ import annotations

import pytest
from tests.builders import history_of


@pytest.mark.parametrize(("hour", "expected"), [(18.9, 1.0), (19.1, 0.0)])
def test_rest_is_from_the_end_of_the_last_run_to_the_start_of_this(values, hour, expected):
    runs = [(0, 10, {"hour": 18, "minutes": 60}), (1, 5, {"hour": hour})]
    assert values("short_recovery", history_of(runs)) == [None, expected]


def test_the_first_run_is_unknown_not_rested(values):
    assert values("short_recovery", history_of([(0, 10)])) == [None]
