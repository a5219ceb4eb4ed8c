"""Ranges on one logarithmic axis."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.model.effect import Interval
from kneewise.web.drawing.effects import EDGE, HIGH, LOW, draw_effect, place

RATIO = st.floats(0.01, 100)


@st.composite
def intervals(draw):
    """Any range with its middle in it."""
    return Interval(*sorted((draw(RATIO), draw(RATIO), draw(RATIO))))


def svg(*args: object, **more: object) -> etree._Element:
    """The drawing as a tree."""
    return etree.fromstring(str(draw_effect(*args, **({"label": "x"} | more))))


@given(RATIO, RATIO)
def test_a_larger_ratio_never_stands_further_left(one, other):
    small, large = sorted((one, other))
    assert place(small) <= place(large)


@given(st.floats(LOW, HIGH / 2))
def test_a_doubling_is_as_far_everywhere(ratio):
    assert abs((place(2 * ratio) - place(ratio)) - (place(1.0) - place(0.5))) < 0.02


@given(intervals(), intervals())
def test_nothing_is_drawn_outside(prior, effect):
    found = re.findall(r'\b(?:x|x1|x2|cx)="([-\d.]+)%"', str(draw_effect(prior, effect, label="x")))
    assert found
    assert all(EDGE <= float(at) <= 100 - EDGE for at in found)


@given(intervals())
def test_what_goes_beyond_the_axis_ends_in_an_arrow(effect):
    arrows = [
        e.text
        for e in svg(Interval(1, 1, 1), effect).iter("text")
        if "beyond" in str(e.get("class"))
    ]
    assert ("◂" in arrows) == (effect.low < LOW)
    assert ("▸" in arrows) == (effect.high > HIGH)


def test_prior_and_posterior_differ_in_shape_not_only_in_colour():
    tree = svg(Interval(0.9, 1.0, 1.5), Interval(1.2, 1.9, 2.5))
    assert len(list(tree.iter("rect"))) == 1
    assert len(list(tree.iter("circle"))) == 1


def test_without_a_diary_the_prior_stands_alone():
    tree = svg(Interval(0.9, 1.0, 1.5), None)
    assert len(list(tree.iter("circle"))) == 0


def test_half_ranges_are_drawn_where_known():
    inner = Interval(1.0, 1.1, 1.2)
    without = svg(Interval(0.9, 1.1, 1.5), None)
    with_it = svg(Interval(0.9, 1.1, 1.5), None, prior_inner=inner)
    assert sum("fifty" in str(e.get("class")) for e in without.iter("line")) == 0
    assert sum("fifty" in str(e.get("class")) for e in with_it.iter("line")) == 1


def test_the_drawing_says_in_words_what_it_shows():
    tree = svg(Interval(0.9, 1.0, 1.5), None, label="Hills <b> & more")
    assert tree.get("role") == "img"
    assert tree.get("aria-label") == "Hills <b> & more"


def test_nothing_in_it_needs_inline_style():
    assert "style=" not in str(draw_effect(Interval(0.1, 1, 9), Interval(0.1, 1, 9), label="x"))
