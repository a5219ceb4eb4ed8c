"""Which pair each run was in, how far it had gone by then, and what it is like."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.timeline import Flags, Floats, Timeline, Whole
from kneewise.model.history import History
from kneewise.model.run import Shoe

SETTLING_DAYS = 14
"""Our choice: a pair first seen in the log's first 14 days may have been worn long before."""
NEW_KM = 30.0
"""Our choice: a pair said to have run less than this before its first known run was new."""


@dataclass(frozen=True, slots=True)
class Wear:
    """The pair of each run in time order; None and NaN where unknown.

    `run_number` counts the runs in that pair from 1, `days` the days since its first one,
    `before_km` what it had run before this run, `uncertain` where a run of unknown distance
    lies in it, so that `before_km` is a lower bound. `was_new` is 1.0 where its first run here
    was its first at all, 0.0 where not.
    """

    shoes: tuple[Shoe | None, ...]
    run_number: Whole
    days: Whole
    before_km: Floats
    uncertain: Flags
    was_new: Floats


def wear_of(history: History, timeline: Timeline) -> Wear:
    """The wear of every run's pair, from the runs before it."""
    count = len(timeline)
    shoes: list[Shoe | None] = [None] * count
    number, days = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    before_km, was_new = np.full(count, np.nan), np.full(count, np.nan)
    uncertain = np.zeros(count, dtype=np.bool_)
    seen: dict[int, _Pair] = {}
    for place, run in enumerate(timeline.runs):
        shoe = None if run.shoe_id is None else history.shoes.get(run.shoe_id)
        if shoe is None:
            continue
        day, km = int(timeline.day[place]), float(timeline.km[place])
        pair = seen.get(shoe.id)
        if pair is None:
            pair = seen[shoe.id] = _Pair(day, *_state_when_first_seen(shoe, day, timeline))
        pair.runs += 1
        shoes[place] = shoe
        number[place], days[place] = pair.runs, day - pair.first_day
        before_km[place], uncertain[place] = pair.km, pair.uncertain
        was_new[place] = pair.was_new
        if np.isnan(km):
            pair.uncertain = True
        else:
            pair.km += km
    return Wear(tuple(shoes), number, days, before_km, uncertain, was_new)


@dataclass(slots=True)
class _Pair:
    """What is counted of one pair while the runs go by."""

    first_day: int
    km: float
    was_new: float
    runs: int = 0
    uncertain: bool = False


def _state_when_first_seen(shoe: Shoe, day: int, timeline: Timeline) -> tuple[float, float]:
    """Kilometres on a pair at its first run here, and whether it was new; NaN unknown."""
    if shoe.start_km is not None:
        return shoe.start_km, float(shoe.start_km < NEW_KM)
    if shoe.bought_on is not None and 0 <= day - shoe.bought_on.toordinal() <= SETTLING_DAYS:
        return 0.0, 1.0
    if day - int(timeline.day[0]) >= SETTLING_DAYS:
        return 0.0, 1.0
    return float("nan"), float("nan")
