"""All columns of all causes over one runner's runs, and the same computed another way."""

from __future__ import annotations

from dataclasses import replace

from kneewise.causes.cause import Cause
from kneewise.causes.discovery import all_causes
from kneewise.causes.timeline import Timed
from kneewise.evidence import priors
from kneewise.model.exposure import Cell, ExposureColumn, ExposureTable, Known
from kneewise.model.history import History


def exposure_table(history: History, causes: tuple[Cause, ...] | None = None) -> ExposureTable:
    """One row a run of `history.runs`, in their order; columns of `causes` (all without).

    `variants["realised"]` holds what was run instead of planned, `variants["plain"]` what
    comes out when painful periods also teach what is normal; only columns that differ.
    """
    chosen = all_causes() if causes is None else causes
    columns = _columns(chosen, history)
    return ExposureTable(
        run_ids=tuple(run.id for run in history.runs),
        columns=columns,
        variants={
            "realised": _differing(chosen, "plan", without_plans(history), columns),
            "plain": _differing(chosen, "painful_periods", without_pain(history), columns),
        },
    )


def without_plans(history: History) -> History:
    """The same history as if nothing had been planned or cut short: only what was run."""
    reports = {
        run_id: replace(
            report,
            planned_km=None,
            planned_pace_s_per_km=None,
            planned_descent_m=None,
            shortened=None,
        )
        for run_id, report in history.reports.items()
    }
    log = tuple(entry for entry in history.log if entry.kind != "planned_run")
    return replace(history, reports=reports, log=log)


def without_pain(history: History) -> History:
    """The same history without ratings and episodes: no period is a painful one."""
    return replace(history, diary=(), episodes=())


def _columns(causes: tuple[Cause, ...], history: History) -> tuple[ExposureColumn, ...]:
    timed = Timed.of(history)
    found = (column for cause in causes for column in cause.exposure(timed))
    return tuple(
        column if column.sources else replace(column, sources=priors()[column.prior].studies)
        for column in found
    )


def _differing(
    causes: tuple[Cause, ...],
    need: str,
    other_history: History,
    columns: tuple[ExposureColumn, ...],
) -> tuple[ExposureColumn, ...]:
    """Columns of the causes that read `need`, from another history, where values differ.

    What pain may have shortened stays marked as in the main columns.
    """
    main = {column.name: column for column in columns}
    touched = tuple(cause for cause in causes if need in cause.needs)
    return tuple(
        replace(column, cells=_marked(column.cells, main[column.name].cells))
        for column in _columns(touched, other_history)
        if [cell.value for cell in column.cells] != [cell.value for cell in main[column.name].cells]
    )


def _marked(cells: tuple[Cell, ...], main: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(
        cell
        if cell.reverse_possible == usual.reverse_possible or cell.known is Known.UNKNOWN
        else replace(cell, reverse_possible=usual.reverse_possible)
        for cell, usual in zip(cells, main, strict=True)
    )
