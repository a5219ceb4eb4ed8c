from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.ground.projection import M_PER_DEGREE, Box, LocalPlane, middle_of, wrapped

LON = st.floats(-180, 179.999)
LAT = st.floats(-80, 80)
NEAR = st.floats(-0.3, 0.3)


@given(LON, LAT, NEAR, NEAR)
def test_there_and_back_gives_the_same_place(lon, lat, east, north):
    plane = LocalPlane(lon, lat)
    x, y = plane.to_m(wrapped(np.array([lon + east])), np.array([lat + north]))
    back = plane.to_deg(x, y)
    assert abs(wrapped(back[0] - lon - east)[0]) < 1e-9
    assert abs(back[1][0] - lat - north) < 1e-9


def test_a_degree_north_is_111_km_and_east_less():
    plane = LocalPlane(9.0, 60.0)
    x, y = plane.to_m([10.0], [61.0])
    assert y[0] == pytest.approx(M_PER_DEGREE)
    assert x[0] == pytest.approx(M_PER_DEGREE / 2)
    assert pytest.approx(111_195, abs=1) == M_PER_DEGREE


def test_a_run_across_the_date_line_stays_in_one_piece():
    lon, lat = np.array([179.999, -179.999]), np.array([-17.0, -17.0])
    x, _ = middle_of(lon, lat).to_m(lon, lat)
    assert abs(x[1] - x[0]) == pytest.approx(0.002 * M_PER_DEGREE * np.cos(np.radians(17)))


def test_an_unknown_position_stays_unknown():
    x, y = LocalPlane(9.0, 48.0).to_m([np.nan], [48.0])
    assert np.isnan(x[0])
    assert y[0] == 0.0


@given(st.lists(st.tuples(LON, LAT), min_size=1, max_size=12), st.floats(0, 5000))
def test_a_box_holds_every_place_it_was_put_around(places, margin_m):
    lon, lat = (np.array(column) for column in zip(*places, strict=True))
    box = Box.around(lon, lat, margin_m)
    for x, y in places:
        # places are compared as 1e-7 degrees, as maps have them
        around = Box(*(wrapped(np.array([x - 1e-7, x + 1e-7]))[[0, 1]]), 0, 0)
        assert box.meets(Box(around.west, y, around.south, y))


def test_a_box_across_the_date_line_is_narrow_and_meets_both_sides():
    box = Box.around(np.array([179.9, -179.9]), np.array([-17.0, -16.9]))
    assert box.west > box.east
    assert len(box.parts) == 2
    assert box.meets(Box(179.95, -17, 180, -16))
    assert box.meets(Box(-180, -17, -179.95, -16))
    assert not box.meets(Box(0, -17, 1, -16))
    assert abs(abs(box.middle.west) - 180) < 0.01


def test_around_nothing_known_there_is_no_box():
    assert Box.around(np.array([np.nan]), np.array([1.0])) is None
