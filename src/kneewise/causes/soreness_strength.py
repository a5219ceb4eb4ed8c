"""Soreness and strength work: tired thighs in the 48 hours before a run."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import DAY_S, timeline_of
from kneewise.causes.told import HABIT_DAYS, happened, moments
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History
from kneewise.model.sport import Sport


@dataclass(frozen=True, slots=True, kw_only=True)
class SorenessStrength(Described):
    """1 when thighs were rated 4 or more, or legs were trained, in the 48 h before the run.

    Strength is a log entry or a recorded strength session (which may have been for arms). 0
    when soreness was rated lower, or for a runner who logged strength in the 28 days before;
    else null. 4 of 10 is our choice.
    """

    sore: float = 4.0
    span_s: float = 2 * DAY_S

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        soreness = happened(history, timeline, "soreness")
        rated = moments(soreness).any_before(timeline, self.span_s)
        sore = moments(pair for pair in soreness if pair[1] >= self.sore)
        logged = [pair for pair in happened(history, timeline, "strength") if pair[1] > 0]
        recorded = [
            (other.started_at.timestamp(), 1.0)
            for other in history.others
            if other.sport is Sport.STRENGTH and not other.deleted
        ]
        trained = moments(logged + recorded)
        tired = sore.any_before(timeline, self.span_s) | trained.any_before(timeline, self.span_s)
        known = rated | trained.any_before(timeline, HABIT_DAYS * DAY_S)
        found = cells(timeline, exposed(tired, ~(known | tired)))
        return (column(self, found, Traits(before_pain_only=True)),)


CAUSE: Cause = SorenessStrength(
    name="soreness_strength",
    prior="soreness_strength",
    timing=Timing.BEFORE,
    needs=("log", "other_activities"),
    asks=("soreness", "strength"),
)
