"""A number beside the usual one: on one axis from zero, told apart by shape."""

from __future__ import annotations

from kneewise.model.effect import Interval
from kneewise.web.drawing.beside import draw_beside

ONE, USUAL = Interval(2.0, 4.0, 6.0), Interval(4.0, 5.0, 8.0)


def test_both_stand_on_one_axis_from_zero():
    drawn = draw_beside(ONE, USUAL, 10.0)
    assert '<circle class="one" cx="40.0%"' in drawn
    assert '<rect class="usual" x="50.0%"' in drawn
    assert 'class="range one" x1="20.0%" x2="60.0%"' in drawn


def test_without_a_usual_one_nothing_stands_for_it():
    assert "usual" not in draw_beside(ONE, None, 10.0)


def test_nothing_runs_off_the_axis():
    assert 'x2="100.0%"' in draw_beside(ONE, USUAL, 5.0)
