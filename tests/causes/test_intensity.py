from __future__ import annotations

import pytest
from tests.builders import history_of, profile_of

from kneewise.model.sport import Sport


def ran(speeds, **more):
    profile = profile_of(len(speeds) / 2, segments={"speed_m_s": speeds})
    return (0, len(speeds) / 2, {"profile": profile, **more})


def test_a_fast_end_is_not_a_fast_beginning(values):
    assert values("intensity", history_of([ran([3.0] * 8 + [5.0] * 4)])) == [3.0]
    assert values("intensity", history_of([ran([3.0, 4.5, 3.0, 3.0] + [3.0] * 8)])) == [4.5]


def test_only_speed_before_pain_counts(values):
    assert values(
        "intensity", history_of([ran([3.0, 3.0, 4.5] + [3.0] * 9, pain_began_km=1.0)])
    ) == [3.0]


def test_one_speed_all_the_way_is_a_total_and_no_pace(values):
    assert values("intensity", history_of([ran([3.0] * 8)])) == [None]


@pytest.mark.parametrize("more", [{"pain_began_km": 0.0}, {"sport": Sport.TREADMILL_RUNNING}])
def test_without_samples_or_anything_before_pain_it_is_unknown(values, more):
    run = ran([3.0, 3.1, 3.2, 3.0], **more) if "pain_began_km" in more else (0, 5.0, more)
    assert values("intensity", history_of([run])) == [None]


def test_kilometres_without_a_measured_speed_say_nothing(values):
    nan = float("nan")
    assert values("intensity", history_of([ran([nan, 3.4, 3.0, 3.0] + [3.0] * 8)])) == [3.4]
    assert values("intensity", history_of([ran([nan] * 4 + [3.0, 3.5] * 4)])) == [None]
