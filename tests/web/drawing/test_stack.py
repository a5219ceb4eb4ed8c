"""Stacked shares: they fill their place, and what is not known is never left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.web.drawing.stack import Column, draw_key, draw_stack

SHARES = st.lists(st.floats(0.01, 1.0), min_size=2, max_size=6).map(
    lambda parts: tuple(part / sum(parts) for part in parts)
)


def rects(drawn: str) -> list[tuple[str, float, float]]:
    """Class, top and height of every rectangle."""
    return [
        (name, float(top), float(height))
        for name, top, height in re.findall(
            r'<rect class="(\w+)" x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"', drawn
        )
    ]


@given(SHARES)
def test_shares_and_the_unknown_fill_the_whole_height(shares):
    *known, _ = shares
    drawn = draw_stack([Column(0, 1, tuple(known))], 1, "even", "label")
    found = rects(drawn)
    assert sum(height for _, _, height in found) == pytest.approx(100, abs=0.6)
    assert found[-1][0] == "open"
    assert found[-1][1] == 0.0


def test_the_first_share_stands_at_the_foot_and_each_next_on_it():
    found = rects(draw_stack([Column(0, 1, (0.5, 0.3, 0.2))], 1, "hard", "label"))
    assert [(name, top) for name, top, _ in found] == [("c0", 50.0), ("c1", 20.0), ("c2", 0.0)]


def test_the_unknown_is_hatched_and_told_by_shape():
    drawn = draw_stack([Column(0, 1, (0.25,))], 1, "even", "label")
    assert len(re.findall(r'class="hatch"', drawn)) == 1
    assert drawn.count("h1000.0") > 3


def test_a_month_without_a_run_leaves_a_gap():
    columns = [Column(0, 1, (1.0,)), Column(2, 3, (1.0,))]
    drawn = draw_stack(columns, 3, "even", "label", gap=0.1)
    lefts = [float(x) for x in re.findall(r'rect class="c0" x="([\d.]+)"', drawn)]
    assert lefts == pytest.approx([0.0, 666.7], abs=0.1)


def test_words_are_escaped_and_said_to_who_does_not_see_it():
    drawn = draw_stack([Column(0, 1, (1.0,), "<b>May</b>")], 1, "even", '"><script>')
    assert "<script>" not in drawn
    assert "<b>" not in drawn
    assert "&lt;b&gt;May" in drawn
    assert 'role="img"' in drawn


def test_a_key_of_the_unknown_differs_in_shape_from_those_of_classes():
    assert 'class="c3"' in draw_key("hard", 3)
    assert "hatch" not in draw_key("hard", 3)
    assert "hatch" in draw_key("hard", None)
