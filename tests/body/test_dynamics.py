"""Steps from the watch: the spring by its physics, the own usual by made-up runners."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.body.dynamics import RunSteps, dynamics, leg_stiffness, read_steps
from kneewise.body.dynamics.spring import G
from kneewise.model.dynamics import Verdict
from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile


def profile(**columns):
    """Equal segments of 500 m, NaN for what is not said."""
    count = max(len(values) for values in columns.values())
    whole = {"km": [0.5] * count, "moving_s": [150.0] * count, "walk_km": [0.0] * count}
    segments = {
        name: np.array((whole | columns).get(name, [np.nan] * count), dtype=float)
        for name in SEGMENT_COLUMNS
    }
    empty = np.empty(0)
    return RunProfile(
        distance_km=0.5 * count,
        moving_s=150.0 * count,
        elapsed_s=150.0 * count,
        walk_km=0.0,
        segments=segments,
        bins=dict.fromkeys(BIN_COLUMNS, empty),
        minutes=dict.fromkeys(MINUTE_COLUMNS, empty),
    )


def steps(speed, **values):
    return RunSteps(values, dict.fromkeys(values, speed))


def one(value):
    return np.array([value])


@given(st.floats(180, 320), st.floats(150, 190), st.floats(2.0, 4.0))
def test_the_spring_carries_the_body_over_a_step(contact, cadence, speed):
    found = leg_stiffness(one(contact), one(cadence), one(speed))[0]
    step_s, contact_s = 60 / cadence, contact / 1000
    if step_s <= contact_s:
        assert np.isnan(found)
        return
    times = np.linspace(0, contact_s, 20_001)
    peak = G * np.pi / 2 * (step_s / contact_s)
    force = peak * np.sin(np.pi * times / contact_s)
    assert np.trapezoid(force, times) == pytest.approx(G * step_s, rel=1e-6)
    rate = np.cumsum(force - G) * (times[1] - times[0]) - G * (step_s - contact_s) / 2
    sinks = -(np.cumsum(rate) * (times[1] - times[0])).min()
    swings = 0.9 - np.sqrt(0.9**2 - (speed * contact_s / 2) ** 2)
    assert found == pytest.approx(peak / (sinks + swings), rel=2e-3)


def test_a_step_without_flight_or_beyond_the_leg_has_no_spring():
    nan = leg_stiffness(np.array([400.0, 250.0]), np.array([170.0, 120.0]), np.array([2.5, 9.0]))
    assert np.isnan(nan).all()


def test_a_stiffer_leg_is_on_the_ground_for_less():
    short, long = (leg_stiffness(one(c), one(170.0), one(3.0))[0] for c in (220.0, 280.0))
    assert short > long


def test_means_are_over_running_alone_and_nothing_recorded_is_nothing():
    found = read_steps(
        {
            1: profile(
                speed_m_s=[3.0, 3.0, 1.5],
                cadence_spm=[170.0, 172.0, 100.0],
                walk_km=[0.0, 0.0, 0.5],
            ),
            2: profile(speed_m_s=[3.0]),
        }
    )
    assert found[1].values == {"cadence_spm": 171.0}
    assert 2 not in found


def test_what_is_unknown_in_a_part_is_a_mean_of_the_rest_at_its_own_speed():
    nan = float("nan")
    found = read_steps({1: profile(speed_m_s=[3.0, 4.0], ground_contact_ms=[250.0, nan])})[1]
    assert found.values["ground_contact_ms"] == 250.0
    assert found.speed_m_s["ground_contact_ms"] == 3.0
    assert "leg_stiffness" not in found.values


def made_up(seed, count=40, shift=0.0):
    """Contact falls with speed and scatters by 3 ms; one more run on top, shifted."""
    draw = random.Random(seed)

    def run(extra=0.0):
        speed = draw.uniform(2.5, 3.5)
        return steps(speed, ground_contact_ms=350 - 35 * speed + draw.gauss(0, 3) + extra)

    return [run() for _ in range(count)], run(shift)


def verdict(earlier, run):
    return dynamics(run, earlier).quantities[0].verdict


def test_nine_runs_in_ten_are_as_usual():
    usual = [verdict(*made_up(seed)) is Verdict.USUAL for seed in range(400)]
    assert 0.85 <= np.mean(usual) <= 0.95


def test_a_run_far_off_at_its_speed_is_found_though_not_unusual_at_another():
    assert verdict(*made_up(1, shift=15)) is Verdict.HIGHER
    assert verdict(*made_up(1, shift=-15)) is Verdict.LOWER


@pytest.mark.parametrize(("count", "speed"), [(7, 3.0), (40, 5.0), (0, 3.0)])
def test_few_runs_or_a_new_speed_cannot_tell(count, speed):
    earlier, _ = made_up(3, count)
    found = dynamics(steps(speed, ground_contact_ms=240.0), earlier).quantities[0]
    assert (found.usual, found.verdict) == (None, Verdict.UNKNOWN)


def test_all_earlier_runs_at_one_speed_have_a_mean_and_no_line():
    earlier = [steps(3.0, cadence_spm=170.0 + n % 3) for n in range(12)]
    found = dynamics(steps(3.0, cadence_spm=171.0), earlier).quantities[0]
    assert found.usual.mid == pytest.approx(171.0)


def test_feet_are_told_apart_only_where_the_watch_does():
    both = dynamics(steps(3.0, ground_contact_ms=250.0, contact_balance_percent=52.0), [])
    assert (both.left_ms, both.right_ms) == (260.0, 240.0)
    assert dynamics(steps(3.0, ground_contact_ms=250.0), []).left_ms is None


def test_nothing_recorded_is_none():
    assert dynamics(None, []) is None


def test_the_spring_says_what_the_unknown_leg_does_to_it():
    run = read_steps({1: profile(speed_m_s=[3.0], cadence_spm=[168.0], ground_contact_ms=[250.0])})[
        1
    ]
    found = {q.name: q for q in dynamics(run, []).quantities}["leg_stiffness"]
    assert found.known_to.low < found.value < found.known_to.high
