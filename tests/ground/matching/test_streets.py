from __future__ import annotations

import numpy as np
import pytest
from tests.ground.matching.conftest import at
from tests.ground.osm import Road

from kneewise.ground.matching.candidates import find_candidates
from kneewise.ground.matching.streets import places_of
from kneewise.ground.matching.thinning import Points

STREET = {"highway": "residential"}


def longer_m(network, here, there) -> np.ndarray:
    """Of one step between two places of a small map in metres, by way of each."""
    lon, lat = zip(at(*here), at(*there), strict=True)
    x, y = network.plane.to_m(np.array(lon), np.array(lat))
    fresh = np.array([True, False])
    found = find_candidates(network, Points(x, y, np.array([0.0, 5.0]), np.ones(2), fresh, 1.0))
    went = np.hypot(np.diff(x), np.diff(y))
    table = places_of(network, found).longer_m(went, slice(0, 2))[0]
    nearest = [
        int(np.argmin(np.where(found.there[row], np.abs(found.aside_m[row]), np.inf)))
        for row in (0, 1)
    ]
    return table[nearest[0], nearest[1]]


@pytest.fixture
def block(network_of):
    """A street, a road at its end, a lane back to it, and a street beside that meets none."""
    return network_of(
        Road((at(0, 0), at(60, 0), at(100, 0)), STREET),
        Road((at(100, 0), at(100, 60)), STREET),
        Road((at(60, 0), at(60, 30), at(100, 30), at(100, 60)), STREET),
        Road((at(0, -20), at(100, -20)), STREET),
    )


def test_along_one_way_it_is_as_long_as_the_step(block) -> None:
    assert longer_m(block, (20, 0), (45, 0)) == pytest.approx(0.0, abs=0.1)


def test_backwards_it_is_as_long_too(block) -> None:
    assert longer_m(block, (45, 0), (20, 0)) == pytest.approx(0.0, abs=0.1)


def test_round_a_corner_it_is_longer_by_what_the_step_cuts(block) -> None:
    expected = 15 + 20 - np.hypot(15, 20)
    assert longer_m(block, (85, 0), (100, 20)) == pytest.approx(expected, abs=0.1)


def test_over_two_meetings_the_shorter_of_two_ways_round_counts(block) -> None:
    expected = (20 + 15) - np.hypot(20, 15)
    assert longer_m(block, (40, 0), (60, 15)) == pytest.approx(expected, abs=0.1)


def test_a_way_that_meets_no_other_is_never_reached(block) -> None:
    assert np.isinf(longer_m(block, (40, 0), (45, -20)))
