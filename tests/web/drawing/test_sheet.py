"""The plain map: whole in its frame, true to scale, drawn once however many pictures use it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.web.drawing.sheet import (
    WIDTH,
    draw_route,
    draw_sheet,
    draw_starts,
    draw_ways,
    frame_round,
    unit_of,
)

SQUARE = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 1000.0), (0.0, 1000.0), (0.0, 0.0))
PLACES = st.tuples(st.floats(-20_000, 20_000), st.floats(-20_000, 20_000))


@given(st.lists(PLACES, min_size=1, max_size=20))
def test_every_place_lies_in_the_frame_around_it(points):
    frame = frame_round(points)
    for point in points:
        x, y = frame.place(*point)
        assert -0.01 <= x <= WIDTH + 0.01
        assert -0.01 <= y <= frame.height + 0.01


def test_north_is_up_and_east_is_right():
    frame = frame_round(SQUARE)
    west_south, east_north = frame.place(0.0, 0.0), frame.place(1000.0, 1000.0)
    assert west_south[0] < east_north[0]
    assert west_south[1] > east_north[1]


def test_a_way_is_steps_of_whole_units_that_lead_where_it_leads():
    drawn = draw_ways([("road", ((0, 500, 500), (0, 0, -250)))], 500.0)
    (d,) = re.findall(r' d="([^"]+)"', drawn)
    assert unit_of(500.0) == 1.0
    assert d == "M0 0l500 0 0 250"


def test_bigger_roads_are_drawn_over_smaller_ones_and_one_path_a_kind():
    line = ((0, 100), (0, 100))
    drawn = draw_ways([("big", line), ("road", line), ("path", line), ("path", line)], 500.0)
    assert re.findall(r'class="way (\w+)"', drawn) == ["path", "road", "big"]


def test_a_picture_uses_the_sheet_and_puts_its_middle_where_the_frame_has_it():
    frame = frame_round(SQUARE)
    drawn = draw_sheet(frame, 2000.0, draw_route(frame, SQUARE, SQUARE[0]), "<map>", (500, "500 m"))
    (used,) = re.findall(r'<use href="#ways" transform="matrix\(([^)]+)\)"/>', drawn)
    scale, _, _, _, x, y = map(float, used.split())
    assert scale == pytest.approx(unit_of(2000.0) * frame.pixels_a_metre, rel=1e-3)
    assert (x, y) == pytest.approx(frame.place(0.0, 0.0), abs=0.01)
    assert 'aria-label="&lt;map&gt;"' in drawn


def test_without_a_map_the_route_is_drawn_alone():
    route = draw_route(frame_round(SQUARE), SQUARE, None)
    assert "<use" not in draw_sheet(frame_round(SQUARE), None, route, "map", (500, "500 m"))


def test_arrows_point_the_way_the_route_goes():
    there = str(draw_route(frame_round(SQUARE), SQUARE, SQUARE[0]))
    back = str(draw_route(frame_round(SQUARE), SQUARE[::-1], SQUARE[0]))
    turns = [re.findall(r"rotate\((-?\d+)\)", one) for one in (there, back)]
    assert len(turns[0]) == 7
    assert turns[0][0] == "0"
    assert turns[1][0] == "-90"


def test_what_is_hidden_breaks_the_line_and_a_hidden_start_has_no_ring():
    line = (*SQUARE[:2], None, *SQUARE[3:])
    drawn = draw_route(frame_round(line), line, None)
    assert re.findall(r'class="route" d="([^"]+)"', drawn)[0].count("M") == 2
    assert 'class="start"' not in drawn


def test_a_start_off_the_picture_is_not_drawn():
    frame = frame_round(SQUARE)
    drawn = draw_starts(frame, [(500.0, 500.0), (90_000.0, 0.0)])
    assert drawn.count('class="usual"') == 1
