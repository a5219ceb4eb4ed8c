"""Short muscles: a self-test on the short side of its cut-off; research gives it no direction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.body.tests import SelfTest, Standing, all_tests, courses
from kneewise.causes.cause import Cause
from kneewise.causes.columns import Described, cells, column
from kneewise.causes.timeline import Floats, Timeline, timeline_of
from kneewise.model.exposure import ExposureColumn, Kind, Timing
from kneewise.model.history import History
from kneewise.model.measure import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortMuscles(Described):
    """1 where the latest result of a side is short by more than its error, 0 where all are beyond.

    Only tests with a cut-off count. A result within its error says neither; null where nothing
    else was measured. Before the first result that one holds, as with every trait.
    """

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        return (column(self, cells(timeline, _in_time(history, timeline))),)


def _in_time(history: History, timeline: Timeline) -> Floats:
    tests = {test.name: test for test in all_tests() if test.reference is not None}
    told = sorted(
        (one for one in history.measures if one.kind == "test" and one.name in tests),
        key=lambda one: (one.day, one.at, one.id),
    )
    days = sorted({one.day for one in told})
    if not days:
        return np.full(len(timeline), np.nan)
    states = [_short([one for one in told if one.day <= day], tests) for day in days]
    starts = np.array([day.toordinal() for day in days], dtype=np.int64)
    latest = np.searchsorted(starts, timeline.day, side="right") - 1
    return np.array([states[max(place, 0)] for place in latest.tolist()], dtype=np.float64)


def _short(told: list[Measure], tests: dict[str, SelfTest]) -> float:
    standings = {
        course.standing
        for test in tests.values()
        for course in courses(test, [one for one in told if one.name == test.name])
    }
    if Standing.SHORT in standings:
        return 1.0
    return 0.0 if Standing.BEYOND in standings else float("nan")


CAUSE: Cause = ShortMuscles(
    name="short_muscles",
    prior="short_muscles",
    timing=Timing.BEFORE,
    kind=Kind.TRAIT,
    needs=("measures",),
    has_lever=False,
)
