"""The last eight weeks as a table: running and the knee load it made, with its interval."""

from __future__ import annotations

from datetime import timedelta

from kneewise.exports.report.blocks import Block, Column, Heading, Table
from kneewise.exports.report.data import LOAD_WEEKS, ReportData
from kneewise.exports.report.sections.weeks import Week, weeks_of
from kneewise.exports.report.sections.wording import words
from kneewise.model import numbers
from kneewise.model.diary import Side

COLUMNS = ("week", "runs", "km", "longest", "minutes", "load", "left", "right")


def blocks(data: ReportData) -> tuple[Block, ...]:
    """Eight weeks, the latest first; unknown is a dash, a week without a run says "none"."""
    monday = data.days.until - timedelta(days=data.days.until.weekday())
    weeks = weeks_of(data, monday - timedelta(weeks=LOAD_WEEKS - 1), data.days.until)
    columns = tuple(Column(words(f"load.{name}"), right=name != "week") for name in COLUMNS)
    partly = any(week.unknown_km or week.unknown_load for week in weeks)
    table = Table(
        columns=columns,
        rows=tuple(_row(week) for week in reversed(weeks)),
        note=words("load.note") + (words("load.note_partly") if partly else ""),
        sources=("VANHOOREN2024",),
    )
    return (Heading(words("load.title", weeks=LOAD_WEEKS)), table)


def _row(week: Week) -> tuple[str, ...]:
    runs = words("none") if week.runs == 0 else _or_dash(week.runs)
    return (
        numbers.day(week.monday),
        runs,
        _partly(numbers.measured(week.km), week.unknown_km),
        numbers.measured(week.longest_km),
        numbers.measured(week.minutes, digits=0),
        _partly(numbers.load(week.load), week.unknown_load),
        _or_dash(week.pain.get(Side.LEFT)),
        _or_dash(week.pain.get(Side.RIGHT)),
    )


def _partly(text: str, unknown: int) -> str:
    """Marked where some runs of the week lack the value; with none known a dash says it all."""
    known = text != numbers.UNKNOWN
    return words("load.partly", text=text, unknown=unknown) if unknown and known else text


def _or_dash(value: int | None) -> str:
    return numbers.UNKNOWN if value is None else str(value)
