from __future__ import annotations

import pytest
from tests.builders import history_of, profile_of


@pytest.mark.parametrize("left_percent", [48.5, 51.5])
def test_either_side_is_as_far_from_even(values, left_percent):
    profile = profile_of(5.0, segments={"contact_balance_percent": left_percent})
    history = history_of([(0, 5.0, {"profile": profile})])
    assert values("left_right_balance", history) == [pytest.approx(1.5)]


def test_a_watch_alone_does_not_measure_it(values):
    assert values("left_right_balance", history_of([(0, 5.0, {"profile": profile_of(5.0)})])) == [
        None
    ]
