"""What a route would ask of the knee: its slope, and its load beside the runner's usual way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kneewise.ground.projection import Box
from kneewise.ground.routing import Found
from kneewise.knee import StepLengthCurve, knee_loads, load_per_km, population_curve
from kneewise.knee.grade import Ground, ground
from kneewise.model.effect import Interval
from kneewise.model.ground import RunGround
from kneewise.model.history import History, KneeLoad
from kneewise.model.profile import MINUTE_COLUMNS, SEGMENT_COLUMNS, SEGMENT_KM, RunProfile
from kneewise.model.route import Route, RouteWish, UsualWay
from kneewise.model.run import Run

F8 = NDArray[np.float64]

REFERENCE_M_S = 3.0
"""The speed of an easy kilometre of the load model (EVIDENCE.md 2.2), where none is known."""

RECENT_RUNS = 20
"""Runs that tell the usual speed and the usual way: the latest; our choice."""

RECENT_DAYS = 365
ALIKE = 0.3
"""A run counts as of about this length within 30 per cent; our choice."""

NEAR_M = 500.0
LEAST_RUNS = 3
BIN_M = 50.0
KNOWN = 0.8
"""Share of a route whose height must be known for its climb to be told; our choice."""


@dataclass(frozen=True)
class Runner:
    """What is known of the runner that the load of a route hangs on."""

    history: History
    curves: Mapping[int, StepLengthCurve]
    boxes: Mapping[int, Box | None]

    @cached_property
    def recent(self) -> tuple[Run, ...]:
        """The latest runs with a profile that has a distance and a time, oldest first."""
        known = [run for run in self.history.runs if self._has_distance(run)]
        return tuple(known[-RECENT_RUNS:])

    @property
    def speed_m_s(self) -> float | None:
        """The usual easy speed: the median of the latest runs' mean running speeds."""
        speeds = [_mean_speed(self.history.profiles[run.id]) for run in self.recent]
        known = [speed for speed in speeds if speed is not None]
        return float(np.median(known)) if len(known) >= LEAST_RUNS else None

    def loads(self, found: tuple[tuple[Found, Ground | None], ...]) -> list[KneeLoad]:
        """The load of each route, run at the usual speed and step length on its own slope."""
        speed = self.speed_m_s or REFERENCE_M_S
        before = {run.id: self.history.profiles[run.id] for run in self.recent}
        curves = {run.id: self.curves[run.id] for run in self.recent if run.id in self.curves}
        latest = list(curves.values())[-1] if curves else population_curve()
        grounds: dict[int, RunGround] = dict(self.history.ground)
        first = max(self.history.profiles, default=0) + 1
        for number, (one, slope) in enumerate(found, start=first):
            before[number] = _as_run(one.route, slope, speed)
            curves[number] = latest
            grounds[number] = one.ground
        worked = knee_loads(before, curves, grounds)
        return [worked[number] for number in range(first, first + len(found))]

    def usual(self, wish: RouteWish) -> UsualWay | None:
        """The runner's usual way of this length: near the start where there are enough such."""
        alike = [run for run in self.history.runs if self._is_alike(run, wish.km)]
        here = Box.around(np.array([wish.lon_deg]), np.array([wish.lat_deg]), NEAR_M)
        near = [run for run in alike if self._went_by(run, here)]
        chosen = near if len(near) >= LEAST_RUNS else alike
        loads = sorted(
            (load for run in chosen[-RECENT_RUNS:] if (load := self._per_km(run)) is not None),
            key=lambda load: load.mid,
        )
        if len(loads) < LEAST_RUNS:
            return None
        middle = loads[len(loads) // 2]
        whole = Interval(middle.low * wish.km, middle.mid * wish.km, middle.high * wish.km)
        return UsualWay(len(loads), chosen is near, wish.km, whole)

    def _has_distance(self, run: Run) -> bool:
        profile = self.history.profiles.get(run.id)
        return profile is not None and bool(profile.distance_km) and bool(profile.moving_s)

    def _is_alike(self, run: Run, km: float) -> bool:
        latest = self.history.runs[-1].started_at
        recent = latest - run.started_at <= timedelta(days=RECENT_DAYS)
        ran = run.distance_m
        return recent and ran is not None and abs(ran / 1000 - km) <= ALIKE * km

    def _went_by(self, run: Run, here: Box | None) -> bool:
        box = self.boxes.get(run.id)
        return box is not None and here is not None and box.meets(here)

    def _per_km(self, run: Run) -> Interval | None:
        load = self.history.loads.get(run.id)
        km = None if run.distance_m is None else run.distance_m / 1000
        return None if load is None else load_per_km(load, km)


def slope_of(found: Found) -> Ground | None:
    """The land along a route, smoothed; None where too little of it is known."""
    if found.height_m is None or np.isfinite(found.height_m).mean() < KNOWN:
        return None
    return ground(found.metres, None, found.height_m)


def with_slope(route: Route, slope: Ground | None) -> Route:
    """The route with its heights, climb and descent; as it is where nothing is known."""
    if slope is None:
        return route
    along = slope.at(np.array(route.along_m))
    steps = np.diff(slope.altitude_m)
    return replace(
        route,
        altitude_m=tuple(np.round(along, 1).tolist()),
        climb_m=float(steps[steps > 0].sum()),
        descent_m=float(-steps[steps < 0].sum()),
    )


def _as_run(route: Route, slope: Ground | None, speed_m_s: float) -> RunProfile:
    """A route as the profile of a run at one speed: a bin every 50 m, step length not known."""
    metres = route.km * 1000.0
    count = max(1, round(metres / BIN_M))
    middle = (np.arange(count) + 0.5) * metres / count
    unknown = np.full(count, np.nan)
    bins = {
        "segment": np.floor(middle / 1000.0 / SEGMENT_KM),
        "km": np.full(count, route.km / count),
        "speed_m_s": np.full(count, speed_m_s),
        "grade": unknown if slope is None else slope.grade(middle),
        "step_length_m": unknown,
        "walking": np.zeros(count),
    }
    km = np.bincount(bins["segment"].astype(np.intp), bins["km"])
    segments = {name: np.full(len(km), np.nan) for name in SEGMENT_COLUMNS} | {"km": km}
    return RunProfile(
        distance_km=route.km,
        moving_s=metres / speed_m_s,
        elapsed_s=metres / speed_m_s,
        walk_km=0.0,
        segments=segments,
        bins=bins,
        minutes={name: np.empty(0) for name in MINUTE_COLUMNS},
        missing=("cadence", "step_length", "heart_rate"),
    )


def _mean_speed(profile: RunProfile) -> float | None:
    """Mean running speed in m/s, walking left out; None where there is none."""
    bins = profile.bins
    running = (bins["walking"] < 0.5) & np.isfinite(bins["speed_m_s"])
    if not running.any():
        return None
    km = bins["km"][running]
    return float(km.sum() / (km / bins["speed_m_s"][running]).sum())
