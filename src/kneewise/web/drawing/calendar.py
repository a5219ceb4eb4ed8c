"""A month as a grid of weeks and weekdays, a linked cell a day with a run, or as one line."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

CELL = 24
WEEKS = 6
"""Rows of every small month, so that the months of a row stand level."""
INSET = 1
BAR_HEIGHT = 4
HEADS = 11
"""Height of the weekdays' names above a large month."""

STEP, STRIP = 10, 26
"""Width of a day in a month's line, and the height of the line."""
LEAST = 3.0
"""Height of a mark of a run that is not rated, or rated 0: it is there all the same."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """How a day is drawn: where it leads, its colour's class, its number, and its bar.

    `number` stands in the middle, "" for none; `bar` is a share 0-1 of the cell's width, None for
    no bar; `height` a share 0-1 of a month's line; `label` says all of it in words.
    """

    href: str
    colour: str
    number: str
    bar: float | None
    label: str
    height: float = 0.0


def cell_of(day: date) -> tuple[int, int]:
    """Column (Monday is 0) and row of a day in its month."""
    first_weekday = day.replace(day=1).weekday()
    return day.weekday(), (first_weekday + day.day - 1) // 7


def days_of(first: date) -> list[date]:
    """Every day of the month that begins on `first`."""
    return [first + timedelta(days=n) for n in range(monthrange(first.year, first.month)[1])]


def draw_month(
    first: date, marks: Mapping[date, DayMark], label: str, heads: Sequence[str] = ()
) -> Markup:
    """The month that begins on `first`: a cell a marked day, a dot for the others.

    With `heads`, the names of the weekdays from Monday, it is the large one for a thumb: they
    stand above, each run's day of the month in its corner, and no empty week below.
    """
    days = days_of(first)
    top = HEADS if heads else 0
    weeks = cell_of(days[-1])[1] + 1 if heads else WEEKS
    drawn = Markup("").join(
        _day(day, marks[day], top, dated=bool(heads)) if day in marks else _without(day, top)
        for day in days
    )
    return Markup(
        '<svg class="month" viewBox="0 0 {width} {height}" role="group" aria-label="{label}">'
        "{heads}{drawn}</svg>"
    ).format(
        width=7 * CELL, height=top + weeks * CELL, label=label, heads=_heads(heads), drawn=drawn
    )


def draw_line_of(first: date, marks: Mapping[date, DayMark]) -> Markup:
    """A month in one line, a mark a day with a run; what it shows stands beside it in words."""
    drawn = Markup("").join(_mark(day, marks[day]) for day in days_of(first) if day in marks)
    return Markup(
        '<svg class="month-line" viewBox="0 0 {width} {height}" aria-hidden="true" '
        'focusable="false"><line class="base" x1="0" x2="{width}" y1="{base}" y2="{base}"/>'
        "{drawn}</svg>"
    ).format(width=31 * STEP, height=STRIP, base=STRIP - 0.5, drawn=drawn)


def _mark(day: date, mark: DayMark) -> Markup:
    height = LEAST + (STRIP - 2 - LEAST) * min(max(mark.height, 0.0), 1.0)
    return Markup(
        '<rect class="day {colour}" x="{x}" y="{y:.1f}" width="{width}" height="{height:.1f}"/>'
    ).format(
        colour=mark.colour,
        x=(day.day - 1) * STEP + 1,
        y=STRIP - 1 - height,
        width=STEP - 2,
        height=height,
    )


def _heads(names: Sequence[str]) -> Markup:
    return Markup("").join(
        Markup('<text class="head" x="{x}" y="7" text-anchor="middle">{name}</text>').format(
            x=column * CELL + CELL // 2, name=name
        )
        for column, name in enumerate(names)
    )


def _without(day: date, top: int) -> Markup:
    column, row = cell_of(day)
    return Markup('<circle class="none" cx="{x}" cy="{y}" r="1.5"/>').format(
        x=column * CELL + CELL // 2, y=top + row * CELL + CELL // 2
    )


def _day(day: date, mark: DayMark, top: int, *, dated: bool) -> Markup:
    column, row = cell_of(day)
    x, y = column * CELL + INSET, top + row * CELL + INSET
    size = CELL - 2 * INSET
    aside = 4 if dated else 0
    return Markup(
        '<a href="{href}" aria-label="{label}"><title>{label}</title>{target}'
        '<rect class="day {colour}" x="{x}" y="{y}" width="{size}" height="{size}" rx="4"/>'
        "{number}{date}{bar}</a>"
    ).format(
        href=mark.href,
        label=mark.label,
        colour=mark.colour,
        x=x,
        y=y,
        size=size,
        target=_target(column * CELL, top + row * CELL) if dated else "",
        number=_number(mark, x + size / 2 + aside, y + size / 2 + aside / 2),
        date=_date(day, x, y) if dated else "",
        bar=_bar(mark, x, y + size - BAR_HEIGHT - 1, size),
    )


def _target(x: float, y: float) -> Markup:
    """The whole cell takes the tap, its edges too."""
    return Markup('<rect class="target" x="{x}" y="{y}" width="{size}" height="{size}"/>').format(
        x=x, y=y, size=CELL
    )


def _date(day: date, x: float, y: float) -> Markup:
    return Markup('<text class="date" x="{x}" y="{y}">{day}</text>').format(
        x=x + 2, y=y + 6.5, day=day.day
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
