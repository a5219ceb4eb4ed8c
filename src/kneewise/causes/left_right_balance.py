"""Left-right balance: how far ground contact is from even between the feet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, Traits, cells, column
from kneewise.causes.painful import mean_of_last_pain_free
from kneewise.causes.stretches import segments_of
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History

EVEN_PERCENT = 50.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRightBalance(Described):
    """Distance of the left share of ground contact from 50 %, in percentage points.

    Over a run it can follow pain (a sore leg is spared), so it is reactive and never ranked;
    over the last three pain-free runs it lies before (INFERENCE.md 3).
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """The imbalance of this run (reactive) and of the last three pain-free runs (before)."""
        timeline = timeline_of(history)
        segments = segments_of(history, timeline, ("km", "contact_balance_percent"))
        left_percent = segments.mean(segments["contact_balance_percent"], segments["km"])
        uneven = np.abs(left_percent - EVEN_PERCENT)
        earlier = mean_of_last_pain_free(history, timeline, uneven)
        before = Traits(name=f"{self.name}_before", timing=Timing.BEFORE)
        return (
            column(self, cells(timeline, uneven)),
            column(self, cells(timeline, earlier), before),
        )


CAUSE: Cause = LeftRightBalance(
    name="left_right_balance",
    prior="contact_balance",
    timing=Timing.REACTIVE,
    needs=("contact_balance", "pain_free_runs"),
    unit="percentage points",
    unit_step=None,
    reference=OWN_MEDIAN,
    has_lever=False,
)
