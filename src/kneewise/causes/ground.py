"""What the maps say of the ground of every run, as shares of its kilometres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import PACKAGE
from kneewise.causes.plan import plan_of
from kneewise.causes.timeline import Flags, Floats, Timeline
from kneewise.model.ground import Evenness, Hardness
from kneewise.model.history import History
from kneewise.model.words import say

MOST_UNKNOWN = 0.2
"""Our choice, as for slope: above this share of unknown kilometres a run's ground is unknown, for
what is off the map is more often rough and soft than what is on it."""

ROUGH = (Evenness.ROUGH, Evenness.VERY_ROUGH)
"""Classes that count as rough: E3 and E4."""


@dataclass(frozen=True, slots=True)
class GroundShares:
    """Shares of each run's known kilometres in per cent, in time order; NaN where unknown.

    `indoors` marks treadmills: even, and of a hardness nobody knows.
    """

    rough_percent: Floats
    hard_percent: Floats
    indoors: Flags


def ground_shares(history: History, timeline: Timeline) -> GroundShares:
    """What is known of every run's ground; the mean of what the map leaves open."""
    rough, hard = np.full(len(timeline), np.nan), np.full(len(timeline), np.nan)
    indoors = np.array([run.sport.is_nowhere for run in timeline.runs], dtype=np.bool_)
    for place, run in enumerate(timeline.runs):
        ground = history.ground.get(run.id)
        if ground is None or indoors[place]:
            continue
        totals = ground.totals
        if totals.unknown is None or totals.unknown > MOST_UNKNOWN:
            continue
        if totals.evenness is None or totals.hardness is None or totals.matched_km <= 0:
            continue
        known = 1.0 - totals.unknown
        rough[place] = 100.0 * sum(totals.evenness[one].mid for one in ROUGH) / known
        hard[place] = 100.0 * totals.hardness[Hardness.HARD].mid / known
    rough[indoors] = 0.0
    return GroundShares(rough, hard, indoors)


def in_whole_percent(name: str, percent: Floats) -> dict[int, str]:
    """By place in time: a known share in words; the map leaves several per cent open."""
    return {
        int(place): say(PACKAGE, f"{name}.run", percent=f"{percent[place]:.0f}")
        for place in np.flatnonzero(np.isfinite(percent))
    }


def way_changed(history: History, timeline: Timeline) -> Flags:
    """Runs whose way pain may have changed: it hurt, or the runner says it was changed.

    How far a changed run was meant to go tells of no way, so a plan clears none. A run that was
    cut short keeps the share of what was run: unlike kilometres a share does not fall with the
    distance, so it is no lower bound to be filled up from longer runs.
    """
    changed = plan_of(history, timeline).reverse_possible.copy()
    for place, run in enumerate(timeline.runs):
        report = history.reports.get(run.id)
        if report is not None and (report.changed or report.shortened):
            changed[place] = not report.shortened
    return changed
