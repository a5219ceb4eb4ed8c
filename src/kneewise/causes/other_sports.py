"""Other sports: hours of anything but running in the seven days before a run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, Traits, cells, column
from kneewise.causes.timeline import DAY_S, timeline_of
from kneewise.causes.told import happened, moments
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History
from kneewise.model.sport import Sport


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherSports(Described):
    """Hours of recorded and logged other sports that began in the 7 days before the run.

    Moving time where known, else the whole. Null while no other sport was recorded or logged
    in the 56 days before (our choice): a runner who never records them may do them all the
    same. Counts only where the knee was free before: a sore knee is a reason to ride instead.
    """

    days: int = 7
    habit_days: int = 56

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in hours, one step an hour."""
        timeline = timeline_of(history)
        recorded = [
            (other.started_at.timestamp(), seconds / 3600.0)
            for other in history.others
            if other.sport is not Sport.TRANSITION and not other.deleted
            for seconds in (other.moving_s if other.moving_s is not None else other.elapsed_s,)
            if seconds is not None
        ]
        logged = [
            (at, minutes / 60.0) for at, minutes in happened(history, timeline, "other_sport")
        ]
        done = moments(recorded + logged)
        hours = done.sum_before(timeline, self.days * DAY_S)
        habit = done.any_before(timeline, self.habit_days * DAY_S)
        found = cells(timeline, np.where(habit, hours, np.nan))
        return (column(self, found, Traits(before_pain_only=True)),)


CAUSE: Cause = OtherSports(
    name="other_sports",
    prior="other_sports",
    timing=Timing.BEFORE,
    needs=("other_activities", "log"),
    asks=("other_sport",),
    unit="h",
    unit_step=1.0,
    reference=OWN_MEDIAN,
)
