"""The privacy zone: what lies inside is hidden, everything where it can't be read."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.journal.privacy import EARTH_M, hidden, zone_from
from kneewise.model.errors import UsageError

METRES_A_DEGREE = np.pi * EARTH_M / 180


@given(
    st.floats(-80, 80),
    st.floats(-180, 180),
    st.floats(20, 2000),
    st.floats(0, 360),
    st.floats(0, 3),
)
def test_a_place_is_hidden_if_and_only_if_it_is_within_the_radius(lat, lon, radius, way, times):
    away = times * radius
    if abs(away - radius) < 0.01 * radius:
        return
    north = away * np.cos(np.radians(way)) / METRES_A_DEGREE
    east = away * np.sin(np.radians(way)) / (METRES_A_DEGREE * np.cos(np.radians(lat)))
    (inside,) = hidden(f"{lat},{lon},{radius}", np.array([lat + north]), np.array([lon + east]))
    assert inside == (away < radius)


def test_a_zone_at_the_date_line_reaches_over_it():
    found = hidden("0,179.999,500", np.array([0.0, 0.0]), np.array([-179.999, -179.9]))
    assert found.tolist() == [True, False]


def test_a_place_that_is_not_known_is_not_hidden():
    assert hidden("48,9,500", np.array([np.nan]), np.array([np.nan])).tolist() == [False]


@pytest.mark.parametrize("said", [None, "", "  "])
def test_no_zone_hides_nothing(said):
    assert zone_from(said) is None
    assert not hidden(said, np.array([48.0]), np.array([9.0])).any()


@pytest.mark.parametrize("said", ["48,9", "here", "91,0,100", "0,0,-5", "0,0,nan", "0,181,5", ","])
def test_a_zone_that_can_not_be_read_hides_everything(said):
    with pytest.raises(UsageError):
        zone_from(said)
    assert hidden(said, np.array([48.0, -3.0]), np.array([9.0, 0.0])).all()
