from __future__ import annotations

import numpy as np
import pytest
from tests.builders import history_of, profile_of

USUAL_M = 1.05


def ran(day, factor=1.0, **more):
    step_m = [USUAL_M * factor] * 4 + [USUAL_M] * 8
    speeds = np.full(12, 3.0)
    profile = profile_of(6.0, segments={"step_length_m": step_m, "speed_m_s": speeds})
    return (day, 6.0, {"profile": profile, **more})


HABIT = [ran(day) for day in range(0, 60, 2)]


def test_steps_are_set_against_the_own_curve_at_that_speed(values):
    found = values("step_length", history_of([*HABIT, ran(62, 1.05)]))
    assert found[-2] == pytest.approx(0.0, abs=0.2)
    assert found[-1] == pytest.approx(5.0, abs=0.3)


def test_below_five_own_runs_it_is_unknown(values):
    assert values("step_length", history_of(HABIT[:7]))[:5] == [None] * 5
    assert values("step_length", history_of(HABIT[:7]))[5] is not None


def test_steps_spared_in_a_painful_period_do_not_teach_the_curve(values):
    sore = [ran(day, 0.8, pain=4) for day in range(62, 80, 2)]
    found = values("step_length", history_of([*HABIT, *sore, ran(100)]))
    assert found[-1] == pytest.approx(0.0, abs=0.2)


def test_without_step_length_it_is_unknown(values):
    history = history_of([*HABIT, (62, 6.0, {"profile": profile_of(6.0)})])
    assert values("step_length", history)[-1] is None
