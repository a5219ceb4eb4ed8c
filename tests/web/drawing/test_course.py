"""The course of a sum: days at their distance, gaps where there was no sum."""

from __future__ import annotations

from datetime import date

from lxml import etree

from kneewise.web.drawing.course import course

ENDS = ("1 Jan 2026", "31 Jan 2026")


def dots(points):
    drawn = etree.fromstring(str(course(points, "left knee", ENDS)))
    return [(float(c.get("cx")), float(c.get("cy"))) for c in drawn.iterfind("circle")]


def test_days_stand_at_their_distance_and_more_trouble_is_higher():
    points = [(date(2026, 1, 1), 80.0), (date(2026, 1, 11), 40.0), (date(2026, 1, 31), 0.0)]
    (x1, y1), (x2, y2), (x3, y3) = dots(points)
    assert abs((x2 - x1) / (x3 - x1) - 1 / 3) < 0.01
    assert y1 < y2 < y3


def test_a_day_without_a_sum_is_a_gap():
    points = [(date(2026, 1, 1), 80.0), (date(2026, 1, 11), None), (date(2026, 1, 31), 0.0)]
    assert len(dots(points)) == 2


def test_one_day_is_one_dot():
    assert len(dots([(date(2026, 1, 1), 30.0)])) == 1


def test_it_has_a_name():
    drawn = etree.fromstring(str(course([(date(2026, 1, 1), 3.0)], "left & right", ENDS)))
    assert drawn.get("aria-label") == "left & right"
