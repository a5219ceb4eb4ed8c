"""The runner's state before a run (H of INFERENCE.md 1.4): what has to be held equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.history import History
from kneewise.why.outcomes import KneeDiary, start_hours, worst_within

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

TREND_FROM_DAYS = 270.0
"""Beyond nine months a trend and an annual wave are held equal too (INFERENCE.md 4)."""


@dataclass(frozen=True, slots=True)
class Covariates:
    """Nuisance columns (n, q) with the sd of their zero-mean normal priors (q,) and names."""

    names: tuple[str, ...]
    columns: Floats
    prior_sd: Floats


def before_the_run(
    history: History, diary: KneeDiary, runs: NDArray[np.int64], *, lagged: bool = True
) -> Covariates:
    """H at the start of each of these runs (indices into the history's runs)."""
    starts = start_hours(history.runs)
    at_h = starts[runs]
    before = diary.before[runs]
    reports = [history.reports.get(history.runs[i].id) for i in runs]
    killer = np.array([bool(r is not None and r.painkiller_before) for r in reports], dtype=float)
    named: list[tuple[str, Floats]] = []
    if lagged:
        named += _with_gaps("before", before / 2)
        named += _with_gaps("hurts_before", np.where(np.isnan(before), np.nan, before > 0))[:1]
        named += _lagged_pain(diary, at_h)
    named += _training(history, starts, at_h)
    named += [("painkiller_before", killer), *_calendar(at_h)]
    return _joined(named, len(runs))


def before_the_window(
    history: History, diary: KneeDiary, runs: NDArray[np.int64], window_h: float
) -> Covariates:
    """H at the start of the window before each run: what lies inside it is on the path."""
    starts = start_hours(history.runs)
    at_h = starts[runs] - window_h
    named = _lagged_pain(diary, at_h)
    named += _training(history, starts, at_h)
    named += _calendar(starts[runs])
    return _joined(named, len(runs))


def _lagged_pain(diary: KneeDiary, at_h: Floats) -> list[tuple[str, Floats]]:
    named = _with_gaps("worst_48h", worst_within(diary, at_h, 48.0) / 2)
    return named + _with_gaps("worst_7d", worst_within(diary, at_h, 168.0) / 2)


def _training(history: History, starts: Floats, at_h: Floats) -> list[tuple[str, Floats]]:
    place = np.searchsorted(starts, at_h - 1e-6)
    last = np.where(place > 0, starts[np.maximum(place - 1, 0)], np.nan)
    since_days = np.clip((at_h - last) / 24, 0.2, 21.0)
    in_30_d = (place - np.searchsorted(starts, at_h - 720.0)).astype(float)
    other_h = np.array([other.started_at.timestamp() / 3600 for other in history.others])
    hours = np.array([(other.moving_s or other.elapsed_s or 0) / 3600 for other in history.others])
    order = np.argsort(other_h, kind="stable")
    total = np.concatenate([[0.0], np.cumsum(hours[order])])
    upto = np.searchsorted(other_h[order], at_h)
    since = np.searchsorted(other_h[order], at_h - 48.0)
    return [
        *_with_gaps("days_since_run", np.log(since_days)),
        ("runs_30d", _standard(in_30_d)),
        ("other_sports_48h", total[upto] - total[since]),
    ]


def _calendar(at_h: Floats) -> list[tuple[str, Floats]]:
    if len(at_h) == 0 or np.ptp(at_h) < TREND_FROM_DAYS * 24:
        return []
    years = (at_h - at_h.mean()) / 8766
    return [
        ("trend", years),
        ("season_cos", np.cos(2 * np.pi * at_h / 8766)),
        ("season_sin", np.sin(2 * np.pi * at_h / 8766)),
    ]


def _standard(values: Floats) -> Floats:
    spread = float(values.std()) if len(values) else 0.0
    return np.asarray((values - values.mean()) / spread) if spread > 0 else np.zeros(len(values))


def _with_gaps(name: str, values: Floats) -> list[tuple[str, Floats]]:
    """The column around its mean with gaps at 0, and a column that marks the gaps."""
    gaps = np.isnan(values)
    if gaps.all():
        return []
    centred = np.where(gaps, 0.0, values - np.nanmean(values))
    if not 0.03 < gaps.mean() < 0.97:  # our choice: an indicator of a handful teaches nothing
        return [(name, centred)]
    return [(name, centred), (f"{name}_unknown", gaps.astype(float))]


def _joined(named: Sequence[tuple[str, Floats]], n: int) -> Covariates:
    kept = [(name, column) for name, column in named if n and np.ptp(column) > 0]
    columns = np.array([column for _, column in kept], dtype=np.float64).reshape(len(kept), n).T
    return Covariates(tuple(name for name, _ in kept), columns, np.ones(len(kept)))


def stacked(parts: Sequence[Covariates]) -> Covariates:
    """Rows of several knees under each other, columns matched by name, absent ones 0."""
    names = tuple(dict.fromkeys(name for part in parts for name in part.names))
    blocks = []
    for part in parts:
        block = np.zeros((len(part.columns), len(names)))
        for k, name in enumerate(part.names):
            block[:, names.index(name)] = part.columns[:, k]
        blocks.append(block)
    return Covariates(names, np.vstack(blocks), np.ones(len(names)))
