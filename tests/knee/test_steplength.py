from __future__ import annotations

import numpy as np
import pytest
from tests.knee.profiles import profile, runner

from kneewise.knee.steplength import ENOUGH_RUNS, curves, population_curve


def test_other_runners_take_the_published_steps():
    steps = population_curve().expected_m(np.array([2.68, 3.35, 4.46]))
    np.testing.assert_allclose(60 * np.array([2.68, 3.35, 4.46]) / steps, [156, 171, 193], atol=2)


def test_below_five_runs_other_runners_stand_in():
    got = curves(runner(8, 1), [True] * 8)
    assert [curve.runs for curve in got] == [0, 0, 0, 0, 0, 5, 6, 7]
    assert got[4] == population_curve()


def test_the_own_curve_is_found():
    last = curves(runner(60, 2), [True] * 60)[-1]
    speed = np.array([2.5, 3.0, 3.6])
    np.testing.assert_allclose(last.expected_m(speed), 1.05 * (speed / 2.68) ** 0.62, rtol=0.01)
    assert last.exponent == pytest.approx(0.62, abs=0.03)
    assert last.sd < population_curve().sd / 4


def test_a_curve_knows_nothing_of_later_runs():
    runs = runner(40, 3)
    changed = runs[:20] + runner(20, 4, level=1.3)
    assert curves(runs, [True] * 40)[:21] == curves(changed, [True] * 40)[:21]


def test_runs_in_painful_periods_teach_nothing():
    runs = runner(30, 5)
    painful = [10 <= i < 20 for i in range(30)]
    changed = [
        other if hurt else run
        for run, other, hurt in zip(runs, runner(30, 6, level=1.3), painful, strict=True)
    ]
    eligible = [not hurt for hurt in painful]
    assert curves(runs, eligible) == curves(changed, eligible)


@pytest.mark.parametrize("useless", [{"walking": 1.0}, {"grade": 0.06}, {"step": np.nan}])
def test_walking_hills_and_unknown_steps_teach_nothing(useless):
    bins = {"km": [5.0, 5.0], "speed": [2.6, 3.2], "step": 1.2} | useless
    got = curves([profile(**bins) for _ in range(10)], [True] * 10)
    assert {curve.runs for curve in got} == {0}


def test_one_pace_alone_leaves_the_exponent_to_the_prior():
    runs = [profile(km=[10.0], speed=3.0, step=1.10) for _ in range(30)]
    last = curves(runs, [True] * 30)[-1]
    assert last.exponent == pytest.approx(0.58, abs=0.03)
    assert last.expected_m(np.array([3.0]))[0] == pytest.approx(1.10, rel=0.005)


def test_only_the_last_runs_count():
    old, new = runner(100, 7, level=0.95), runner(250, 8, level=1.15)
    last = curves(old + new, [True] * 350)[-1]
    assert last.expected_m(np.array([2.68]))[0] == pytest.approx(1.15, rel=0.01)
    assert last.runs == 200


def test_a_step_on_the_curve_deviates_by_nothing():
    curve = population_curve()
    speed = np.array([2.5, 3.5])
    np.testing.assert_allclose(curve.deviation(curve.expected_m(speed), speed), 0, atol=1e-12)


def test_no_runs_have_no_curves():
    assert curves([], []) == ()
    assert ENOUGH_RUNS == 5
