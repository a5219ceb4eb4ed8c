"""One run against the runner's own past: every suspected cause's value beside those before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kneewise.journal.answers import Measured
from kneewise.journal.past import PAST, exposures
from kneewise.model.exposure import ExposureColumn, ExposureTable, Kind, Known
from kneewise.model.run import Run
from kneewise.model.words import Said, say
from kneewise.store.home import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

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


def compared(store: Store, run: Run, runner: str) -> tuple[Compared, ...]:
    """Every suspected cause's value in this run and before it; nothing for another sport."""

    def made() -> tuple[Compared, ...]:
        table = exposures(store, runner)
        if run.id not in table.run_ids:
            return ()
        row = table.run_ids.index(run.id)
        raw = store.remembered("exposure values", PAST, lambda: _raw(table), runner)
        return tuple(
            _one(column, raw[at][: row + 1])
            for at, column in enumerate(table.columns)
            if column.kind is Kind.RUN
        )

    return store.remembered("compared", PAST, made, runner, also=run.id)


def _raw(table: ExposureTable) -> tuple[Floats, ...]:
    """The values of every column, NaN where unknown."""
    from kneewise.why.exposures import values

    return tuple(values(column) for column in table.columns)


def _one(column: ExposureColumn, raw: Floats) -> Compared:
    """The value of the last run of `raw` beside those of the runs before it."""
    past = np.sort(raw[:-1][np.isfinite(raw[:-1])])
    return Compared(
        measured=_measured(column, raw),
        past=() if column.binary else _dots(past.tolist()),
        past_runs=len(past),
        past_yes=int((past > 0).sum()) if column.binary else None,
    )


def _dots(past: list[float]) -> tuple[float, ...]:
    if len(past) <= MOST_DOTS:
        return tuple(past)
    return tuple(past[int((dot + 0.5) * len(past) / MOST_DOTS)] for dot in range(MOST_DOTS))


def _measured(column: ExposureColumn, raw: Floats) -> Measured:
    from kneewise.causes.cause import PACKAGE
    from kneewise.why.answer import percentile_of, seen_at

    row = len(raw) - 1
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
        percentile=None if not_applicable or column.binary else percentile_of(raw),
    )


def standing(measured: Measured) -> str | None:
    """What was measured and where that stands among the runs before; None where unknown."""
    if measured.said is None or measured.percentile is None:
        return measured.said
    percent = f"{measured.percentile:.0f}"
    return Said.joined(
        "; ", (measured.said, say("kneewise.journal", "run_percentile", percent=percent))
    )
