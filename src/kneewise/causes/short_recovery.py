"""Short recovery: less than 24 hours since the last run ended."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortRecovery(Described):
    """1 when this run began less than 24 h after the last one ended; null for the first run.

    Every run counts as a last run, also one of a painful period: the legs had run.
    """

    hours: float = 24.0

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        rest_h = np.full(len(timeline), np.nan)
        last_end_s = np.maximum.accumulate(timeline.end_s)
        rest_h[1:] = (timeline.start_s[1:] - last_end_s[:-1]) / 3600.0
        values = exposed(rest_h < self.hours, np.isnan(rest_h))
        return (column(self, cells(timeline, values), Traits(from_load=True)),)


CAUSE: Cause = ShortRecovery(
    name="short_recovery",
    prior="short_recovery",
    timing=Timing.BEFORE,
    needs=("start",),
)
