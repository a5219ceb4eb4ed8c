"""Profiles of all runs laid end to end, and which part of each run lies before pain."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from kneewise.causes.timeline import Flags, Floats, Timeline, Whole
from kneewise.model.history import History
from kneewise.model.profile import Columns

SLACK_KM = 0.05
"""Our choice: a place "at 2 km" still holds the segment that ends there."""

MEASURED_SPREAD_M_S = 0.02
"""Our choice: a run whose speed never differs by so much has a total spread over its way, and
no pace that anybody measured."""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Rows of one table of the profiles for all runs; `place[i]` is the run of row i in time.

    `index` counts the rows within their run from 0.
    """

    place: Whole
    index: Whole
    columns: Mapping[str, Floats]
    runs: int

    def __getitem__(self, name: str) -> Floats:
        return self.columns[name]

    def total(self, values: Floats) -> Floats:
        """Sum a run of the known values, 0 where there is none."""
        total: Floats = np.bincount(
            self.place, weights=np.nan_to_num(values), minlength=self.runs
        ).astype(np.float64)
        return total

    def mean(self, values: Floats, weights: Floats) -> Floats:
        """Weighted mean a run of the known values, NaN where there is none."""
        weights = np.where(np.isnan(values) | np.isnan(weights), 0.0, weights)
        weight = self.total(weights)
        weight[weight <= 0] = np.nan
        mean: Floats = self.total(np.nan_to_num(values) * weights) / weight
        return mean

    def spread(self, values: Floats, counted: Flags) -> Floats:
        """Largest less smallest known value a run among the counted rows, NaN where none is."""
        rows = counted & ~np.isnan(values)
        low, high = np.full(self.runs, np.inf), np.full(self.runs, -np.inf)
        np.minimum.at(low, self.place[rows], values[rows])
        np.maximum.at(high, self.place[rows], values[rows])
        return np.where(np.isinf(low), np.nan, high - np.where(np.isinf(low), 0.0, low))

    def quantile(self, values: Floats, weights: Floats, share: float) -> Floats:
        """Weighted quantile a run of the known values, NaN where there is none."""
        kept = np.flatnonzero(~np.isnan(values) & (np.nan_to_num(weights) > 0))
        order = kept[np.lexsort((values[kept], self.place[kept]))]
        found = np.full(self.runs, np.nan)
        if len(order) == 0:
            return found
        weight = np.cumsum(weights[order])
        ends = np.searchsorted(self.place[order], np.arange(self.runs), side="right")
        reached = np.concatenate(([0.0], weight))[ends]
        begun = np.concatenate(([0.0], reached[:-1]))
        has = reached > begun
        target = begun + share * (reached - begun)
        at = np.minimum(np.searchsorted(weight, target, side="left"), ends - 1)
        found[has] = values[order][at[has]]
        return found


def segments_of(history: History, timeline: Timeline, names: tuple[str, ...]) -> Stretches:
    """The 500 m segments of all runs, with these columns of `SEGMENT_COLUMNS`."""
    return _joined(timeline, {k: p.segments for k, p in history.profiles.items()}, names)


def bins_of(history: History, timeline: Timeline, names: tuple[str, ...]) -> Stretches:
    """The speed x grade x step-length bins of all runs, with these columns of `BIN_COLUMNS`."""
    return _joined(timeline, {k: p.bins for k, p in history.profiles.items()}, names)


def minutes_of(history: History, timeline: Timeline, names: tuple[str, ...]) -> Stretches:
    """The clock minutes of all runs, with these columns of `MINUTE_COLUMNS`."""
    return _joined(timeline, {k: p.minutes for k, p in history.profiles.items()}, names)


def early_segments(history: History, timeline: Timeline) -> tuple[Stretches, Flags]:
    """Segments and whether each lies in the early part of its run.

    The first third, and of it only what ends before pain began where that is reported. Where
    pain came later than the third, the third stays: a window that is longer on painful runs
    would make their peaks higher by itself. The first segment of a painless short run counts.
    """
    segments = segments_of(history, timeline, ("start_km", "km"))
    third = segments.total(segments["km"])[segments.place] / 3.0
    start_km, km = np.nan_to_num(segments["start_km"]), np.nan_to_num(segments["km"])
    early = (start_km + km / 2 < third) | (segments.index == 0)
    pain = pain_began_km(history, timeline)[segments.place]
    return segments, early & (np.isnan(pain) | (start_km + km <= pain + SLACK_KM))


def early_bins(
    history: History, timeline: Timeline, names: tuple[str, ...]
) -> tuple[Stretches, Flags]:
    """Bins and whether each lies in an early segment of its run."""
    segments, early = early_segments(history, timeline)
    bins = bins_of(history, timeline, ("segment", *names))
    count = np.bincount(segments.place, minlength=len(timeline))
    first = np.concatenate(([0], np.cumsum(count)))[:-1]
    within = np.nan_to_num(bins["segment"], nan=-1.0).astype(np.int64)
    real = (within >= 0) & (within < count[bins.place])
    flags = np.zeros(len(within), dtype=np.bool_)
    flags[real] = early[(first[bins.place] + within)[real]]
    return bins, flags


def pain_began_km(history: History, timeline: Timeline) -> Floats:
    """Where in each run pain began, km from the start; NaN where nothing is reported."""
    began = np.full(len(timeline), np.nan)
    for place, run in enumerate(timeline.runs):
        report = history.reports.get(run.id)
        if report is not None and report.pain_began_km is not None:
            began[place] = report.pain_began_km
    return began


def _joined(timeline: Timeline, tables: Mapping[int, Columns], names: tuple[str, ...]) -> Stretches:
    present = [
        (place, tables[run.id]) for place, run in enumerate(timeline.runs) if run.id in tables
    ]
    lengths = [len(table[names[0]]) for _, table in present]
    columns = {
        name: np.concatenate([table[name] for _, table in present]) if present else np.empty(0)
        for name in names
    }
    place = np.repeat(np.array([place for place, _ in present], dtype=np.int64), lengths)
    starts = np.repeat(np.concatenate(([0], np.cumsum(lengths)))[:-1].astype(np.int64), lengths)
    index = np.arange(len(place), dtype=np.int64) - starts
    return Stretches(place=place, index=index, columns=columns, runs=len(timeline))
