"""Hard surface: how much of a run was on asphalt, concrete or paving (row A13 of the article)."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, cells, column
from kneewise.causes.ground import ground_shares, in_whole_percent, way_changed
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class HardSurface(Described):
    """Share of the known kilometres on hard ground (H3), per cent.

    Planned, as `uneven_ground`. Null with more than a fifth unknown and on a treadmill, whose
    deck may be hard or soft.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in per cent, one step a quarter of the way."""
        timeline = timeline_of(history)
        shares = ground_shares(history, timeline)
        found = cells(
            timeline,
            shares.hard_percent,
            reasons=in_whole_percent(self.name, shares.hard_percent),
            reverse_possible=way_changed(history, timeline),
        )
        return (column(self, found),)


CAUSE: Cause = HardSurface(
    name="hard_surface",
    prior="hard_share",
    timing=Timing.PLANNED,
    needs=("ground", "plan"),
    unit="%",
    unit_step=25.0,
    reference=OWN_MEDIAN,
)
