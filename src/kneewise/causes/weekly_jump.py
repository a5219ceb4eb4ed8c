"""Weekly jump: seven days more than 30 % above the seven before (NIELSEN2014LOAD)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.painful import in_painful_period
from kneewise.causes.plan import plan_of
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History
from kneewise.model.quantity import Distance
from kneewise.model.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyJump(Described):
    """Km of the 7 days that end with this run (as planned) over km of the 7 days before them.

    Null while the week before has fewer than 2 runs, any distance of either week is unknown,
    or a run of the week before lies in a painful period: a week cut short by pain says nothing
    of what the runner is used to.
    """

    jump: float = 1.30
    least_runs: int = 2

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        plan = plan_of(history, timeline)
        before = timeline.days_before(13, 7)
        this_week_km = timeline.week_so_far(7).total(timeline.km) + plan.km
        week_before_km = before.total(timeline.km)
        everything = np.ones(len(timeline), dtype=np.bool_)
        unknown = (
            (before.count(everything) < self.least_runs)
            | (before.count(in_painful_period(history, timeline)) > 0)
            | np.isnan(this_week_km + week_before_km)
            | (week_before_km <= 0)
        )
        jumped = this_week_km > self.jump * week_before_km
        reasons = {
            int(place): say(
                PACKAGE,
                "weekly_jump.run",
                km=Distance(float(this_week_km[place]), 0),
                before=Distance(float(week_before_km[place]), 0),
            )
            for place in np.flatnonzero(jumped & ~unknown)
        }
        found = cells(
            timeline,
            exposed(jumped, unknown),
            known=plan.known,
            reasons=reasons,
            reverse_possible=plan.reverse_possible,
        )
        return (column(self, found, Traits(from_load=True)),)


CAUSE: Cause = WeeklyJump(
    name="weekly_jump",
    prior="weekly_jump",
    timing=Timing.PLANNED,
    needs=("distance", "plan", "painful_periods"),
    asks=("planned_run",),
)
