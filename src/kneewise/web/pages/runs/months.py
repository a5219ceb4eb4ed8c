"""A year as twelve drawn months, small at a desk, large for a thumb: what a day's marks say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from markupsafe import Markup

from kneewise.journal.calendar import MonthOfRuns, RunDay, YearOfRuns
from kneewise.model.numbers import counted
from kneewise.model.words import say
from kneewise.web.drawing.calendar import DayMark, draw_line_of, draw_month
from kneewise.web.wording import Wording

SHOWN = ("pain", "load", "km")
"""What a day's colour may stand for, the first where nothing is said."""

STEPS = 5
"""Shades of load and kilometres, in equal parts of the year's largest day."""

WORST = 10
"""The highest rating."""

_PACKAGE = "kneewise.web.pages.runs"


@dataclass(frozen=True, slots=True)
class Large:
    """A month for a phone: in one line, and as a grid of cells that a thumb can hit.

    Both are None for a month without a run.
    """

    month: MonthOfRuns
    line: Markup | None
    grid: Markup | None


@dataclass(frozen=True, slots=True)
class Months:
    """The drawn months, and up to what each shade reaches, in words; none for pain.

    `large` are those from the latest with a run back to the first with one. `most_load` is the
    knee load in easy km that the longest bar stands for, None without one.
    """

    months: tuple[Markup, ...]
    large: tuple[Large, ...]
    steps: tuple[str, ...]
    most_load: float | None


def months_of(year: YearOfRuns, show: str, wording: Wording) -> Months:
    """The months of a year, coloured by pain, knee load or kilometres."""
    most_load = max((day.knee_load_km or 0.0 for day in year.days), default=0.0)
    most = max((_value(day, show) or 0.0 for day in year.days), default=0.0)
    marks = {
        day.day: DayMark(
            href=_href(day),
            colour=_colour(day, show, most),
            number="" if day.pain is None else str(day.pain),
            bar=_bar(day, show, most_load),
            label=_label(day, wording),
            height=_height(day, show, most),
        )
        for day in year.days
    }
    return Months(
        months=tuple(_month(month.first, marks, wording) for month in year.months),
        large=_large(year, marks, wording),
        most_load=most_load or None,
        steps=() if show == "pain" or not most else _steps(show, most, wording),
    )


def _month(first: date, marks: Mapping[date, DayMark], wording: Wording) -> Markup:
    return draw_month(first, marks, wording.month(first))


def _large(year: YearOfRuns, marks: Mapping[date, DayMark], wording: Wording) -> tuple[Large, ...]:
    with_runs = [number for number, month in enumerate(year.months) if month.runs]
    if not with_runs:
        return ()
    monday = date(2024, 1, 1)
    heads = [wording.short_weekday(monday + timedelta(days=n)) for n in range(7)]
    shown = reversed(year.months[with_runs[0] : with_runs[-1] + 1])
    return tuple(
        Large(
            month,
            line=draw_line_of(month.first, marks) if month.runs else None,
            grid=draw_month(month.first, marks, wording.month(month.first), heads)
            if month.runs
            else None,
        )
        for month in shown
    )


def _href(day: RunDay) -> str:
    if len(day.runs) == 1:
        return f"/runs/{day.runs[0]}"
    return f"/runs?since={day.day}&until={day.day}#list"


def _value(day: RunDay, show: str) -> float | None:
    return day.km if show == "km" else day.knee_load_km


def _colour(day: RunDay, show: str, most: float) -> str:
    if show == "pain":
        return "unrated" if day.pain is None else f"p{day.pain}"
    value = _value(day, show)
    if value is None or most <= 0:
        return "unrated"
    return f"{show}{max(1, ceil(STEPS * value / most))}"


def _height(day: RunDay, show: str, most: float) -> float:
    if show == "pain":
        return 0.0 if day.pain is None else day.pain / WORST
    value = _value(day, show)
    return 0.0 if value is None or most <= 0 else value / most


def _bar(day: RunDay, show: str, most: float) -> float | None:
    if show == "load" or day.knee_load_km is None or most <= 0:
        return None
    return day.knee_load_km / most


def _label(day: RunDay, wording: Wording) -> str:
    pain = say(_PACKAGE, "not_rated") if day.pain is None else wording.rating(day.pain)
    load = wording.easy(day.knee_load_km)
    slots = {"day": wording.weekday(day.day), "km": wording.distance(day.km), "load": load}
    return say(_PACKAGE, "day_label", pain=pain, count=counted(len(day.runs), "run"), **slots)


def _steps(show: str, most: float, wording: Wording) -> tuple[str, ...]:
    ends = (most * step / STEPS for step in range(1, STEPS + 1))
    return tuple(wording.distance(end, 0) if show == "km" else wording.easy(end) for end in ends)
