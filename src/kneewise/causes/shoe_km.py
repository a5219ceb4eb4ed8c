"""Shoe kilometres: how far a pair had run, and how much cushioning is left."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import exp

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column
from kneewise.causes.timeline import timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.effect import Interval
from kneewise.model.exposure import ExposureColumn, Known, Reference, ReferenceKind, Timing
from kneewise.model.history import History

WORN_IN_KM = 300.0
"""INFERENCE.md 1.6: the reference of shoe kilometres."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeKm(Described):
    """Km on the pair before this run; a lower bound (imputed) after a run of unknown distance.

    Only ever rises, so without a diary it is prior only (INFERENCE.md 5). Cushioning left is
    shown beside it (`cushioning_left`) and is no column: it is the same number bent.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in km, one step 300 km."""
        timeline = timeline_of(history)
        wear = wear_of(history, timeline)
        known = [Known.IMPUTED if unsure else Known.MEASURED for unsure in wear.uncertain.tolist()]
        found = cells(timeline, wear.before_km, known=known)
        return (column(self, found, Traits(confounded_with_time=True)),)


def cushioning_left(km: float, foam: str | None) -> float | None:
    """Share 0.70-1 of a shoe's cushioning left after `km`, None for foams nobody measured.

    q = 0.70 + 0.30 exp(-km / 220), EVA worn by runners (COOKBLOG, WANG2010): 0.80 at 240 km,
    0.71 at 800 km. It does not hold for super foams, and what it means for knees is unknown.
    """
    if foam == "super":
        return None
    return 0.70 + 0.30 * exp(-km / 220.0)


MACHINE_LEFT = ((0.0, 1.0), (80.0, 0.75), (240.0, 0.67), (800.0, 0.60))
"""Share of the first cushioning left after km in a machine (COOK1985: 50, 150, 500 miles)."""


def cushioning_range(km: float, foam: str | None) -> Interval | None:
    """What may be left of EVA: low as in a machine (COOK1985), middle and high as worn.

    No study gives an interval. Machines overstate the loss (WANG2010), so what is left lies from
    their curve up to that of worn shoes. None for foams nobody measured.
    """
    worn = cushioning_left(km, foam)
    if worn is None:
        return None
    low = MACHINE_LEFT[-1][1]
    for (start, first), (end, last) in pairwise(MACHINE_LEFT):
        if km <= end:
            low = first + (last - first) * (km - start) / (end - start)
            break
    return Interval(low=min(low, worn), mid=worn, high=worn)


CAUSE: Cause = ShoeKm(
    name="shoe_km",
    prior="shoe_km",
    timing=Timing.BEFORE,
    needs=("shoes", "shoe_facts", "distance", "start"),
    unit="km",
    unit_step=300.0,
    reference=Reference(ReferenceKind.VALUE, WORN_IN_KM),
)
