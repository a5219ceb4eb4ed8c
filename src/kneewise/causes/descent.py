"""Descent: how far down a run went, counted for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import OWN_MEDIAN, Described, cells, column
from kneewise.causes.plan import Plan, plan_of
from kneewise.causes.stretches import segments_of
from kneewise.causes.timeline import Floats, Timeline, timeline_of
from kneewise.model.exposure import ExposureColumn, Known, Timing
from kneewise.model.history import History
from kneewise.model.quantity import Length
from kneewise.model.sport import Sport
from kneewise.model.words import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Descent(Described):
    """Sum of km x max(0, -grade) over the run, in metres down (VANHOOREN2024: mechanics only).

    Planned: the planned descent, or what was run scaled by planned over run distance. Grade
    known on less than 80 % of the way is null (our choice), above it is scaled up. A treadmill
    goes nowhere down.
    """

    least_known: float = 0.8

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column in m, one step an own standard deviation."""
        timeline = timeline_of(history)
        plan = plan_of(history, timeline)
        run_m = self._descended_m(history, timeline)
        reasons = {}
        for place, run in enumerate(timeline.runs):
            if run.sport is Sport.TREADMILL_RUNNING:
                run_m[place] = 0.0
                reasons[place] = say(PACKAGE, "descent.treadmill")
        planned_m, plan = _as_planned(history, timeline, run_m, plan)
        reasons |= _poor(history, timeline, planned_m)
        found = cells(
            timeline,
            planned_m,
            known=plan.known,
            reasons=reasons,
            reverse_possible=plan.reverse_possible,
        )
        return (column(self, found),)

    def _descended_m(self, history: History, timeline: Timeline) -> Floats:
        segments = segments_of(history, timeline, ("km", "descent_grade_km"))
        down_km = segments["descent_grade_km"]
        known_km = segments.total(np.where(np.isnan(down_km), 0.0, segments["km"]))
        all_km = segments.total(segments["km"])
        enough = (known_km > 0) & (known_km >= self.least_known * all_km)
        scale = np.divide(all_km, known_km, out=np.full(len(timeline), np.nan), where=enough)
        descended_m: Floats = 1000.0 * segments.total(down_km) * scale
        return descended_m


def _poor(history: History, timeline: Timeline, metres: Floats) -> dict[int, str]:
    """By place in time: what is said of values that rest on GPS altitude alone."""
    found = {}
    for place, run in enumerate(timeline.runs):
        profile = history.profiles.get(run.id)
        report = history.reports.get(run.id)
        told = report is not None and report.planned_descent_m == metres[place]
        if profile is None or profile.altitude_source != "gps" or told:
            continue
        if np.isfinite(metres[place]) and run.sport is not Sport.TREADMILL_RUNNING:
            roughly = float(f"{metres[place]:.2g}")
            found[place] = say(PACKAGE, "descent.gps", metres=Length(roughly, grouped=True))
    return found


def _as_planned(
    history: History, timeline: Timeline, run_m: Floats, plan: Plan
) -> tuple[Floats, Plan]:
    """Metres down as planned, and how each is known."""
    planned_m = run_m.copy()
    known = list(plan.known)
    reverse = plan.reverse_possible.copy()
    for place, run in enumerate(timeline.runs):
        report = history.reports.get(run.id)
        if report is not None and report.planned_descent_m is not None:
            planned_m[place] = np.fmax(report.planned_descent_m, run_m[place])
            known[place] = Known.PLANNED
            reverse[place] = False
        elif known[place] is Known.PLANNED:
            ran_km = timeline.km[place]
            scale = plan.km[place] / ran_km if ran_km > 0 else np.nan
            planned_m[place] = run_m[place] * scale
    return planned_m, replace(plan, known=tuple(known), reverse_possible=reverse)


CAUSE: Cause = Descent(
    name="descent",
    prior="descent",
    timing=Timing.PLANNED,
    needs=("grade", "distance", "plan"),
    asks=("planned_run",),
    unit="m",
    unit_step=None,
    reference=OWN_MEDIAN,
)
