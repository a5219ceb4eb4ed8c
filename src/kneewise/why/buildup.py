"""The second fit: exposure summed over the 7 days before a run, the state held at their start.

Never mixed with the same-run fit: what lies inside the window (pain, load, state) is on the path
from cause to pain and is not adjusted for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kneewise.why.design import Case, Design, assemble
from kneewise.why.exposures import LARGEST
from kneewise.why.ordinal import Level
from kneewise.why.outcomes import start_hours
from kneewise.why.state import Covariates, before_the_window

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

WINDOW_H = 168.0
LEVELS = tuple(Level(sd, days) for days in (7.0, 30.0) for sd in (0.5, 1.2))
"""Short levels too: windows overlap, and without them the intervals come out too narrow."""


def summed(steps: Floats, starts_h: Floats, window_h: float = WINDOW_H) -> Floats:
    """Sum (n, J) of the steps of the runs in [start - window, start); a gap counts as usual."""
    usual = np.nan_to_num(steps, nan=0.0)
    total = np.vstack([np.zeros(steps.shape[1]), np.cumsum(usual, axis=0)])
    since = np.searchsorted(starts_h, starts_h - window_h, side="left")
    until = np.searchsorted(starts_h, starts_h, side="left")
    return np.asarray(np.clip(total[until] - total[since], -LARGEST, LARGEST))


def build_up(case: Case) -> Design:
    """The design of the second fit; rows are the same rated runs."""
    starts = start_hours(case.history.runs)

    def covariates(knee: int, runs: Ints) -> Covariates:
        return before_the_window(case.history, case.diaries[knee], runs, WINDOW_H)

    picked = tuple(np.flatnonzero(diary.rated).astype(np.int64) for diary in case.diaries)
    steps = summed(case.contrast.steps, starts)
    return assemble(case, picked, steps, covariates, flare=False)
