"""Strips and dots: in their frame, broken at what is unknown, and of the same width for all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.model.effect import Interval
from kneewise.web.drawing.dots import WIDTH as DOTS_WIDTH
from kneewise.web.drawing.dots import draw_dots
from kneewise.web.drawing.strips import HEIGHT, WIDTH, draw_line, draw_steps, scale

numbers = st.floats(-1e4, 1e4, allow_nan=False)


@given(st.lists(st.one_of(st.none(), numbers), min_size=1, max_size=60), numbers, numbers)
def test_every_known_value_is_drawn_once_in_the_frame(values, low, high):
    at = [float(n) for n in range(len(values))]
    on = scale(0.0, at[-1], min(low, high), max(low, high), 1.0)
    svg = str(draw_line(at, values, on, "pace"))
    etree.fromstring(svg)
    path = re.search(r'class="line" d="([^"]*)"', svg)[1]
    points = re.findall(r"([ML])(-?[\d.]+) (-?[\d.]+)", path)
    assert len(points) == sum(value is not None for value in values)
    assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for _, x, y in points)


def test_what_is_unknown_breaks_the_line():
    on = scale(0.0, 4.0, 0.0, 1.0, 0.1)
    svg = str(draw_line([0, 1, 2, 3, 4], [0.1, 0.2, None, 0.3, 0.4], on, "pace"))
    path = re.search(r'class="line" d="([^"]*)"', svg)[1]
    assert (path.count("M"), path.count("L")) == (2, 2)


def test_noise_does_not_fill_the_strip():
    on = scale(0.0, 1.0, 150.0, 151.0, 10.0)
    assert on.high - on.low == pytest.approx(10.0)
    assert abs(on.y(150.0) - on.y(151.0)) < 0.15 * HEIGHT


def test_pieces_without_a_value_leave_a_hole():
    on = scale(0.0, 2.0, 0.0, 2.0, 0.1)
    pieces = [(0.0, 0.5, Interval(0.8, 1.0, 1.2)), (0.5, 1.0, None)]
    assert str(draw_steps(pieces, on, "load")).count('class="band"') == 1


@given(st.lists(numbers, max_size=50).map(sorted), numbers)
def test_dots_stay_in_their_row_in_order(past, value):
    svg = str(draw_dots(past, value, "a < b"))
    etree.fromstring(svg)
    before = re.search(r'class="before" d="([^"]*)"', svg)[1]
    places = [float(x) for x in re.findall(r"M(-?[\d.]+) ", before)]
    here = float(re.search(r'class="this" cx="([\d.]+)"', svg)[1])
    assert places == sorted(places)
    assert all(0 <= x <= DOTS_WIDTH for x in [*places, here])
    assert sum(x < here - 0.11 for x in places) <= sum(one < value for one in past)
