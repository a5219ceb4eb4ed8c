"""Figures, the soreness map and the course of results, as drawn."""

from __future__ import annotations

import re
from datetime import date

import pytest

from kneewise.body.figure import Figure
from kneewise.body.soreness import OUTLINE, REGIONS, VIEWS
from kneewise.model.diary import Muscle, Side
from kneewise.web.drawing.figures import figure
from kneewise.web.drawing.legs import legs
from kneewise.web.drawing.results import results

DAY, LATER = date(2026, 5, 1), date(2026, 6, 1)


def test_a_figure_says_its_title_and_what_it_shows_and_escapes_both():
    drawn = figure(Figure(body=("M0 0 L1 1",), mark=("M1 1 L2 2",)), "x", "<b>", "a & b")
    assert '<title id="x-title">&lt;b&gt;</title>' in drawn
    assert '<desc id="x-shows">a &amp; b</desc>' in drawn
    assert re.findall('class="(body|ground|mark)"', drawn) == ["body", "mark"]


def test_every_muscle_lies_in_one_view_and_has_its_region():
    assert sorted(muscle for view in VIEWS.values() for muscle in view) == sorted(Muscle)
    assert set(REGIONS) == set(Muscle)
    assert set(OUTLINE) == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS)
def test_both_legs_are_drawn_each_with_its_ratings_and_what_is_open_is_no_zero(view):
    first = VIEWS[view][0]
    drawn = legs(view, {(first, Side.RIGHT): 0.0}, "label")
    assert f'class="muscle sore-0" data-muscle="sore_{first}_right"' in drawn
    assert drawn.count('class="muscle open"') == 2 * len(VIEWS[view]) - 1
    assert drawn.count("scale(-1 1)") == 1


def test_results_of_a_side_have_their_shape_and_their_error():
    sides = {Side.LEFT: [(DAY, 8.0), (LATER, 9.0)], Side.RIGHT: [(LATER, 10.0)]}
    drawn = results(sides, 1.0, 9.5, "label", ("a", "b"))
    assert drawn.count('<circle class="left"') == 2
    assert drawn.count('<rect class="right"') == 1
    assert drawn.count('class="error"') == 3
    assert drawn.count('class="against"') == 1
    heights = [float(y) for y in re.findall(r'cy="([\d.]+)"', drawn)]
    assert heights[0] > heights[1]


def test_one_day_and_nothing_to_be_held_against_are_drawn_too():
    drawn = results({Side.RIGHT: [(DAY, 0.0)]}, 1.0, None, "label", ("a", "a"))
    assert 'class="against"' not in drawn
    assert drawn.count(">a</text>") == 1
    assert "nan" not in drawn
