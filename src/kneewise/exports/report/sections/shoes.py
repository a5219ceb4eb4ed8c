"""The pairs worn in these weeks, numbered as on the time line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kneewise.exports.report.blocks import Block, Column, Heading, Line, Lines, Table, typed
from kneewise.exports.report.data import ReportData
from kneewise.exports.report.sections.wording import words
from kneewise.model import numbers
from kneewise.model.run import Shoe

COLUMNS = (("number", 0.3), ("name", 2.2), ("kind", 1.4), ("km", 0.9), ("runs", 0.6), ("worn", 1.9))
MOST = 12
"""Pairs in the table; our choice, more do not fit beside the rest. The others are counted."""


@dataclass(frozen=True, slots=True)
class Worn:
    """One pair: its number in the report, km known here, runs, first and last day; None unknown."""

    number: int
    shoe: Shoe
    km: float | None
    runs: int
    first: date
    last: date


def pairs_worn(data: ReportData) -> tuple[Worn, ...]:
    """Every pair with a run in the window, by its first run ever."""
    runs: dict[int, list[tuple[date, float | None]]] = {}
    for run in data.history.runs:
        if (
            run.shoe_id is not None
            and run.shoe_id in data.history.shoes
            and run.day <= data.days.until
        ):
            km = None if run.distance_m is None else run.distance_m / 1000
            runs.setdefault(run.shoe_id, []).append((run.day, km))
    worn = [
        (shoe, found) for shoe, found in runs.items() if any(data.days.holds(d) for d, _ in found)
    ]
    worn.sort(key=lambda pair: (pair[1][0][0], pair[0]))
    return tuple(
        _worn(number, data.history.shoes[shoe], found)
        for number, (shoe, found) in enumerate(worn, start=1)
    )


def blocks(data: ReportData) -> tuple[Block, ...]:
    """The table; a sentence where no pair is known."""
    worn = pairs_worn(data)
    heading = Heading(words("shoes.title"))
    if not worn:
        return (heading, Lines((Line(words("shoes.none")),)))
    without = sum(data.days.holds(run.day) and run.shoe_id is None for run in data.history.runs)
    note = [words("shoes.note")]
    if without:
        note.append(words("shoes.without", runs=numbers.counted(without, "run")))
    if len(worn) > MOST:
        note.append(words("shoes.more", count=numbers.counted(len(worn) - MOST, "older pair")))
    columns = tuple(
        Column(words(f"shoes.{name}"), share, right=name in {"km", "runs"})
        for name, share in COLUMNS
    )
    rows = tuple(_row(pair) for pair in worn[-MOST:])
    return (heading, Table(columns=columns, rows=rows, note=" ".join(note)))


def _worn(number: int, shoe: Shoe, found: list[tuple[date, float | None]]) -> Worn:
    known = [km for _, km in found if km is not None]
    started = shoe.start_km
    km = None if not known and started is None else sum(known) + (started or 0.0)
    return Worn(number, shoe, km, len(found), found[0][0], found[-1][0])


def _row(pair: Worn) -> tuple[str, ...]:
    shoe = pair.shoe
    said = [part.replace("_", " ") for part in (shoe.kind, shoe.midsole, shoe.foam) if part]
    km = numbers.measured(pair.km, digits=0)
    at_least = pair.km is not None and shoe.start_km is None
    return (
        str(pair.number),
        typed(shoe.name),
        typed(", ".join(said)) or words("not_recorded"),
        words("shoes.at_least", km=km) if at_least else km,
        str(pair.runs),
        words("shoes.from_to", first=numbers.day(pair.first), last=numbers.day(pair.last)),
    )
