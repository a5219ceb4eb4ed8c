"""The plain map: true to scale, north up, whole over the date line, and broken where it must be."""

from __future__ import annotations

import re
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.web.drawing.track import (
    METRES_A_DEGREE,
    SIDE,
    draw_track,
    plain_map,
    scale_bar,
)

latitudes, longitudes = st.floats(-80, 80), st.floats(-180, 180)
steps = st.lists(st.tuples(st.floats(-0.02, 0.02), st.floats(-0.02, 0.02)), min_size=1, max_size=40)


def _around(lat, lon, offsets):
    lats = [lat + north for north, _ in offsets]
    lons = [(lon + east + 180) % 360 - 180 for _, east in offsets]
    return lats, lons


@given(latitudes, longitudes, steps)
def test_every_place_is_on_the_map_wherever_it_lies(lat, lon, offsets):
    lats, lons = _around(lat, lon, offsets)
    drawn = plain_map(lats, lons)
    for place in zip(lats, lons, strict=True):
        x, y = drawn.place(*place)
        assert -0.01 <= x <= drawn.width + 0.01
        assert -0.01 <= y <= drawn.height + 0.01


@given(latitudes, longitudes, steps)
def test_distances_are_to_scale_and_north_is_up(lat, lon, offsets):
    lats, lons = _around(lat, lon, offsets)
    drawn = plain_map(lats, lons)
    here = drawn.place(lats[0], lons[0])
    up = drawn.place(lats[0] + 0.001, lons[0])
    east = drawn.place(lats[0], (lons[0] + 0.001 + 180) % 360 - 180)
    scale = drawn.pixels_a_metre
    assert up[0] == pytest.approx(here[0], abs=1e-6)
    assert here[1] - up[1] == pytest.approx(0.001 * METRES_A_DEGREE * scale, rel=1e-6)
    wide = 0.001 * METRES_A_DEGREE * cos(radians(lats[0]))
    assert east[0] - here[0] == pytest.approx(wide * scale, rel=0.01)


def test_a_run_over_the_date_line_is_as_long_as_anywhere():
    def length(lon):
        lats = [0.0] * 11
        lons = [(lon + n / 1000 + 180) % 360 - 180 for n in range(-5, 6)]
        drawn = plain_map(lats, lons)
        places = [drawn.place(*at) for at in zip(lats, lons, strict=True)]
        return hypot(places[-1][0] - places[0][0], places[-1][1] - places[0][1])

    assert length(180.0) == pytest.approx(length(9.0))


def test_nothing_known_is_no_map_and_one_place_is_a_small_one():
    assert plain_map([], []) is None
    assert plain_map([None], [None]) is None
    drawn = plain_map([48.0], [9.0])
    assert drawn.place(48.0, 9.0) == pytest.approx((SIDE / 2, drawn.height / 2))


def test_an_unknown_place_breaks_the_way():
    lats, lons = [48.0, 48.001, None, 48.002, 48.003], [9.0, 9.0, None, 9.0, 9.0]
    svg = str(draw_track(plain_map(lats, lons), (lats, lons), (100.0, "100 m"), "way"))
    way = re.search(r'class="way" d="([^"]*)"', svg)[1]
    assert (way.count("M"), way.count("L")) == (2, 2)
    etree.fromstring(svg)


@pytest.mark.parametrize(("start", "end"), [(True, False), (False, True), (False, False)])
def test_a_hidden_end_is_not_marked(start, end):
    lats, lons = [48.0, 48.001], [9.0, 9.0]
    drawn = plain_map(lats, lons)
    svg = str(draw_track(drawn, (lats, lons), (100.0, "100 m"), "way", start=start, end=end))
    assert ('class="start"' in svg, 'class="end"' in svg) == (start, end)


@given(st.floats(20, 2e6), st.sampled_from([1000.0, 1609.344]))
def test_the_scale_bar_is_round_and_fits(metres_wide, unit_m):
    bar = scale_bar(metres_wide, unit_m)
    assert 0.15 * metres_wide <= bar <= 0.4001 * metres_wide
    digits = f"{bar / unit_m:.6e}".partition("e")[0]
    assert float(digits) in {1.0, 2.0, 5.0}
