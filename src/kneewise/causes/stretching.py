"""Stretching: static stretching logged before a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import DAY_S, timeline_of
from kneewise.causes.told import HABIT_DAYS, happened, moments, said_of_run
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretching(Described):
    """1 when minutes of static stretching were logged for the run, 0 when none were.

    No entry means none only for a runner who logged stretching in the 28 days before. Counts
    only where the knee was free before: a sore knee is a reason to stretch.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        minutes = said_of_run(history, timeline, "stretching")
        logged = moments(happened(history, timeline, "stretching"))
        habit = logged.any_before(timeline, HABIT_DAYS * DAY_S)
        values = exposed(np.nan_to_num(minutes) > 0, np.isnan(minutes) & ~habit)
        return (column(self, cells(timeline, values), Traits(before_pain_only=True)),)


CAUSE: Cause = Stretching(
    name="stretching",
    prior="static_stretch",
    timing=Timing.BEFORE,
    needs=("log",),
    asks=("stretching",),
)
