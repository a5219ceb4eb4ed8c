"""What the diary says of each run of one knee: outcome, pain before it, and when it was at risk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kneewise.model.diary import OUTCOME_WINDOWS, PAINFUL, PainEntry, Side, Window
from kneewise.model.history import History
from kneewise.model.run import Run

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

CALM = 1
"""Highest rating of a calm run (INFERENCE.md 1.1)."""
CALM_DAYS = 14
CALM_RUNS = 3


@dataclass(frozen=True, slots=True)
class KneeDiary:
    """One knee, one value a run in the order of the runs, NaN for unrated.

    `worst` is Y (0-10); `only_at_least` marks a Y rated under a painkiller taken after the run;
    `before` the pain at the start. `at_h` and `pain` list every rating on the time axis, hours
    since the epoch, sorted.
    """

    side: Side
    worst: Floats
    only_at_least: Bools
    before: Floats
    at_h: Floats
    pain: Floats

    @property
    def rated(self) -> Bools:
        """Which runs have an outcome."""
        return ~np.isnan(self.worst)

    @property
    def painful(self) -> Bools:
        """Which runs hurt at 3 or more."""
        return np.nan_to_num(self.worst, nan=-1.0) >= PAINFUL


def start_hours(runs: Sequence[Run]) -> Floats:
    """Start of each run in hours since the epoch, (n,)."""
    return np.array([run.started_at.timestamp() / 3600 for run in runs], dtype=np.float64)


def knee_diary(history: History, side: Side) -> KneeDiary:
    """Read the diary of one knee onto the runs of a history."""
    runs = history.runs
    place = {run.id: i for i, run in enumerate(runs)}
    of_day: dict[date, int] = {run.day: i for i, run in enumerate(runs)}
    last_of_day = set(of_day.values())
    starts = start_hours(runs)
    worst = np.full(len(runs), np.nan)
    before = np.full(len(runs), np.nan)
    points: list[tuple[float, float]] = []
    on_days: dict[tuple[date, Window], float] = {}
    for entry in history.diary:
        if entry.side is not side or entry.value is None:
            continue
        i = _run_of(entry, place, of_day)
        points.append((_when(entry, i, runs, starts), float(entry.value)))
        if i is None:
            on_days[entry.day, entry.window] = float(entry.value)
        elif entry.window is Window.BEFORE:
            before[i] = np.fmax(before[i], entry.value)
        elif entry.window in OUTCOME_WINDOWS and (
            entry.window is not Window.NEXT_MORNING or i in last_of_day
        ):
            worst[i] = np.fmax(worst[i], entry.value)
    worst = _raised_by_days(worst, runs, on_days, last_of_day)
    points.sort()
    times = np.array(points, dtype=np.float64).reshape(-1, 2)
    reports = (history.reports.get(run.id) for run in runs)
    after = np.array([bool(r is not None and r.painkiller_after) for r in reports], dtype=bool)
    return KneeDiary(side, worst, after, before, times[:, 0], times[:, 1])


def _run_of(entry: PainEntry, place: dict[int, int], of_day: dict[date, int]) -> int | None:
    """Index of the run a rating speaks of; the day's last run where none is given."""
    if entry.run_id is not None:
        return place.get(entry.run_id)
    if entry.window in (Window.DAY_MORNING, Window.DAY_EVENING):
        return None
    return of_day.get(entry.day)


_CLOCK_H = {Window.DAY_MORNING: 8.0, Window.DAY_EVENING: 20.0, Window.NEXT_MORNING: 32.0}


def _when(entry: PainEntry, i: int | None, runs: Sequence[Run], starts: Floats) -> float:
    """Hours since the epoch a rating speaks of; never past the start of the next run."""
    if i is None:
        days = (entry.day - date(1970, 1, 1)).days
        return days * 24 + _CLOCK_H.get(entry.window, 12.0)
    if entry.window is Window.BEFORE:
        return float(starts[i])
    end = float(starts[i]) + (runs[i].elapsed_s or 3600.0) / 3600
    delay = {Window.WITHIN_24H: 12.0, Window.NEXT_MORNING: 16.0}.get(entry.window, 0.0)
    following = float(starts[i + 1]) - 1e-3 if i + 1 < len(starts) else np.inf
    return min(end + delay, following)


def _raised_by_days(
    worst: Floats,
    runs: Sequence[Run],
    on_days: dict[tuple[date, Window], float],
    last_of_day: set[int],
) -> Floats:
    """A rated run's outcome reaches to the next morning: evening and morning ratings raise it."""
    raised = worst.copy()
    for i in last_of_day:
        if np.isnan(worst[i]):
            continue
        evening = on_days.get((runs[i].day, Window.DAY_EVENING))
        morning = on_days.get((runs[i].day + timedelta(days=1), Window.DAY_MORNING))
        for value in (evening, morning):
            if value is not None:
                raised[i] = max(raised[i], value)
    return raised


def worst_within(diary: KneeDiary, at_h: Floats, hours: float) -> Floats:
    """Worst rating in [t - hours, t) for each t in hours; NaN where nothing was rated."""
    first = np.searchsorted(diary.at_h, at_h - hours, side="left")
    last = np.searchsorted(diary.at_h, at_h - 1e-6, side="left")
    out = np.full(len(at_h), np.nan)
    for i in np.flatnonzero(last > first):
        out[i] = diary.pain[first[i] : last[i]].max()
    return out


def at_risk(diary: KneeDiary, starts_h: Floats) -> Bools:
    """Rated runs at risk of an onset: 14 calm days, and the last three rated runs calm."""
    recent = worst_within(diary, starts_h, CALM_DAYS * 24.0)
    calm_days = np.nan_to_num(recent, nan=0.0) <= CALM
    calm = np.zeros(len(starts_h), dtype=bool)
    streak = 0
    for i in np.flatnonzero(diary.rated):
        starts_calm = bool(np.isnan(diary.before[i]) or diary.before[i] <= CALM)
        calm[i] = streak >= CALM_RUNS and starts_calm
        streak = streak + 1 if diary.worst[i] <= CALM else 0
    return np.asarray(calm & calm_days)
