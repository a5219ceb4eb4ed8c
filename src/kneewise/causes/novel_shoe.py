"""Novel shoe: the first runs in a pair."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column, exposed
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History

FIRST_RUNS = 3
FIRST_DAYS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class NovelShoe(Described):
    """1 on the first 3 runs in a pair, within 14 days of its first (no study: our choice).

    Counts only where the knee was free before: new shoes are also bought because it hurts
    (INFERENCE.md 3). Null without a pair, and where a pair may have been worn before the log.
    """

    first_runs: int = FIRST_RUNS
    days: int = FIRST_DAYS

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        wear = wear_of(history, timeline)
        first = (wear.run_number <= self.first_runs) & (wear.days < self.days)
        without = np.array([shoe is None for shoe in wear.shoes], dtype=np.bool_)
        unknown = without | (first & np.isnan(wear.was_new))
        values = exposed(first & (wear.was_new == 1.0), unknown)
        return (column(self, cells(timeline, values), Traits(before_pain_only=True)),)


CAUSE: Cause = NovelShoe(
    name="novel_shoe",
    prior="novel_shoe",
    timing=Timing.BEFORE,
    needs=("shoes", "shoe_facts", "start"),
)
