"""Warm-up logged: a run for which the runner says that no warm-up came before it."""

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
class WarmUpLogged(Described):
    """1 when no warm-up was logged for the run, 0 when minutes of it were.

    What the watch sees of a warm-up is `cold_start`; this is what was done before the watch
    was started. No entry means none only for a runner who logged one in the 28 days before.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        minutes = said_of_run(history, timeline, "warm_up")
        logged = moments(happened(history, timeline, "warm_up"))
        habit = logged.any_before(timeline, HABIT_DAYS * DAY_S)
        values = exposed(np.nan_to_num(minutes) <= 0, np.isnan(minutes) & ~habit)
        return (column(self, cells(timeline, values), Traits(before_pain_only=True)),)


CAUSE: Cause = WarmUpLogged(
    name="warm_up_logged",
    prior="warm_up_absent",
    timing=Timing.BEFORE,
    needs=("log",),
    asks=("warm_up",),
)
