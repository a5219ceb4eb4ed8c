"""Uneven ground: how much of a run was on rough ground (row A4 of the article)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, cells, column
from kneewise.causes.ground import ground_shares, in_whole_percent, way_changed
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History
from kneewise.model.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class UnevenGround(Described):
    """Share of the known kilometres on rough and very rough ground (E3, E4), per cent.

    Planned: the way is chosen before the start, and what was run stands for it; where the run
    hurt or was changed for the knee it is marked as what pain may have changed. Null with more
    than a fifth unknown.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in per cent, one step a quarter of the way."""
        timeline = timeline_of(history)
        shares = ground_shares(history, timeline)
        said = in_whole_percent(self.name, shares.rough_percent) | {
            int(place): say(PACKAGE, "uneven_ground.treadmill")
            for place in np.flatnonzero(shares.indoors)
        }
        found = cells(
            timeline,
            shares.rough_percent,
            reasons=said,
            reverse_possible=way_changed(history, timeline) & ~shares.indoors,
        )
        return (column(self, found),)


CAUSE: Cause = UnevenGround(
    name="uneven_ground",
    prior="uneven_share",
    timing=Timing.PLANNED,
    needs=("ground", "plan"),
    unit="%",
    unit_step=25.0,
    reference=OWN_MEDIAN,
)
