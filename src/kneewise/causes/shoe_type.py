"""Shoe type: another type of shoe than the one worn most."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, Traits, cells, column
from kneewise.causes.timeline import Floats, Timeline, timeline_of
from kneewise.causes.wear import wear_of
from kneewise.model.exposure import ExposureColumn, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class ShoeType(Described):
    """1 when the run's type of shoe is not the type worn most in the 90 days before.

    Null without a known type, or with fewer than 5 typed runs before (our choice). Counts only
    where the knee was free before: a sore knee is a reason to change shoes.
    """

    days: int = 90
    least_runs: int = 5

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        shoes = wear_of(history, timeline).shoes
        kinds = [None if shoe is None else shoe.kind for shoe in shoes]
        found = cells(timeline, self._changed(timeline, kinds))
        return (column(self, found, Traits(before_pain_only=True)),)

    def _changed(self, timeline: Timeline, kinds: list[str | None]) -> Floats:
        changed = np.full(len(timeline), np.nan)
        worn: Counter[str] = Counter()
        waiting: deque[tuple[int, str]] = deque()  # runs of this day, not yet the past
        recent: deque[tuple[int, str]] = deque()
        for place, (day, kind) in enumerate(zip(timeline.day.tolist(), kinds, strict=True)):
            while waiting and waiting[0][0] < day:
                worn[waiting[0][1]] += 1
                recent.append(waiting.popleft())
            while recent and recent[0][0] < day - self.days:
                worn[recent.popleft()[1]] -= 1
            if kind is None:
                continue
            if len(recent) >= self.least_runs:
                most = max(worn.values())
                changed[place] = float(worn[kind] < most)
            waiting.append((day, kind))
        return changed


CAUSE: Cause = ShoeType(
    name="shoe_type",
    prior="shoe_type",
    timing=Timing.BEFORE,
    needs=("shoes", "shoe_facts"),
)
