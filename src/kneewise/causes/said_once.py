"""Traits: what a runner says once of themselves, the same on every run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kneewise.causes.columns import Described, cells, column
from kneewise.causes.timeline import timeline_of
from kneewise.causes.told import facts_in_time
from kneewise.model.exposure import ExposureColumn
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOnce(Described):
    """1 or 0 by the answer in force on the run's day, null where it was never said.

    A diary of one runner can't teach it: it is the same on painful and on good runs, so
    only what research says of it is shown (MACLURE1991: fixed traits cancel within a person).
    """

    key: str
    answers: Mapping[str, float] = field(default_factory=dict)

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        told = facts_in_time(history, timeline, self.key)
        values = np.array([self.answers.get(t or "", np.nan) for t in told], dtype=np.float64)
        return (column(self, cells(timeline, values)),)
