"""The curve stays in its frame and keeps the order of its points."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from kneewise.model.effect import Interval
from kneewise.web.drawing.curve import HEIGHT, WIDTH, Point, draw

shares = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(sorted)
points = st.lists(
    st.tuples(st.integers(0, 2000), shares), min_size=1, max_size=12, unique_by=lambda p: p[0]
).map(lambda found: [Point(d, Interval(*s)) for d, s in sorted(found)])


@given(points)
def test_every_point_is_in_the_frame_and_in_order(found):
    svg = str(draw(found))
    middle = re.search(r'class="middle" points="([^"]*)"', svg)[1].split()
    places = [tuple(map(float, pair.split(","))) for pair in middle]
    assert len(places) == len(found)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
    assert [x for x, _ in places] == sorted(x for x, _ in places)


def test_the_band_encloses_the_middle():
    svg = str(draw([Point(0, Interval(0.1, 0.2, 0.3)), Point(7, Interval(0.4, 0.5, 0.9))]))
    band = re.search(r'class="band" points="([^"]*)"', svg)[1].split()
    assert len(band) == 4
