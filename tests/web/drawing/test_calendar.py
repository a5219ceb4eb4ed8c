"""A month on a grid: every day once, in its week, inside the frame, and nothing from outside."""

from __future__ import annotations

import re
from calendar import monthcalendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kneewise.web.drawing.calendar import (
    CELL,
    WEEKS,
    DayMark,
    cell_of,
    draw_line_of,
    draw_month,
)

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


HEADS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@given(days)
def test_a_large_month_names_its_weekdays_dates_its_runs_and_has_no_empty_week(day):
    first = day.replace(day=1)
    tree = etree.fromstring(str(draw_month(first, {day: _mark()}, "a month", HEADS)))
    texts = {e.get("class"): [] for e in tree.iter("{*}text")}
    for e in tree.iter("{*}text"):
        texts[e.get("class")].append(e.text)
    assert texts["head"] == list(HEADS)
    assert texts["date"] == [str(day.day)]
    (target,) = [e for e in tree.iter("{*}rect") if e.get("class") == "target"]
    assert (float(target.get("width")), float(target.get("height"))) == (CELL, CELL)
    height = float(tree.get("viewBox").split()[3])
    weeks = len(monthcalendar(day.year, day.month))
    assert weeks * CELL < height < (weeks + 1) * CELL


def test_a_small_month_has_no_names_and_no_dates():
    day = date(2025, 3, 4)
    tree = etree.fromstring(str(draw_month(day.replace(day=1), {day: _mark()}, "March")))
    assert [e.text for e in tree.iter("{*}text")] == ["3"]


@given(days.map(lambda day: day.replace(day=1)), st.sets(st.integers(0, 27)), st.floats(-1, 9))
def test_a_months_line_has_a_mark_a_day_with_a_run_inside_the_frame(first, marked, height):
    marks = {first + timedelta(days=n): _mark(height=height) for n in marked}
    tree = etree.fromstring(str(draw_line_of(first, marks)))
    width, tall = (float(part) for part in tree.get("viewBox").split()[2:])
    boxes = [
        [float(e.get(name)) for name in ("x", "y", "width", "height")] for e in tree.iter("{*}rect")
    ]
    assert len(boxes) == len(marked)
    assert all(0 <= x < x + w <= width and 0 <= y < y + h <= tall for x, y, w, h in boxes)


def test_more_of_it_stands_higher_in_a_months_line():
    first = date(2025, 3, 1)
    marks = {first + timedelta(days=n): _mark(height=n / 10) for n in range(11)}
    tops = [float(e.get("y")) for e in etree.fromstring(str(draw_line_of(first, marks)))[1:]]
    assert tops == sorted(tops, reverse=True)
    assert len(set(tops)) == 11
