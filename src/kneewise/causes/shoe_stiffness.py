"""Shoe stiffness: a hard midsole instead of a soft one (MALISOUX2020)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import Described, cells, column
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.exposure import ExposureColumn, Reference, ReferenceKind, Timing
from kneewise.model.history import History
from kneewise.model.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeStiffness(Described):
    """Midsole of the run's pair as the runner says it: soft 0, medium 0.5, hard 1.

    Null without a pair or without its midsole. Never guessed from kilometres.
    """

    levels: Mapping[str, float] = field(
        default_factory=lambda: {"soft": 0.0, "medium": 0.5, "hard": 1.0}
    )

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column from 0 (soft) to 1 (hard)."""
        timeline = timeline_of(history)
        worn = [None if shoe is None else shoe.midsole for shoe in wear_of(history, timeline).shoes]
        values = np.array([self.levels.get(m or "", np.nan) for m in worn], dtype=np.float64)
        words = {midsole: say(PACKAGE, f"{self.name}.{midsole}") for midsole in self.levels}
        reasons = {i: words[m] for i, m in enumerate(worn) if m in words}
        return (column(self, cells(timeline, values, reasons=reasons)),)


CAUSE: Cause = ShoeStiffness(
    name="shoe_stiffness",
    prior="shoe_stiffness",
    timing=Timing.BEFORE,
    needs=("shoes", "shoe_facts"),
    unit="hardness, 0-1",
    unit_step=1.0,
    reference=Reference(ReferenceKind.VALUE, 0.0),
)
