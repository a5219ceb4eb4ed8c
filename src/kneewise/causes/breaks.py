"""Breaks in running, and the weeks after them."""

from __future__ import annotations

import numpy as np

from kneewise.causes.timeline import Flags, Floats, Timeline

BREAK_DAYS = 10
RETURN_DAYS = 21
"""INFERENCE.md 3: after 10 days or more without a run the next 21 days are a return."""


def days_since_return(timeline: Timeline) -> Floats:
    """Local days since the first run after the latest break; NaN before the first break."""
    returned = np.where(
        timeline.days_since_last() >= BREAK_DAYS, timeline.day.astype(np.float64), -np.inf
    )
    since = timeline.day - np.maximum.accumulate(returned)
    return np.where(np.isinf(since), np.nan, since)


def returning(timeline: Timeline) -> Flags:
    """Whether each run fell into the 21 days that begin with a return."""
    flags: Flags = days_since_return(timeline) < RETURN_DAYS
    return flags


def too_early_to_say(timeline: Timeline) -> Flags:
    """Whether a break before the first run known could still reach each run."""
    if len(timeline) == 0:
        return np.empty(0, dtype=np.bool_)
    flags: Flags = (timeline.day - timeline.day[0] < RETURN_DAYS) & ~returning(timeline)
    return flags
