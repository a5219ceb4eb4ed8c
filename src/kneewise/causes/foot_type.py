"""Foot type: pronated feet in a standard shoe; studies contradict each other (NIELSEN2014FOOT)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.body.foot import footing
from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, cells, column
from kneewise.causes.timeline import timeline_of
from kneewise.causes.told import facts_in_time
from kneewise.model.exposure import ExposureColumn, Kind, Timing
from kneewise.model.history import History


@dataclass(frozen=True, slots=True, kw_only=True)
class FootType(Described):
    """1 where a foot is flat, 0 where none is, null where nobody knows.

    The footprint comes first, then the six things looked at, then what the runner said: the
    first of them that says clearly. A flat arch stands for a pronated foot, which is what the
    studies looked at; the two go together, but are not the same.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        told = facts_in_time(history, timeline, "foot_type")
        measured = [one for one in history.measures if one.kind in {"foot", "posture"}]
        known: dict[tuple[object, str | None], float] = {}
        values = []
        for run, said in zip(timeline.runs, told, strict=True):
            key = (run.day if measured else None, said)
            if key not in known:
                flat = footing(measured, said, run.day).flat
                known[key] = np.nan if flat is None else float(flat)
            values.append(known[key])
        return (column(self, cells(timeline, np.array(values, dtype=np.float64))),)


CAUSE: Cause = FootType(
    name="foot_type",
    prior="pronated_foot",
    timing=Timing.BEFORE,
    kind=Kind.TRAIT,
    needs=("measures", "profile"),
    has_lever=False,
)
