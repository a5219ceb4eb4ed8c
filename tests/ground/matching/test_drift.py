from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.ground.matching.conftest import wander

from kneewise.ground.matching import drift
from kneewise.ground.matching.candidates import Candidates
from kneewise.ground.matching.drift import drift_m
from kneewise.ground.matching.thinning import Points


def points_of(time_s, fresh, quick_m=0.0) -> Points:
    size = len(time_s)
    return Points(np.zeros(size), np.zeros(size), time_s, np.ones(size), fresh, quick_m)


def places_of(angle, aside) -> Candidates:
    """One place a point, its normal at an angle."""
    empty = np.zeros((len(angle), 1), dtype=np.int64)
    return Candidates(
        there=empty == 0,
        segment=empty,
        way=empty,
        closed=empty == 1,
        no_sky=empty == 1,
        along_m=empty * 0.0,
        aside_m=np.asarray(aside, dtype=np.float64)[:, None],
        normal_x=np.cos(angle)[:, None],
        normal_y=np.sin(angle)[:, None],
        inside_m=empty * 0.0,
    )


@given(st.integers(0, 1000))
def test_it_is_the_mean_of_the_error_given_all_that_is_seen_of_it(seed) -> None:
    rng = np.random.default_rng(seed)
    size = 12
    time = np.cumsum(rng.integers(1, 20, size=size)).astype(np.float64)
    fresh = np.zeros(size, dtype=np.bool_)
    fresh[[0, 7]] = True
    angle, aside = rng.uniform(0, 2 * np.pi, size), 5 * rng.standard_normal(size)
    path = np.where(rng.random(size) < 0.2, -1, 0)
    apart = np.exp(-np.abs(time[:, None] - time) / drift.LASTING_S)
    apart[:7, 7:] = apart[7:, :7] = 0.0
    covariance = np.kron(drift.ERROR_M**2 * apart, np.eye(2))
    on = np.flatnonzero(path >= 0)
    look = np.zeros((len(on), 2 * size))
    look[np.arange(len(on)), 2 * on] = np.cos(angle[on])
    look[np.arange(len(on)), 2 * on + 1] = np.sin(angle[on])
    seen = look @ covariance @ look.T + drift.SEEN_M**2 * np.eye(len(on))
    expected = covariance @ look.T @ np.linalg.solve(seen, aside[on])
    found = drift_m(points_of(time, fresh), places_of(angle, aside), path)
    np.testing.assert_allclose(found.ravel(), expected, atol=1e-6)


def test_an_error_along_the_street_is_known_from_the_streets_before_and_after() -> None:
    time = np.arange(0.0, 90.0, 3.0)
    fresh = np.arange(30) == 0
    east, north = wander(3, 90, 4.0, 60.0)[::3], wander(4, 90, 4.0, 60.0)[::3]
    angle = np.where((time > 30) & (time < 60), np.pi / 2, 0.0)  # it shows north, then east
    aside = east * np.cos(angle) + north * np.sin(angle)
    found = drift_m(points_of(time, fresh), places_of(angle, aside), np.zeros(30, dtype=np.int64))
    middle = (time > 30) & (time < 60)
    assert np.abs(found[middle, 0] - east[middle]).mean() < 0.6 * np.abs(east[middle]).mean()


def test_off_the_map_nothing_is_known_of_it() -> None:
    size = 5
    found = drift_m(
        points_of(np.arange(5.0), np.arange(5) == 0),
        places_of(np.zeros(size), np.full(size, 9.0)),
        np.full(size, -1),
    )
    np.testing.assert_allclose(found, 0.0)
