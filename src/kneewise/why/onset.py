"""An onset without a diary: what was different before it began, at most "suspected".

The onset run is the latest in time, so whatever rises looks guilty. Each exposure is set against
the 56 days before (detrended), and the whole against the runner's own pseudo-onsets: every
earlier run with 28 days before it. The statistic is the maximum over the causes, so that fifteen
of them do not make something unusual by number alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.exposure import ExposureColumn
from kneewise.model.history import History
from kneewise.why.exposures import Contrast

Floats = NDArray[np.float64]

WINDOW_DAYS = 56.0
ELIGIBLE_DAYS = 28.0
FEWEST_CONTROLS = 5
FEWEST_PSEUDO = 10
UNUSUAL = 0.10
"""Share of pseudo-onsets at least as unusual, up to which the onset counts as unusual."""
DATE_ERROR_DAYS = 2.0
LARGEST = 6.0


@dataclass(frozen=True, slots=True)
class OnsetCheck:
    """How unusual the onset run was against the runner's own past.

    `unusual` (J,) is how far each exposure stood from the weeks before, in their standard
    deviations (NaN unknown); `share` (J,) the share of pseudo-onsets at which any cause stood at
    least so far; `compared` how many pseudo-onsets there were.
    """

    unusual: Floats
    share: Floats
    compared: int

    @property
    def stands_out(self) -> NDArray[np.bool_]:
        """Causes more unusual than the most unusual of nine in ten other runs, (J,)."""
        if self.compared < FEWEST_PSEUDO:
            return np.zeros(len(self.share), dtype=bool)
        return np.asarray(np.nan_to_num(self.share, nan=1.0) <= UNUSUAL)


def check_onset(history: History, scaled: Contrast, index: int) -> OnsetCheck:
    """Set the onset run against its own past. Nothing after the onset is looked at.

    The onset's date is uncertain: a cause stands out only where it also does, against the same
    pseudo-onsets, with the run before or a run within two days counted as the onset run.
    """
    days = np.array([run.started_at.timestamp() / 86400 for run in history.runs[: index + 1]])
    usable = np.array([_usable(column) for column in scaled.columns], dtype=bool)
    score = _scores(days, scaled.steps[: index + 1])
    score[:, ~usable] = np.nan
    pseudo = [i for i in range(index) if days[i] - days[0] >= ELIGIBLE_DAYS]
    near = [i for i in pseudo if days[index] - days[i] <= DATE_ERROR_DAYS]
    controls = [i for i in pseudo if i not in near]
    most = np.array([_largest(score[i]) for i in controls])
    most = most[np.isfinite(most)]
    here = score[index]
    share = np.full(len(here), np.nan)
    for j in np.flatnonzero(~np.isnan(here)):
        share[j] = float((most >= here[j]).mean()) if len(most) else 1.0
    return OnsetCheck(here, share, len(most))


def _usable(column: ExposureColumn) -> bool:
    """What only rises with time is prior only for a runner without a diary."""
    return not column.confounded_with_time


def _largest(row: Floats) -> float:
    known = row[~np.isnan(row)]
    return float(known.max()) if len(known) else -np.inf


def _scores(days: Floats, steps: Floats) -> Floats:
    """How unusual each run was against the 56 days before it, (n, J)."""
    out = np.full(steps.shape, np.nan)
    first = np.searchsorted(days, days - WINDOW_DAYS)
    for i in range(len(days)):
        if days[i] - days[0] < ELIGIBLE_DAYS:
            continue
        window = slice(first[i], i)
        for j in range(steps.shape[1]):
            out[i, j] = _score(days[window] - days[i], steps[window, j], steps[i, j])
    return out


def _score(days: Floats, past: Floats, now: float) -> float:
    known = ~np.isnan(past)
    if np.isnan(now) or known.sum() < FEWEST_CONTROLS:
        return np.nan
    days, past = days[known], past[known]
    if len(np.unique(np.append(past, now))) <= 2:
        low = float(min(past.min(), now))
        share = ((past > low).sum() + 0.5) / (len(past) + 1)
        return float(((now > low) - share) / np.sqrt(share * (1 - share)))
    centred = days - days.mean()
    slope = float(centred @ past / max(centred @ centred, 1e-9))
    expected = past.mean() - slope * days.mean()
    rest = past - past.mean() - slope * centred
    spread = np.sqrt(rest @ rest / max(len(past) - 2, 1))
    return float(np.clip((now - expected) / max(spread, 1e-6), -LARGEST, LARGEST))
