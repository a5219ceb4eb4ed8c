"""How long each run was meant to be: what pain shortened is not what the runner set out to do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from kneewise.causes.painful import painful_runs
from kneewise.causes.timeline import Flags, Floats, Timeline
from kneewise.causes.told import entries
from kneewise.model.exposure import Known
from kneewise.model.history import History


@dataclass(frozen=True, slots=True)
class Plan:
    """Kilometres each run set out to be, in time order, and how that is known.

    Planned where a plan is known (never less than what was run: nobody runs on for the pain);
    imputed where the run was shortened for the knee and no plan is known: the value is then
    what was run, a lower bound for the draws in `why/`; otherwise measured, with
    `reverse_possible` when the run hurt or was changed for the knee (INFERENCE.md 3).
    """

    km: Floats
    known: tuple[Known, ...]
    reverse_possible: Flags


def plan_of(history: History, timeline: Timeline) -> Plan:
    """The plan of every run; km is NaN where neither a plan nor a distance is known."""
    logged = _logged_plans(history, timeline)
    hurt = painful_runs(history.diary)
    km = timeline.km.copy()
    known = [Known.MEASURED] * len(timeline)
    reverse = np.zeros(len(timeline), dtype=np.bool_)
    for place, run in enumerate(timeline.runs):
        report = history.reports.get(run.id)
        planned = None if report is None else report.planned_km
        if planned is None:
            planned = logged.get(place)
        if planned is not None:
            km[place] = np.fmax(planned, km[place])
            known[place] = Known.PLANNED
        elif report is not None and report.shortened:
            known[place] = Known.IMPUTED
            reverse[place] = True
        else:
            changed = report is not None and bool(report.changed)
            reverse[place] = changed or run.id in hurt
    return Plan(km=km, known=tuple(known), reverse_possible=reverse)


def _logged_plans(history: History, timeline: Timeline) -> dict[int, float]:
    """Plans logged for a day: the first goes with the first run of that day, and so on."""
    by_day: dict[int, list[float]] = defaultdict(list)
    for entry, planned_km in entries(history, "planned_run"):
        by_day[entry.day.toordinal()].append(planned_km)
    plans: dict[int, float] = {}
    if not by_day:
        return plans
    taken: dict[int, int] = defaultdict(int)
    for place, day in enumerate(timeline.day.tolist()):
        if taken[day] < len(by_day.get(day, ())):
            plans[place] = by_day[day][taken[day]]
        taken[day] += 1
    return plans
