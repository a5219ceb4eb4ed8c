"""A month as a grid of weeks and weekdays, a linked cell a day with a run."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

CELL = 24
WEEKS = 6
"""Rows of every month, so that the months of a row stand level."""
INSET = 1
BAR_HEIGHT = 4


@dataclass(frozen=True, slots=True)
class DayMark:
    """How a day is drawn: where it leads, its colour's class, its number, and its bar.

    `number` stands in the middle, "" for none; `bar` is a share 0-1 of the cell's width, None for
    no bar; `label` says all of it in words.
    """

    href: str
    colour: str
    number: str
    bar: float | None
    label: str


def cell_of(day: date) -> tuple[int, int]:
    """Column (Monday is 0) and row of a day in its month."""
    first_weekday = day.replace(day=1).weekday()
    return day.weekday(), (first_weekday + day.day - 1) // 7


def draw_month(first: date, marks: Mapping[date, DayMark], label: str) -> Markup:
    """The month that begins on `first`: a cell a marked day, a dot for the others."""
    days = [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]
    drawn = Markup("").join(
        _day(day, marks[day]) if day in marks else _without(day) for day in days
    )
    return Markup(
        '<svg class="month" viewBox="0 0 {width} {height}" role="group" aria-label="{label}">'
        "{drawn}</svg>"
    ).format(width=7 * CELL, height=WEEKS * CELL, label=label, drawn=drawn)


def _without(day: date) -> Markup:
    column, row = cell_of(day)
    return Markup('<circle class="none" cx="{x}" cy="{y}" r="1.5"/>').format(
        x=column * CELL + CELL // 2, y=row * CELL + CELL // 2
    )


def _day(day: date, mark: DayMark) -> Markup:
    column, row = cell_of(day)
    x, y = column * CELL + INSET, row * CELL + INSET
    size = CELL - 2 * INSET
    return Markup(
        '<a href="{href}" aria-label="{label}"><title>{label}</title>'
        '<rect class="day {colour}" x="{x}" y="{y}" width="{size}" height="{size}" rx="4"/>'
        "{number}{bar}</a>"
    ).format(
        href=mark.href,
        label=mark.label,
        colour=mark.colour,
        x=x,
        y=y,
        size=size,
        number=_number(mark, x + size / 2, y + size / 2),
        bar=_bar(mark, x, y + size - BAR_HEIGHT - 1, size),
    )


def _number(mark: DayMark, x: float, y: float) -> Markup:
    if not mark.number:
        return Markup("")
    lifted = y + (1.5 if mark.bar is not None else 4)
    return Markup('<text x="{x}" y="{y}" text-anchor="middle">{number}</text>').format(
        x=x, y=lifted, number=mark.number
    )


def _bar(mark: DayMark, x: float, y: float, size: int) -> Markup:
    if mark.bar is None:
        return Markup("")
    width = max(2.0, (size - 4) * min(max(mark.bar, 0.0), 1.0))
    return Markup(
        '<rect class="bar-of-load" x="{x}" y="{y}" width="{width:.1f}" height="{height}" rx="1"/>'
    ).format(x=x + 2, y=y, width=width, height=BAR_HEIGHT)
