"""One run against the runner's own past: every suspected cause's value beside those before."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

from kneewise.journal.answers import Measured
from kneewise.model.exposure import ExposureColumn, ExposureTable, Kind, Known
from kneewise.model.run import Run
from kneewise.model.words import say

MOST_DOTS = 50
"""Earlier runs shown as dots; of a longer past each dot stands for as many runs as the others."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One suspected cause in a run, and what it was in the runs before.

    `past` are values of earlier runs in ascending order: all of them, or the middles of 50
    groups of equal size. `past_runs` is how many earlier runs it is known of; `past_yes` in how
    many of them it held, None for what is no yes or no (then `past` is empty).
    """

    measured: Measured
    past: tuple[float, ...]
    past_runs: int
    past_yes: int | None


def compared(table: ExposureTable, run: Run) -> tuple[Compared, ...]:
    """Every suspected cause's value in this run and before it; nothing for another sport."""
    if run.id not in table.run_ids:
        return ()
    row = table.run_ids.index(run.id)
    return tuple(_one(column, row) for column in table.columns if column.kind is Kind.RUN)


def _one(column: ExposureColumn, row: int) -> Compared:
    past = sorted(
        cell.value
        for cell in column.cells[:row]
        if cell.value is not None and isfinite(cell.value) and cell.known is not Known.UNKNOWN
    )
    yes = sum(value > 0 for value in past) if column.binary else None
    return Compared(
        measured=_measured(column, row),
        past=() if column.binary else _dots(past),
        past_runs=len(past),
        past_yes=yes,
    )


def _dots(past: list[float]) -> tuple[float, ...]:
    if len(past) <= MOST_DOTS:
        return tuple(past)
    return tuple(past[int((dot + 0.5) * len(past) / MOST_DOTS)] for dot in range(MOST_DOTS))


def _measured(column: ExposureColumn, row: int) -> Measured:
    from kneewise.causes.cause import PACKAGE
    from kneewise.why.answer import percentile_at, seen_at

    cell = column.cells[row]
    not_applicable = cell.known is Known.NOT_APPLICABLE
    return Measured(
        cause=column.cause,
        name=column.name,
        label=say(PACKAGE, f"{column.name}.label"),
        value=cell.value,
        unit=column.unit,
        known=cell.known,
        said=seen_at(column, row),
        percentile=None if not_applicable else percentile_at(column, row),
    )


def standing(measured: Measured) -> str | None:
    """What was measured and where that stands among the runs before; None where unknown."""
    if measured.said is None or measured.percentile is None:
        return measured.said
    percent = f"{measured.percentile:.0f}"
    return measured.said + "; " + say("kneewise.journal", "run_percentile", percent=percent)
