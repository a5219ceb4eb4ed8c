"""Return after a break: the weeks after ten days or more without a run."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.causes.breaks import returning, too_early_to_say
from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import timeline_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAfterBreak(Described):
    """1 in the 21 days that begin with the first run after a break of 10 days (breaks.py).

    Its own cause because the longest run of 30 days is small after any lay-off, and a spike
    would be read into every return (INFERENCE.md 3). Null in the first 21 days known: the
    break may lie before them.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        values = exposed(returning(timeline), too_early_to_say(timeline))
        return (column(self, cells(timeline, values), Traits(from_load=True)),)


CAUSE: Cause = ReturnAfterBreak(
    name="return_after_break",
    prior="return_after_break",
    timing=Timing.BEFORE,
    needs=("start",),
)
