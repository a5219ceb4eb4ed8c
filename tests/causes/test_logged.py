from __future__ import annotations

import pytest
from tests.builders import history_of

from kneewise.model.sport import Sport

RUNS = [(0, 5), (10, 5), (12, 5), (50, 5)]


def test_stretching_is_unknown_until_it_was_ever_logged_and_again_when_it_stops(values):
    history = history_of(RUNS, log=[("stretching", 10, 6.0)])
    assert values("stretching", history) == [None, 1.0, 0.0, None]


def test_a_logged_zero_is_an_answer(values):
    history = history_of(RUNS[:1], log=[("stretching", 0, 0.0), ("warm_up", 0, 0.0)])
    assert values("stretching", history) == [0.0]
    assert values("warm_up_logged", history) == [1.0]


def test_an_entry_for_a_run_goes_with_that_run(values):
    twice = [(0, 5, {"hour": 8}), (0, 5, {"hour": 18})]
    history = history_of(twice, log=[("warm_up", 0, 10.0, {"run_id": 2, "hour": 17})])
    assert values("warm_up_logged", history) == [None, 0.0]
    history = history_of(twice, log=[("warm_up", 0, 10.0, {"hour": 7})])
    assert values("warm_up_logged", history) == [0.0, 1.0]


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (("soreness", 0, 6.0, {"hour": 9}), 1.0),
        (("soreness", 0, 3.0, {"hour": 9}), 0.0),
        (("soreness", 0, 6.0, {"hour": 20}), None),
        (("soreness", -3, 6.0), None),
        (("sore_front_thigh_left", 0, 6.0, {"hour": 9}), 1.0),
        (("sore_front_thigh_left", 0, 3.0, {"hour": 9}), 0.0),
        (("sore_calf_right", 0, 6.0, {"hour": 9}), 1.0),
        (("sore_calf_right", 0, 3.0, {"hour": 9}), None),
        (("sore_hip_left", -3, 6.0), None),
        (("strength", -1, 40.0), 1.0),
        (("strength", -3, 40.0), 0.0),
        (("strength", -40, 40.0), None),
    ],
)
def test_sore_or_trained_legs_in_the_48_hours_before(values, entry, expected):
    assert values("soreness_strength", history_of([(0, 5)], log=[entry])) == [expected]


def test_a_recorded_strength_session_counts(values):
    history = history_of([(5, 5), (9, 5)], others=[(4, 1.0, Sport.STRENGTH)])
    assert values("soreness_strength", history) == [1.0, 0.0]


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([("sleep", 0, 5.5)], 1.0),
        ([("sleep", 0, 7.5)], 0.0),
        ([("stress", 0, 7.0, {"hour": 9})], 1.0),
        ([("stress", 0, 9.0, {"hour": 20})], None),
        ([("sleep", 0, 7.5, {"hour": 20}), ("stress", 0, 3.0)], 0.0),
        ([], None),
    ],
)
def test_a_short_night_or_stress_before_the_run(values, entries, expected):
    assert values("sleep_stress", history_of([(0, 5)], log=entries)) == [expected]


def test_hours_of_other_sports_in_seven_days_recorded_and_logged(values):
    history = history_of(
        [(0, 5), (8, 5), (20, 5), (80, 5)],
        others=[(3, 2.0, Sport.CYCLING), (4, 0.2, Sport.TRANSITION), (8, 1.0, Sport.SWIMMING)],
        log=[("other_sport", 5, 30.0)],
    )
    assert values("other_sports", history) == [None, 3.5, 0.0, None]
