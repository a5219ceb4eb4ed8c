from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.body.form.walkers import runner

from kneewise.body.form.answer import Curve
from kneewise.body.form.drawing import HEIGHT, WIDTH, curves_svg
from kneewise.body.form.judging import judge_track
from kneewise.model.diary import Side
from kneewise.model.form import View

NAME = "{http://www.w3.org/2000/svg}"


@given(
    st.lists(st.floats(-180, 180), min_size=51, max_size=51),
    st.lists(st.floats(0, 90), min_size=51, max_size=51),
)
def test_every_curve_stays_inside_its_picture(mean, spread):
    drawn = curves_svg([Curve("knee_flexion", Side.LEFT, tuple(mean), tuple(spread), 5)], "x")
    for path in etree.fromstring(drawn).iter(f"{NAME}path"):
        if "grid" in path.attrib["class"]:
            continue
        spots = path.attrib["d"].strip("MZ").split("L")
        for x, y in (spot.split() for spot in spots):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


def test_left_and_right_differ_in_more_than_colour():
    flat = tuple([1.0] * 51)
    curves = [Curve("pelvis_tilt", side, flat, flat, 5) for side in (Side.LEFT, Side.RIGHT)]
    left, right = [
        p
        for p in etree.fromstring(curves_svg(curves, "x")).iter(f"{NAME}path")
        if p.attrib["class"].startswith("mean")
    ]
    assert "stroke-dasharray" in right.attrib
    assert "stroke-dasharray" not in left.attrib


def test_what_it_shows_is_escaped():
    flat = tuple([1.0] * 51)
    drawn = curves_svg([Curve("x", None, flat, flat, 5)], 'a "b" <c>')
    assert etree.fromstring(drawn).attrib["aria-label"] == 'a "b" <c>'


@pytest.mark.parametrize("view", list(View))
def test_curves_of_a_run_have_a_mean_and_a_band(view):
    curves = judge_track(runner(view)).curves
    assert curves
    assert all(len(c.mean) == len(c.spread) == 51 for c in curves)
    assert all(min(c.spread) >= 0 for c in curves)
