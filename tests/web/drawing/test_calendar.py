"""A month on a grid: every day once, in its week, inside the frame, and nothing from outside."""

from __future__ import annotations

import re
from calendar import monthcalendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.web.drawing.calendar import CELL, WEEKS, DayMark, cell_of, draw_month

days = st.dates(date(1970, 1, 1), date(2100, 12, 31))


def _mark(**changed):
    said = {"href": "/runs/1", "colour": "p3", "number": "3", "bar": 0.5, "label": "a run"}
    return DayMark(**(said | changed))


@given(days)
def test_a_day_stands_where_a_calendar_has_it(day):
    column, row = cell_of(day)
    assert monthcalendar(day.year, day.month)[row][column] == day.day


@given(days.map(lambda day: day.replace(day=1)), st.sets(st.integers(0, 27)), st.floats(-1, 9))
def test_every_day_is_drawn_once_inside_the_frame(first, marked, bar):
    marks = {first + timedelta(days=n): _mark(href=f"/runs/{n}", bar=bar) for n in marked}
    svg = str(draw_month(first, marks, "a month"))
    etree.fromstring(svg)
    assert sorted(re.findall(r'href="([^"]*)"', svg)) == sorted(f"/runs/{n}" for n in marked)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    assert svg.count('class="none"') == last.day - len(marked)
    for x, y, width, height in re.findall(
        r'x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', svg
    ):
        assert 0 <= float(x) <= float(x) + float(width) <= 7 * CELL
        assert 0 <= float(y) <= float(y) + float(height) <= WEEKS * CELL


def test_what_a_runner_wrote_stays_text():
    day = date(2025, 3, 4)
    svg = str(draw_month(day.replace(day=1), {day: _mark(label='"><script>x</script>')}, "<b>"))
    assert "<script>" not in svg
    assert "<b>" not in svg
    etree.fromstring(svg)


def test_a_day_without_a_rating_has_no_number_and_without_a_load_no_bar():
    day = date(2025, 3, 4)
    svg = str(draw_month(day, {day: _mark(number="", bar=None, colour="unrated")}, "March"))
    assert "<text" not in svg
    assert "bar-of-load" not in svg
    assert 'class="day unrated"' in svg
