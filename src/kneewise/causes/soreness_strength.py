"""Soreness and strength work: tired thighs in the 48 hours before a run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import DAY_S, Timeline, timeline_of
from kneewise.causes.told import HABIT_DAYS, happened, moments
from kneewise.model.diary import SORENESS_KINDS, Muscle
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History
from kneewise.model.sport import Sport


@dataclass(frozen=True, slots=True, kw_only=True)
class SorenessStrength(Described):
    """1 when a leg muscle was rated 4 or more, or legs were trained, in the 48 h before the run.

    The thighs as a whole count, and each muscle group of the soreness map. Strength is a log
    entry or a recorded strength session (which may have been for arms). 0 when soreness was
    rated lower, or for a runner who logged strength in the 28 days before; else null. A calf or
    hip rated lower says nothing of the thighs, which the studies looked at (DOMS2017), so it
    alone makes no 0. 4 of 10 is our choice.
    """

    sore: float = 4.0
    span_s: float = 2 * DAY_S

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        thighs = _happened(history, timeline, ("soreness", *_FRONT))
        rated = moments(thighs).any_before(timeline, self.span_s)
        soreness = thighs + _happened(history, timeline, _OTHERS)
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


_FRONT = tuple(kind for kind, (muscle, _) in SORENESS_KINDS.items() if muscle is Muscle.FRONT_THIGH)
_OTHERS = tuple(kind for kind in SORENESS_KINDS if kind not in _FRONT)


def _happened(
    history: History, timeline: Timeline, kinds: Iterable[str]
) -> list[tuple[float, float]]:
    return [pair for kind in kinds for pair in happened(history, timeline, kind)]


CAUSE: Cause = SorenessStrength(
    name="soreness_strength",
    prior="soreness_strength",
    timing=Timing.BEFORE,
    needs=("log", "other_activities"),
    asks=("soreness", *SORENESS_KINDS, "strength"),
)
