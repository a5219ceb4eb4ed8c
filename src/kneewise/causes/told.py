"""What the runner logged, set beside the runs: before a run, on its day, or for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from kneewise.causes.timeline import DAY_S, EPOCH_ORDINAL, Flags, Floats, Timeline
from kneewise.model.diary import LogEntry
from kneewise.model.history import History

HABIT_DAYS = 28
"""Our choice: who logged a kind in the last 28 days is taken to log it whenever it happens,
so that a day without an entry is a day without it. Before that it is unknown, not absent."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Entries in time order: when (s since 1970 UTC) and how much."""

    at_s: Floats
    value: Floats

    def sum_before(self, timeline: Timeline, span_s: float) -> Floats:
        """Sum of the values in the `span_s` seconds before each run's start."""
        total = np.concatenate(([0.0], np.cumsum(self.value)))
        low = np.searchsorted(self.at_s, timeline.start_s - span_s, side="left")
        high = np.searchsorted(self.at_s, timeline.start_s, side="right")
        found: Floats = total[high] - total[low]
        return found

    def any_before(self, timeline: Timeline, span_s: float) -> Flags:
        """Whether there is an entry in the `span_s` seconds before each run's start."""
        low = np.searchsorted(self.at_s, timeline.start_s - span_s, side="left")
        high = np.searchsorted(self.at_s, timeline.start_s, side="right")
        flags: Flags = high > low
        return flags


def moments(pairs: Iterable[tuple[float, float]]) -> Moments:
    """Moments from (s since 1970, value) pairs in any order."""
    ordered = sorted(pairs)
    return Moments(
        at_s=np.array([at for at, _ in ordered], dtype=np.float64),
        value=np.array([value for _, value in ordered], dtype=np.float64),
    )


def entries(history: History, kind: str) -> list[tuple[LogEntry, float]]:
    """Entries of a kind that hold a value, with it, in the order they were logged."""
    found = [
        (entry, entry.value)
        for entry in history.log
        if entry.kind == kind and entry.value is not None
    ]
    return sorted(found, key=lambda pair: (pair[0].at, pair[0].day, pair[1]))


def happened(history: History, timeline: Timeline, kind: str) -> list[tuple[float, float]]:
    """Entries of a kind as (when it happened in s since 1970 UTC, value), as far as known.

    That is the moment of logging, if it was on the day the entry speaks of; else that day's
    noon. Days are local, by the zone of the last run before.
    """
    return [
        (_moment_s(entry, _offset_s(timeline, entry.at.timestamp())), value)
        for entry, value in entries(history, kind)
    ]


def _moment_s(entry: LogEntry, offset_s: float) -> float:
    midnight_s = (entry.day.toordinal() - EPOCH_ORDINAL) * DAY_S - offset_s
    at_s = entry.at.timestamp()
    return at_s if 0 <= at_s - midnight_s < DAY_S else midnight_s + DAY_S / 2


def _offset_s(timeline: Timeline, at_s: float) -> float:
    if len(timeline) == 0:
        return 0.0
    last = int(np.searchsorted(timeline.start_s, at_s, side="right")) - 1
    return float(timeline.offset_s[max(last, 0)])


def said_of_run(history: History, timeline: Timeline, kind: str) -> Floats:
    """The value logged for each run: by its id, else for the first run of that day; NaN none."""
    by_run = {entry.run_id: v for entry, v in entries(history, kind) if entry.run_id is not None}
    by_day = {
        entry.day.toordinal(): v for entry, v in entries(history, kind) if entry.run_id is None
    }
    found = np.full(len(timeline), np.nan)
    first = timeline.first_of_day()
    for place, (run, day) in enumerate(zip(timeline.runs, timeline.day.tolist(), strict=True)):
        value = by_run.get(run.id)
        if value is None and first[place]:
            value = by_day.get(day)
        if value is not None:
            found[place] = value
    return found


def said_of_day(history: History, timeline: Timeline, kind: str, *, before: bool) -> Floats:
    """The last value logged for each run's day; with `before` only what was logged by its start."""
    by_day: dict[int, list[tuple[float, float]]] = {}
    for entry, value in entries(history, kind):
        by_day.setdefault(entry.day.toordinal(), []).append((entry.at.timestamp(), value))
    found = np.full(len(timeline), np.nan)
    if not by_day:
        return found
    for place, (day, start_s) in enumerate(
        zip(timeline.day.tolist(), timeline.start_s.tolist(), strict=True)
    ):
        told = [pair for pair in by_day.get(day, ()) if not before or pair[0] <= start_s]
        if told:
            found[place] = max(told)[1]
    return found


def facts_in_time(history: History, timeline: Timeline, key: str) -> list[str | None]:
    """A fact as in force on each run's day; for days before it was said, the earliest one."""
    facts = sorted(
        (fact for fact in history.runner.facts if fact.key == key),
        key=lambda fact: (fact.valid_from, fact.asked_at),
    )
    if not facts:
        return [None] * len(timeline)
    valid_from = np.array([fact.valid_from.toordinal() for fact in facts], dtype=np.int64)
    latest = np.searchsorted(valid_from, timeline.day, side="right") - 1
    return [facts[max(place, 0)].value for place in latest.tolist()]
