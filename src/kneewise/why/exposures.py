"""Exposures of a table as steps above their reference, (runs x columns)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.errors import UsageError
from kneewise.model.exposure import ExposureColumn, ExposureTable, Known, ReferenceKind, Timing
from kneewise.model.exposure import Kind as CauseKind

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

LARGEST = 5.0
"""Steps beyond which a value is cut: our choice, so that one broken sample cannot lead."""


@dataclass(frozen=True, slots=True)
class Contrast:
    """Columns in steps above the reference: `steps` (n, J), NaN where unknown.

    `reference` and `step` (J,) are in each column's own unit.
    """

    columns: tuple[ExposureColumn, ...]
    steps: Floats
    reference: Floats
    step: Floats

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def part(self, chosen: Bools) -> Contrast:
        """Only the chosen columns."""
        columns = tuple(c for c, kept in zip(self.columns, chosen, strict=True) if kept)
        return Contrast(columns, self.steps[:, chosen], self.reference[chosen], self.step[chosen])


def in_run_order(table: ExposureTable, run_ids: Sequence[int]) -> ExposureTable:
    """The same table with its rows in the order of the history's runs.

    Raises UsageError where the table lacks one of them.
    """
    if tuple(table.run_ids) == tuple(run_ids):
        return table
    place = {run_id: i for i, run_id in enumerate(table.run_ids)}
    lacking = [run_id for run_id in run_ids if run_id not in place]
    if lacking:
        raise UsageError(f"The exposure table lacks run {lacking[0]}: compute it anew.")
    order = [place[run_id] for run_id in run_ids]

    def moved(columns: tuple[ExposureColumn, ...]) -> tuple[ExposureColumn, ...]:
        return tuple(_with_cells(column, order) for column in columns)

    variants = {name: moved(columns) for name, columns in table.variants.items()}
    return ExposureTable(tuple(run_ids), moved(table.columns), variants)


def _with_cells(column: ExposureColumn, order: Sequence[int]) -> ExposureColumn:
    return replace(column, cells=tuple(column.cells[i] for i in order))


def testable(table: ExposureTable) -> tuple[ExposureColumn, ...]:
    """The columns a diary can teach: of runs, and not able to follow pain."""
    return tuple(
        column
        for column in table.columns
        if column.kind is CauseKind.RUN and column.timing is not Timing.REACTIVE
    )


def values(column: ExposureColumn) -> Floats:
    """Raw values of a column, (n,), NaN where unknown."""
    return np.array(
        [
            np.nan if cell.value is None or cell.known is Known.UNKNOWN else cell.value
            for cell in column.cells
        ],
        dtype=np.float64,
    )


def reverse_possible(column: ExposureColumn) -> Bools:
    """Runs whose value pain may have shortened, (n,)."""
    return np.array([cell.reverse_possible for cell in column.cells], dtype=bool)


def before_pain_only(column: ExposureColumn) -> Bools:
    """Runs whose value alone may be an answer to pain, (n,)."""
    return np.array([cell.before_pain_only for cell in column.cells], dtype=bool)


def own_step(column: ExposureColumn, raw: Floats) -> float:
    """One step in the column's unit: as declared, else the runner's own standard deviation."""
    if column.step is not None:
        return column.step
    known = raw[~np.isnan(raw)]
    spread = float(known.std()) if len(known) > 1 else 0.0
    return spread if spread > 0 else 1.0


def own_reference(column: ExposureColumn, raw: Floats, usual: Bools) -> float:
    """The reference level in the column's unit; own medians are taken over the `usual` runs."""
    if column.reference.kind is ReferenceKind.ABSENT:
        return 0.0
    if column.reference.kind is ReferenceKind.VALUE and column.reference.value is not None:
        return column.reference.value
    among = raw[usual & ~np.isnan(raw)]
    if len(among) < 5:  # our choice: a median of fewer says nothing about what is usual
        among = raw[~np.isnan(raw)]
    return float(np.median(among)) if len(among) else 0.0


def contrast(
    columns: Sequence[ExposureColumn],
    usual: Bools,
    like: Contrast | None = None,
) -> Contrast:
    """Columns as steps above the reference; steps and references of `like` where it is given."""
    raws = [values(column) for column in columns]
    if like is None:
        step = np.array([own_step(c, raw) for c, raw in zip(columns, raws, strict=True)])
        reference = np.array(
            [own_reference(c, raw, usual) for c, raw in zip(columns, raws, strict=True)]
        )
    else:
        step, reference = like.step, like.reference
    n = len(columns[0].cells) if columns else len(usual)
    matrix = np.array(raws, dtype=np.float64).reshape(len(columns), n).T
    steps = np.clip((matrix - reference) / step, -LARGEST, LARGEST)
    return Contrast(tuple(columns), steps, reference, step)


def with_columns(
    columns: Sequence[ExposureColumn], instead: Sequence[ExposureColumn]
) -> tuple[ExposureColumn, ...]:
    """The columns with those of the same name replaced."""
    by_name = {column.name: column for column in instead}
    return tuple(by_name.get(column.name, column) for column in columns)
