"""Values that pain may have shortened, where nobody said what had been planned.

Such a value is drawn from the runner's own runs of that weekday, bounded below by what was run
(INFERENCE.md 3). The main fit takes their mean; the complete answer averages over 20 draws.
Without enough such runs the value stays as it was run.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.exposure import Cell, ExposureColumn, Known
from kneewise.model.history import History
from kneewise.why.exposures import reverse_possible, values

Floats = NDArray[np.float64]

DRAWS = 20
FEWEST_DONORS = 5
"""Our choice: below, one run would stand for all."""


def needs(history: History, column: ExposureColumn) -> tuple[int, ...]:
    """Runs said to be shortened whose value is what was run, not what was planned."""
    return tuple(
        int(i)
        for i in np.flatnonzero(reverse_possible(column))
        if (report := history.reports.get(history.runs[i].id)) is not None and report.shortened
    )


def donors(history: History, column: ExposureColumn, run: int) -> Floats:
    """Values of own runs of the same weekday, not shortened, at least what was run; sorted."""
    raw = values(column)
    suspect = reverse_possible(column)
    weekday = history.runs[run].day.weekday()
    same_day = np.array([one.day.weekday() == weekday for one in history.runs])
    usable = same_day & ~suspect & ~np.isnan(raw)
    usable &= raw >= (raw[run] if not np.isnan(raw[run]) else -np.inf)
    return np.asarray(np.sort(raw[usable]))


def imputed(history: History, column: ExposureColumn, seed: int | None) -> ExposureColumn:
    """The column with such values at the donors' mean (no seed) or at one draw each."""
    cells = list(column.cells)
    rng = None if seed is None else np.random.default_rng(seed)
    for run in needs(history, column):
        pool = donors(history, column, run)
        if len(pool) < FEWEST_DONORS:
            continue
        value = float(pool.mean()) if rng is None else float(rng.choice(pool))
        only = cells[run].before_pain_only
        cells[run] = Cell(value, Known.IMPUTED, "shortened", before_pain_only=only)
    return replace(column, cells=tuple(cells))


def unresolved(column: ExposureColumn) -> bool:
    """Whether pain may still have shortened values of this column."""
    return bool(reverse_possible(column).any())
