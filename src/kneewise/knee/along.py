"""Knee load along one run: each segment's easy kilometres a kilometre, with its interval."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kneewise.knee.load import knee_loads
from kneewise.knee.pooled import paced
from kneewise.knee.steplength import StepLengthCurve
from kneewise.model.effect import Z90, Interval
from kneewise.model.ground import GroundTotals, RunGround
from kneewise.model.history import KneeLoad
from kneewise.model.profile import RunProfile


def load_along(
    profile: RunProfile,
    curve: StepLengthCurve,
    whole: KneeLoad | None,
    ground: RunGround | None = None,
) -> tuple[Interval | None, ...]:
    """Cumulative load of each kilometre of every segment; None where nothing was run in it.

    With the run's `ground`, each segment is reckoned on its own ground.
    A segment is reckoned as a run of its own and scaled so that the segments sum to the middle
    of `whole`; its interval is as wide as its own inputs make it. `curve` is the run's.
    """
    if whole is None or whole.cumulative is None:
        return (None,) * profile.segment_count
    pieces = {i: _piece(profile, i) for i in range(profile.segment_count)}
    under = {i: _ground_of(ground, i) for i in pieces} if ground is not None else {}
    own = knee_loads(pieces, dict.fromkeys(pieces, curve), under)
    loads = [knee.cumulative for knee in own.values()]
    total = sum(load.mid for load in loads if load is not None)
    if total <= 0:
        return (None,) * profile.segment_count
    scale = whole.cumulative.mid / total
    km = profile.segments["km"]
    return tuple(
        None if load is None or not km[i] > 0 else _scaled(load, scale / float(km[i]))
        for i, load in enumerate(loads)
    )


def _piece(profile: RunProfile, segment: int) -> RunProfile:
    """One segment as a profile of its own; speeds nobody measured are the whole run's."""
    mine = profile.bins["segment"] == segment
    bins = {name: values[mine] for name, values in profile.bins.items()}
    bins["speed_m_s"] = paced(profile)[mine]
    bins["segment"] = np.zeros(int(mine.sum()))
    return replace(
        profile,
        distance_km=float(profile.segments["km"][segment]),
        moving_s=float(profile.segments["moving_s"][segment]),
        segments={name: values[segment : segment + 1] for name, values in profile.segments.items()},
        bins=bins,
    )


def _ground_of(ground: RunGround, segment: int) -> RunGround:
    """One segment's ground as a run's; only what knee load asks for."""
    row = {name: float(values[segment]) for name, values in ground.segments.items()}
    known, cv, sd = row["matched_km"] > 0, row["step_cv"], Z90 * row["step_cv_sd"]
    totals = GroundTotals(
        km=row["km"],
        matched_km=row["matched_km"],
        unknown_km=row["unknown_km"],
        unknown=row["unknown_km"] / row["km"] if row["km"] > 0 else None,
        evenness=None,
        hardness=None,
        step_cv=Interval(cv - sd, cv, cv + sd) if known else None,
        weather=None,
    )
    return replace(ground, totals=totals)


def _scaled(load: Interval, by: float) -> Interval:
    return Interval(load.low * by, load.mid * by, load.high * by)
