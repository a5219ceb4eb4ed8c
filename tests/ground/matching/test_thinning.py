from __future__ import annotations

import numpy as np
import pytest

from kneewise.ground.matching.thinning import (
    GAP_M,
    GAP_S,
    LONGEST_STEP_M,
    STEP_M,
    USUAL_QUICK_M,
    thin,
)


def straight(samples: int, speed_m_s: float = 3.0):
    seconds = np.arange(float(samples))
    return seconds, seconds * speed_m_s, np.zeros(samples)


def test_points_are_a_step_apart_and_stand_for_every_sample() -> None:
    found = thin(*straight(300))
    assert np.diff(found.points.x).min() >= STEP_M * 0.7  # means of the samples around
    assert found.points.samples.sum() == 300
    assert (found.nearer >= 0).all()
    assert (np.diff(found.nearer) >= 0).all()


def test_a_runner_who_stands_makes_no_points() -> None:
    seconds = np.arange(600.0)
    x = 3.0 * np.sin(seconds / 40)
    assert len(thin(seconds, x, np.zeros(600)).points) == 1


@pytest.mark.parametrize("missing", ["time", "x", "y"])
def test_a_sample_that_lacks_anything_has_no_point(missing) -> None:
    columns = dict(zip(("time", "x", "y"), straight(50), strict=True))
    columns[missing][10:20] = np.nan
    found = thin(*columns.values())
    assert (found.nearer[10:20] == -1).all()
    assert (np.delete(found.nearer, np.s_[10:20]) >= 0).all()


@pytest.mark.parametrize(
    ("seconds", "metres", "new"),
    [(GAP_S - 1, GAP_M - 4, False), (GAP_S + 1, 4.0, True), (5.0, GAP_M + 1, True), (-9, 4, True)],
)
def test_after_a_gap_too_long_or_a_clock_set_back_the_trace_begins_anew(
    seconds, metres, new
) -> None:
    time, x, y = straight(40)
    time[20:] += seconds
    x[20:] += metres
    found = thin(time, x, y)
    assert found.points.fresh.sum() == 1 + new
    assert (found.before[19] == found.after[19]) == new


def test_the_error_that_is_new_in_every_sample_is_measured_and_makes_longer_steps() -> None:
    rng = np.random.default_rng(5)
    time, x, y = straight(2000)
    found = thin(time, x + 6 * rng.standard_normal(2000), y + 6 * rng.standard_normal(2000))
    assert found.points.quick_m == pytest.approx(6.0, rel=0.1)
    apart = np.hypot(np.diff(found.points.x), np.diff(found.points.y))
    assert STEP_M < np.median(apart) < LONGEST_STEP_M


def test_of_too_few_samples_the_usual_error_is_taken() -> None:
    assert thin(*straight(5)).points.quick_m == USUAL_QUICK_M


def test_an_error_that_lasts_is_not_one_that_is_new() -> None:
    time, x, y = straight(2000)
    assert thin(time, x, y + 8 * np.sin(time / 30)).points.quick_m < 0.2
