"""What is hard and what is easy for this runner, from the past of each run."""

from __future__ import annotations

import numpy as np

from kneewise.causes.stretches import Stretches
from kneewise.causes.timeline import Floats, Timeline
from kneewise.causes.told import facts_in_time
from kneewise.model.history import History

RUNS_TO_KNOW_HR_MAX = 10
RUNS_OF_EASY = 20
LEAST_RUNS_OF_EASY = 5
"""Our choice: how many runs must be known before the highest heart rate seen is used at all,
and over how many the usual speed is taken."""


def hr_max_bpm(history: History, timeline: Timeline, minutes: Stretches) -> Floats:
    """HRmax for each run: as the runner said, else the highest minute up to this run.

    What was seen is only a lower bound, so a run may look harder than it was; with fewer than
    10 runs with a heart rate it is NaN and pace alone speaks.
    """
    told = facts_in_time(history, timeline, "hr_max_bpm")
    said = np.array([float(value or "nan") for value in told], dtype=np.float64)
    if len(timeline) == 0:
        return said
    heart = minutes["heart_rate_bpm"]
    known = ~np.isnan(heart)
    highest = np.full(len(timeline), -np.inf)
    np.maximum.at(highest, minutes.place[known], heart[known])
    runs_so_far = np.cumsum(~np.isneginf(highest))
    seen = np.maximum.accumulate(highest)
    seen = np.where(runs_so_far >= RUNS_TO_KNOW_HR_MAX, seen, np.nan)
    return np.where(np.isnan(said), seen, said)


def easy_speed_m_s(history: History, timeline: Timeline) -> Floats:
    """Median mean speed of the 20 runs before each, m/s; NaN with fewer than 5 known."""
    speed = np.full(len(timeline), np.nan)
    for place, run in enumerate(timeline.runs):
        profile = history.profiles.get(run.id)
        moving_s = run.moving_s if profile is None else profile.moving_s
        if moving_s is not None and moving_s > 0:
            speed[place] = 1000.0 * timeline.km[place] / moving_s
    known = np.flatnonzero(~np.isnan(speed))
    count = np.searchsorted(known, np.arange(len(timeline)), side="left")
    enough = np.flatnonzero(count >= LEAST_RUNS_OF_EASY)
    found = np.full(len(timeline), np.nan)
    if len(enough) == 0:
        return found
    back = count[enough][:, None] - 1 - np.arange(RUNS_OF_EASY)[None, :]
    recent = np.where(back >= 0, speed[known[back.clip(min=0)]], np.inf)
    recent.sort(axis=1)
    size = np.minimum(count[enough], RUNS_OF_EASY)
    rows = np.arange(len(enough))
    found[enough] = (recent[rows, (size - 1) // 2] + recent[rows, size // 2]) / 2.0
    return found
