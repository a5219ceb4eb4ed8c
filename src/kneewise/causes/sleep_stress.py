"""Sleep and stress: a short night or a hard day before a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, cells, column, exposed
from kneewise.causes.timeline import timeline_of
from kneewise.causes.told import said_of_day
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class SleepStress(Described):
    """1 when the night before held less than 6 h of sleep, or stress was rated 7 or more.

    The night counts whenever it was logged; stress only when it was rated before the run, as
    pain is stress too. 0 when one of the two is known and neither is so; else null.
    """

    short_night_h: float = 6.0
    high_stress: float = 7.0

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        slept_h = said_of_day(history, timeline, "sleep", before=False)
        stress = said_of_day(history, timeline, "stress", before=True)
        worn = (slept_h < self.short_night_h) | (stress >= self.high_stress)
        values = exposed(worn, np.isnan(slept_h) & np.isnan(stress))
        return (column(self, cells(timeline, values)),)


CAUSE: Cause = SleepStress(
    name="sleep_stress",
    prior="sleep_stress",
    timing=Timing.BEFORE,
    needs=("log",),
    asks=("sleep", "stress"),
)
