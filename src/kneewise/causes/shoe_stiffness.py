"""Shoe stiffness: a hard midsole instead of a soft one (MALISOUX2020)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, cells, column
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.exposure import ExposureColumn, Reference, ReferenceKind, Timing
from kneewise.model.history import History


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
        values = np.array(
            [
                np.nan if shoe is None else self.levels.get(shoe.midsole or "", np.nan)
                for shoe in wear_of(history, timeline).shoes
            ],
            dtype=np.float64,
        )
        return (column(self, cells(timeline, values)),)


CAUSE: Cause = ShoeStiffness(
    name="shoe_stiffness",
    prior="shoe_stiffness",
    timing=Timing.BEFORE,
    needs=("shoes", "shoe_facts"),
    unit="soft 0 to hard 1",
    unit_step=1.0,
    reference=Reference(ReferenceKind.VALUE, 0.0),
)
