"""Hard ground in this shoe: hard ground times a pair that is stiff, worn or new (row A13)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, cells, column
from kneewise.causes.ground import ground_shares, in_whole_percent, way_changed
from kneewise.causes.novel_shoe import FIRST_DAYS, FIRST_RUNS
from kneewise.causes.timeline import Floats, timeline_of
from kneewise.causes.wear import Wear, wear_of
from kneewise.model.exposure import ExposureColumn, Reference, ReferenceKind, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class HardGroundInShoe(Described):
    """Share of the known kilometres on hard ground in a shoe not made or not fit for it, per cent.

    Such a pair has a hard midsole, or had run 500 km and more (WANG2010 measured foam there; no
    study says that it is the limit, our choice), or is in its first 3 runs within 14 days. One
    of these that is true is enough; 0 takes all three known and not true, or no hard ground.
    New pairs are also bought because it hurts, so where newness alone makes the pair count, it
    counts only on runs free of pain; a stiff or worn one counts on every run.
    """

    worn_km: float = 500.0

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in per cent, one step a quarter of the way."""
        timeline = timeline_of(history)
        hard = ground_shares(history, timeline).hard_percent
        wear = wear_of(history, timeline)
        lasting, new = self._lasting(wear), _new(wear)
        values = np.where(hard == 0.0, 0.0, hard * _any_true(np.vstack([lasting, new])))
        found = cells(
            timeline,
            values,
            reasons=in_whole_percent(self.name, values),
            reverse_possible=way_changed(history, timeline),
            before_pain_only=(values > 0.0) & (_any_true(lasting) != 1.0),
        )
        return (column(self, found),)

    def _lasting(self, wear: Wear) -> Floats:
        """Whether the pair is stiff and whether it is worn, (2, n): 1, 0, or NaN where unknown."""
        midsoles = [None if shoe is None else shoe.midsole for shoe in wear.shoes]
        stiff = np.array([np.nan if said is None else said == "hard" for said in midsoles])
        worn = np.where(wear.before_km >= self.worn_km, 1.0, np.where(wear.uncertain, np.nan, 0.0))
        worn[np.isnan(wear.before_km)] = np.nan
        return np.stack([stiff.astype(np.float64), worn])


def _new(wear: Wear) -> Floats:
    """Whether the pair is in its first runs, (n,): 1, 0, or NaN where unknown."""
    first = (wear.run_number <= FIRST_RUNS) & (wear.days < FIRST_DAYS)
    new = np.where(first, wear.was_new, 0.0)
    new[[shoe is None for shoe in wear.shoes]] = np.nan
    return new


def _any_true(each: Floats) -> Floats:
    """1 where one of the rows (k, n) is 1, 0 where all are 0, else NaN."""
    yes = (each == 1.0).any(axis=0)
    return np.where(yes, 1.0, np.where(np.isnan(each).any(axis=0), np.nan, 0.0))


CAUSE: Cause = HardGroundInShoe(
    name="hard_ground_in_shoe",
    prior="hard_in_shoe",
    timing=Timing.PLANNED,
    needs=("ground", "shoes", "shoe_facts", "distance", "plan"),
    unit="%",
    unit_step=25.0,
    reference=Reference(ReferenceKind.VALUE, 0.0),
)
