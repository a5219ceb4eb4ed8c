from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ground.matching.conftest import EAST_M, NORTH_M, SOUTH, WEST, at
from tests.ground.osm import Road

from kneewise.ground.matching import Match, match

ANY = st.floats(allow_nan=True, allow_infinity=True)
NEAR = st.floats(-100, 300)


@pytest.fixture
def corner(network_of):
    return network_of(
        Road((at(0, 0), at(100, 0), at(200, 0)), {"highway": "residential"}),
        Road((at(100, 0), at(100, 100), at(180, 120)), {"highway": "path"}),
        Road((at(0, 6), at(200, 6)), {"highway": "footway"}),
        Road((at(50, 50), at(50, 50)), {"highway": "steps"}),
    )


def check(found: Match, samples: int, ways: int) -> None:
    """What must hold whatever went in."""
    placed = np.isfinite(found.probability)
    assert len(found.way) == len(found.segment) == len(found.unknown) == samples
    assert ((found.way >= -1) & (found.way < ways)).all()
    assert ((found.way == -1) == (found.segment == -1)).all()
    assert (found.unknown[~placed] == 1).all()
    assert (found.way[~placed] == -1).all()
    assert (found.probability[placed] >= 0).all()
    np.testing.assert_allclose(
        found.probability[placed & (found.way < 0)], found.unknown[placed & (found.way < 0)]
    )
    known = np.bincount(found.candidate_sample, found.candidate_probability, samples)
    np.testing.assert_allclose(known + found.unknown, 1.0, rtol=1e-9)
    assert (np.diff(found.candidate_sample) >= 0).all()
    both = found.candidate_sample * (ways + 1) + found.candidate_way
    assert len(np.unique(both)) == len(both)
    its = found.way[found.candidate_sample] == found.candidate_way
    np.testing.assert_allclose(
        found.candidate_probability[its], found.probability[found.candidate_sample[its]]
    )
    assert its.sum() == (found.way >= 0).sum()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(ANY, ANY, ANY), max_size=40))
def test_whatever_stands_in_a_trace_the_answer_adds_up(corner, rows) -> None:
    time, lat, lon = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    check(match(corner, time, lat, lon), len(rows), len(corner))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 300), NEAR, NEAR), max_size=60))
def test_a_trace_that_jumps_about_near_ways_adds_up(corner, rows) -> None:
    time, x, y = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    found = match(corner, np.sort(time), SOUTH + y / NORTH_M, WEST + x / EAST_M)
    check(found, len(rows), len(corner))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 1000), st.floats(0, 30), st.booleans())
def test_a_run_with_any_error_adds_up(corner, seed, error_m, still) -> None:
    rng = np.random.default_rng(seed)
    x = np.full(80, 50.0) if still else np.linspace(0, 200, 80)
    x, y = x + error_m * rng.standard_normal(80), error_m * rng.standard_normal(80)
    found = match(corner, np.arange(80.0), SOUTH + y / NORTH_M, WEST + x / EAST_M)
    check(found, 80, len(corner))
