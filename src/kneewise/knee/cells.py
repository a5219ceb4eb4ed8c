"""A run in equal stretches of moving time with their means: what a profile is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.cleaning import filled
from kneewise.knee.grade import Ground, ground
from kneewise.knee.late import FASTEST_M_S
from kneewise.knee.moving import Track
from kneewise.knee.walking import WALK_SPM, walked
from kneewise.model.recording import TERRAIN_M

F8 = NDArray[np.float64]

CELL_S = 5.0
SMOOTHED_CELLS = 3  # 15 s: one fix is off by metres, a runner's pace changes slower
HOLD_S = 60.0  # a value is not carried across a longer gap
STEEP = -0.05
RUNNING_SPM = (WALK_SPM, 250.0)  # outside it steps were walked or something else was counted
RUNNING_STEP_M = (0.4, 2.2)

MEASURED = {
    "heart_rate_bpm": "heart_rate_bpm",
    "cadence_spm": "cadence_spm",
    "step_length_m": "step_length_m",
    "ground_contact_ms": "ground_contact_ms",
    "contact_balance_percent": "contact_balance_percent",
    "vertical_oscillation_mm": "vertical_oscillation_mm",
    "temperature_c": "temperature_c",
}


@dataclass(frozen=True, slots=True)
class Cells:
    """Columns of one row per 5 s of moving time, NaN where unknown.

    `km` and `start_km` are None where distance is unknown. `speed_m_s` is smoothed over 15 s and
    unknown where metres were put by a guess and the device wrote no speed; `walking` tells
    walked cells; `climb_m` is the change of levelled altitude in the cell.
    """

    clock_s: F8
    moving_s: float
    km: F8 | None
    start_km: F8 | None
    speed_m_s: F8
    walking: NDArray[np.bool_]
    grade: F8
    climb_m: F8
    values: dict[str, F8]
    ground: Ground | None


def cut_in_cells(track: Track, columns: dict[str, F8], *, on_foot: bool) -> Cells | None:
    """The cells of one run; None where nothing moved. `on_foot` marks a walk as a whole."""
    total = float(track.moving_s[-1]) if track.moving_s.size else 0.0
    if total <= 0:
        return None
    count = max(1, round(total / CELL_S))
    edges = np.linspace(0.0, total, count + 1)
    at_edges = _reader(track.moving_s, edges)
    values = {
        name: _mean_of(columns[name], track, at_edges) for name in MEASURED if name in columns
    }
    clock = at_edges(track.clock_s)[:-1]
    if track.distance_m is None:
        return _without_distance(clock, total / count, values)
    metres = at_edges(track.distance_m)
    metres -= metres[0]
    speed, walking = _paces(track, columns, edges, metres, values.get("cadence_spm"))
    if on_foot:
        walking = np.ones(count, bool)
    _steps(values, speed, walking)
    under = ground(track.distance_m, columns.get("altitude_m"), columns.get(TERRAIN_M))
    grade, climb = _slopes(under, metres)
    return Cells(
        clock_s=clock,
        moving_s=total / count,
        km=np.diff(metres) / 1000.0,
        start_km=metres[:-1] / 1000.0,
        speed_m_s=speed,
        walking=walking,
        grade=grade,
        climb_m=climb,
        values=values,
        ground=under,
    )


def _without_distance(clock_s: F8, moving_s: float, values: dict[str, F8]) -> Cells:
    unknown = np.full(len(clock_s), np.nan)
    return Cells(
        clock_s=clock_s,
        moving_s=moving_s,
        km=None,
        start_km=None,
        speed_m_s=unknown,
        walking=np.zeros(len(clock_s), bool),
        grade=unknown,
        climb_m=unknown,
        values=values,
        ground=None,
    )


def _paces(
    track: Track, columns: dict[str, F8], edges: F8, metres: F8, cadence: F8 | None
) -> tuple[F8, NDArray[np.bool_]]:
    """Speed of each cell, NaN where it is a guess, and whether it was walked."""
    plain = np.diff(metres) / (edges[1] - edges[0])
    speed = _smoothed(plain)
    if cadence is None:
        cadence = np.full(len(speed), np.nan)
    walking = _walking(track, edges, speed, cadence)
    if track.guessed_s[-1] <= 0:
        return speed, walking
    at_edges = _reader(track.moving_s, edges)
    guessed = np.diff(at_edges(track.guessed_s)) > 0
    known = np.full(len(speed), np.nan)
    if "speed_m_s" in columns:
        told = _mean_of(columns["speed_m_s"], track, at_edges)
        known = np.where(told <= FASTEST_M_S, told, np.nan)
    return _smoothed(np.where(guessed, known, plain)), walking


def _slopes(under: Ground | None, metres: F8) -> tuple[F8, F8]:
    """Grade and metres climbed of each cell."""
    if under is None:
        unknown = np.full(len(metres) - 1, np.nan)
        return unknown, unknown
    middle = (metres[:-1] + metres[1:]) / 2
    climb = np.where(under.measured(middle), np.diff(under.at(metres)), np.nan)
    return under.grade(middle), climb


def _walking(track: Track, edges: F8, speed: F8, cadence: F8) -> NDArray[np.bool_]:
    """Walked cells. In a gap the gait can't be seen, so there a run is a run."""
    interval = np.searchsorted(track.moving_s, (edges[:-1] + edges[1:]) / 2, "right") - 1
    interval = np.minimum(interval, len(track.time_s) - 2)
    seen = track.time_s[interval + 1] - track.time_s[interval] <= HOLD_S
    return walked(speed, cadence) & seen


def _reader(moving_s: F8, edges: F8) -> Callable[[F8], F8]:
    """Reads any column that never falls at the edges, by one search in the moving clock."""
    right = np.searchsorted(moving_s, edges, "right").clip(1, len(moving_s) - 1)
    left = right - 1
    width = np.maximum(moving_s[right] - moving_s[left], 1e-9)
    share = np.minimum((edges - moving_s[left]) / width, 1.0)

    def read(column: F8) -> F8:
        low = column[left]
        return np.asarray(low + share * (column[right] - low))

    return read


def _mean_of(values: F8, track: Track, at_edges: Callable[[F8], F8]) -> F8:
    """Mean of a column in each cell over moving time; NaN where unknown for most of it."""
    values = filled(values, track.time_s)
    before, after = values[:-1], values[1:]
    between = (before + after) / 2
    seconds = np.diff(track.moving_s)
    missing = np.isnan(between)
    if missing.any():
        between = np.where(missing, np.where(np.isnan(after), before, after), between)
    known = np.isfinite(between) & (np.diff(track.time_s) <= HOLD_S)
    if known.all():
        total = np.diff(at_edges(_summed(between * seconds)))
        span = np.diff(at_edges(track.moving_s))
        return np.asarray(total / span)
    total = np.diff(at_edges(_summed(np.where(known, between, 0.0) * seconds)))
    span = np.diff(at_edges(_summed(known * seconds)))
    enough = span > 0.5 * track.moving_s[-1] / len(span)
    return np.where(enough, total / np.where(enough, span, 1.0), np.nan)


def _summed(steps: F8) -> F8:
    return np.concatenate([np.zeros(1), np.cumsum(steps)])


def _smoothed(speed: F8) -> F8:
    """Mean over three cells, of those that are known; what is unknown stays so."""
    known = np.isfinite(speed)
    half = SMOOTHED_CELLS // 2
    index = np.arange(len(speed))
    low = np.maximum(index - half, 0)
    high = np.minimum(index + half + 1, len(speed))
    if known.all():
        sums = _summed(speed)
        return np.asarray((sums[high] - sums[low]) / (high - low))
    sums = _summed(np.where(known, speed, 0.0))
    hits = _summed(known.astype(np.float64))
    count = np.where(known, hits[high] - hits[low], np.nan)
    return np.asarray((sums[high] - sums[low]) / count)


def _steps(values: dict[str, F8], speed: F8, walking: NDArray[np.bool_]) -> None:
    """Cadence and step length of running cells; the device's own step length where it wrote one."""
    running = ~walking
    cadence = values.get("cadence_spm")
    if cadence is not None:
        odd = running & ~((cadence >= RUNNING_SPM[0]) & (cadence <= RUNNING_SPM[1]))
        cadence = np.where(odd, np.nan, cadence)
        values["cadence_spm"] = cadence
    step = values.get("step_length_m")
    if step is None and cadence is not None:
        step = 60.0 * speed / cadence
    if step is not None:
        plain = running & (step >= RUNNING_STEP_M[0]) & (step <= RUNNING_STEP_M[1])
        values["step_length_m"] = np.where(plain, step, np.nan)
