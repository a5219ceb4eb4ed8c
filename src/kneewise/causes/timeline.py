"""Runs in time order as arrays, and sums, counts and longest over the days before each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kneewise.model.history import History
from kneewise.model.run import Run

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

DAY_S = 86_400.0
EPOCH_ORDINAL = 719_163  # date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Timeline:
    """The runs of a history in time order; every array has one entry a run.

    `rows[i]` is the place in `history.runs` of the i-th run in time. `offset_s` is
    local time less UTC; `day` is the local date
    as an ordinal and never falls, also for a runner who flies west; `clock_h` is the local
    hour of the start, 0-24; `km` is NaN where unknown.
    """

    runs: tuple[Run, ...]
    rows: Whole
    start_s: Floats
    end_s: Floats
    offset_s: Floats
    day: Whole
    clock_h: Floats
    km: Floats

    def __len__(self) -> int:
        return len(self.runs)

    def days_before(self, first: int, last: int) -> Window:
        """The runs from `first` to `last` days before each run, both included, by local date.

        With `last` >= 1 a second run of the same day never sees the first.
        """
        low = np.searchsorted(self.day, self.day - first, side="left")
        high = np.searchsorted(self.day, self.day - last, side="right")
        return Window(low.astype(np.int64), np.maximum(low, high).astype(np.int64))

    def week_so_far(self, days: int) -> Window:
        """The runs of the `days` days that end with each run's day, the run itself left out."""
        low = np.searchsorted(self.day, self.day - (days - 1), side="left")
        return Window(low.astype(np.int64), np.arange(len(self), dtype=np.int64))

    def first_of_day(self) -> Flags:
        """Whether each run is the first of its local day."""
        first = np.ones(len(self), dtype=np.bool_)
        first[1:] = np.diff(self.day) > 0
        return first

    def days_since_last(self) -> Floats:
        """Local days since the run before; NaN for the first."""
        since = np.full(len(self), np.nan)
        since[1:] = np.diff(self.day)
        return since


@dataclass(frozen=True, slots=True)
class Window:
    """For every run the runs [low, high) of the timeline."""

    low: Whole
    high: Whole

    def count(self, flags: Flags) -> Whole:
        """How many flagged runs lie in each window."""
        total = np.concatenate(([0], np.cumsum(flags)))
        return (total[self.high] - total[self.low]).astype(np.int64)

    def total(self, values: Floats) -> Floats:
        """The sum in each window, 0 when it is empty, NaN when a value in it is unknown."""
        total = np.concatenate(([0.0], np.cumsum(np.nan_to_num(values))))
        found = total[self.high] - total[self.low]
        return np.where(self.count(np.isnan(values)) > 0, np.nan, found)

    def mean(self, values: Floats) -> Floats:
        """The mean of the known values in each window, NaN when there is none."""
        known = ~np.isnan(values)
        total = np.concatenate(([0.0], np.cumsum(np.nan_to_num(values))))
        count = self.count(known).astype(np.float64)
        count[count == 0] = np.nan
        mean: Floats = (total[self.high] - total[self.low]) / count
        return mean

    def longest(self, values: Floats) -> Floats:
        """The largest known value in each window, NaN when there is none.

        A table of maxima over 1, 2, 4 ... runs answers every window with two look-ups.
        """
        if len(values) == 0:
            return np.empty(0)
        levels = [np.where(np.isnan(values), -np.inf, values)]
        while 2 ** len(levels) <= len(values):
            half = 2 ** (len(levels) - 1)
            levels.append(np.maximum(levels[-1][:-half], levels[-1][half:]))
        width = self.high - self.low
        found = np.full(len(self.low), -np.inf)
        for level, maxima in enumerate(levels):
            at = (width >= 2**level) & (width < 2 ** (level + 1))
            right = self.high[at] - 2**level
            found[at] = np.maximum(maxima[self.low[at]], maxima[right])
        return np.where(np.isneginf(found), np.nan, found)


class Timed(History):
    """A history that puts its runs in time order once, for many causes in a row."""

    @classmethod
    def of(cls, history: History) -> Timed:
        """The same history, timed."""
        return cls(**{field.name: getattr(history, field.name) for field in fields(History)})

    @cached_property
    def timeline(self) -> Timeline:
        """Its timeline."""
        return _sorted(self)


def timeline_of(history: History) -> Timeline:
    """The timeline of a history whose runs stand in any order."""
    return history.timeline if isinstance(history, Timed) else _sorted(history)


def _sorted(history: History) -> Timeline:
    pairs = sorted(enumerate(history.runs), key=lambda pair: (pair[1].started_at, pair[1].id))
    runs = tuple(run for _, run in pairs)
    start_s = _floats(run.started_at.timestamp() for run in runs)
    offset_s = _floats(run.utc_offset_s for run in runs)
    day = EPOCH_ORDINAL + np.floor((start_s + offset_s) / DAY_S).astype(np.int64)
    return Timeline(
        runs=runs,
        rows=np.array([row for row, _ in pairs], dtype=np.int64),
        start_s=start_s,
        end_s=start_s + _floats(run.elapsed_s or 0.0 for run in runs),
        offset_s=offset_s,
        day=np.maximum.accumulate(day),
        clock_h=((start_s + offset_s) % DAY_S) / 3600.0,
        km=_floats(distance_km(run, history) for run in runs),
    )


def distance_km(run: Run, history: History) -> float:
    """Kilometres of a run as edited or recorded, else as its profile has it; NaN if unknown."""
    if run.distance_m is not None:
        return run.distance_m / 1000.0
    profile = history.profiles.get(run.id)
    if profile is None or profile.distance_km is None:
        return float("nan")
    return profile.distance_km


def _floats(values: Iterable[float]) -> Floats:
    return np.fromiter(values, dtype=np.float64)
