"""Painful periods: the days that must not teach what is normal for a runner.

In a painful period runs are short, slow and far between because it hurts, and a long one that
hurt is nothing the knee is used to. If such runs counted as normal, the first ordinary week
afterwards would look like a leap, and steps spared for pain would pass for the runner's own. So
the longest run, the week before and the step-length curve are learnt from the runs outside
(INFERENCE.md 3), and `plain` shows what comes out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from kneewise.causes.timeline import Flags, Floats, Timeline, Whole
from kneewise.model.diary import OUTCOME_WINDOWS, PAINFUL, PainEntry
from kneewise.model.history import History

AFTER_PAIN_DAYS = 14
"""How long a painful rating reaches: the time at risk of INFERENCE.md 1.1."""

LAST_PAIN_FREE = 3
LAST_PAIN_FREE_DAYS = 60
"""INFERENCE.md 3: gait counts as before on the last three pain-free runs."""


def in_painful_period(history: History, timeline: Timeline) -> Flags:
    """For every run whether it fell into a painful period, known on the day it was run.

    That is: it was itself rated 3 or more, or some rating of either knee was within the 14
    days before; or it fell on a day after an episode began, up to its end. The day an episode
    begins is still outside by itself, so that a second run of that day is no hindsight; the
    painful run of that day is inside by its rating.
    """
    painful = _painful_days(history, timeline)
    last = np.searchsorted(painful, timeline.day, side="right") - 1
    inside = np.zeros(len(timeline), dtype=np.bool_)
    seen = last >= 0
    inside[seen] = timeline.day[seen] - painful[last[seen]] <= AFTER_PAIN_DAYS
    for episode in history.episodes:
        open_days = timeline.day > episode.began_on.toordinal()
        if episode.ended_on is not None:
            open_days &= timeline.day <= episode.ended_on.toordinal()
        inside |= open_days
    return inside


def _painful_days(history: History, timeline: Timeline) -> Whole:
    """Local days with a rating of 3 or more; what speaks of a run counts on the run's day."""
    day_of_run = {run.id: int(day) for run, day in zip(timeline.runs, timeline.day, strict=True)}
    days = {
        min(day_of_run.get(entry.run_id, entry.day.toordinal()), entry.day.toordinal())
        if entry.run_id is not None
        else entry.day.toordinal()
        for entry in history.diary
        if _hurts(entry)
    }
    return np.array(sorted(days), dtype=np.int64)


def painful_runs(diary: Iterable[PainEntry]) -> frozenset[int]:
    """Ids of the runs with an outcome rating of 3 or more on either side."""
    return frozenset(
        entry.run_id
        for entry in diary
        if entry.run_id is not None and entry.window in OUTCOME_WINDOWS and _hurts(entry)
    )


def pain_free_runs(diary: Iterable[PainEntry]) -> frozenset[int]:
    """Ids of the runs that were rated, and every rating of them was 0."""
    worst: dict[int, int] = {}
    for entry in diary:
        if entry.run_id is not None and entry.value is not None:
            worst[entry.run_id] = max(worst.get(entry.run_id, 0), entry.value)
    return frozenset(run_id for run_id, value in worst.items() if value == 0)


def _hurts(entry: PainEntry) -> bool:
    return entry.value is not None and entry.value >= PAINFUL


def mean_of_last_pain_free(history: History, timeline: Timeline, values: Floats) -> Floats:
    """For every run the mean of a measure over the last three pain-free runs of earlier days.

    NaN with fewer than three in the 60 days before (our choice: older ones are another form).
    """
    free_ids = pain_free_runs(history.diary)
    free = np.array([run.id in free_ids for run in timeline.runs], dtype=np.bool_)
    places = np.flatnonzero(free & ~np.isnan(values))
    found = np.full(len(timeline), np.nan)
    if len(places) < LAST_PAIN_FREE:
        return found
    total = np.concatenate(([0.0], np.cumsum(values[places])))
    before = np.searchsorted(timeline.day[places], timeline.day, side="left")
    oldest = np.maximum(before - LAST_PAIN_FREE, 0)
    recent = timeline.day - timeline.day[places[oldest.clip(max=len(places) - 1)]]
    enough = (before >= LAST_PAIN_FREE) & (recent <= LAST_PAIN_FREE_DAYS)
    found[enough] = (total[before] - total[oldest])[enough] / LAST_PAIN_FREE
    return found
