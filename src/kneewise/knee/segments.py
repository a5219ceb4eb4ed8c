"""Cells gathered into segments of 500 m, bins for the load model, and minutes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.cells import STEEP, Cells
from kneewise.knee.pooled import per_group
from kneewise.model.profile import (
    BIN_COLUMNS,
    MINUTE_COLUMNS,
    SEGMENT_COLUMNS,
    SEGMENT_KM,
)

F8 = NDArray[np.float64]
Table = dict[str, F8]

SPEED_BIN_M_S = 0.25
GRADE_BIN = 0.02
STEP_BIN_M = 0.05
MINUTE_S = 60.0
SHIFT = 4096.0
STEPPING = (
    "ground_contact_ms",
    "contact_balance_percent",
    "vertical_oscillation_mm",
    "cadence_spm",
)
"""What is a mean over running samples alone."""


def segment_of_cell(start_km: F8, km: F8) -> NDArray[np.intp]:
    """The segment each cell belongs to; what is left under 250 m joins the one before."""
    count = max(1, round(float(km.sum()) / SEGMENT_KM))
    return np.minimum(((start_km + km / 2) / SEGMENT_KM).astype(np.intp), count - 1)


def segments(cells: Cells, start_km: F8, km: F8, segment: NDArray[np.intp]) -> Table:
    """All columns of `SEGMENT_COLUMNS`, one row a segment."""
    count = int(segment[-1]) + 1
    running = ~cells.walking
    paced = running & ~np.isnan(cells.speed_m_s)
    first = np.searchsorted(segment, np.arange(count))
    out: Table = {
        "start_km": start_km[first],
        "km": per_group(segment, km, count),
        "start_s": cells.clock_s[first],
        "moving_s": np.bincount(segment, minlength=count).astype(np.float64) * cells.moving_s,
        "walk_km": per_group(segment, km * cells.walking, count),
        "speed_m_s": _mean(segment, np.where(running, cells.speed_m_s, np.nan), count),
        "speed_p95_m_s": _quantile(segment, cells.speed_m_s, paced, count, 0.95),
    }
    if cells.ground is not None:
        out |= _slopes(cells, km, segment, count)
    for name in STEPPING:
        if name in cells.values:
            out[name] = _mean(segment, np.where(running, cells.values[name], np.nan), count)
    if "heart_rate_bpm" in cells.values:
        beats = cells.values["heart_rate_bpm"]
        out["heart_rate_bpm"] = _mean(segment, beats, count)
        known = ~np.isnan(beats)
        out["heart_rate_p95_bpm"] = _quantile(segment, beats, known, count, 0.95)
    if "step_length_m" in cells.values:
        steps = cells.values["step_length_m"]
        known = running & ~np.isnan(steps)
        out["step_length_m"] = _quantile(segment, steps, known, count, 0.5)
    unknown = np.full(count, np.nan)
    return {name: out[name] if name in out else unknown.copy() for name in SEGMENT_COLUMNS}


def _slopes(cells: Cells, km: F8, segment: NDArray[np.intp], count: int) -> Table:
    known = ~np.isnan(cells.grade)
    grade = np.where(known, cells.grade, 0.0)
    down_m = _up(-cells.climb_m)
    columns = {
        "ascent_m": _up(cells.climb_m),
        "descent_m": down_m,
        "descent_grade_km": down_m / 1000.0,  # km x grade of each cell: the same metres
        "steep_descent_km": km * (grade < STEEP),
    }
    graded = np.bincount(segment, known, count) > 0
    return {
        name: np.where(graded, per_group(segment, values, count), np.nan)
        for name, values in columns.items()
    }


def bins(cells: Cells, km: F8, segment: NDArray[np.intp]) -> Table:
    """Kilometres by segment, gait, speed, grade and step length, each bin with its own means."""
    steps = cells.values.get("step_length_m", np.full(len(km), np.nan))
    moved = km > 0
    key = _key(cells, steps, segment)[moved]
    order = np.argsort(key, kind="stable")
    ordered = key[order]
    new = np.concatenate([np.ones(min(1, ordered.size), bool), ordered[1:] != ordered[:-1]])
    starts = np.flatnonzero(new)
    weight = km[moved][order]
    total = np.add.reduceat(weight, starts) if starts.size else np.empty(0)

    def mean(values: F8) -> F8:
        if not starts.size:
            return np.empty(0)
        return np.asarray(np.add.reduceat(values[moved][order] * weight, starts) / total)

    out: Table = {
        "segment": segment[moved][order][starts].astype(np.float64),
        "km": total,
        "speed_m_s": mean(cells.speed_m_s),
        "grade": mean(cells.grade),
        "step_length_m": mean(steps),
        "walking": cells.walking[moved][order][starts].astype(np.float64),
    }
    return {name: out[name] for name in BIN_COLUMNS}


def minutes(cells: Cells) -> Table:
    """One row a clock minute since the start; a minute without motion has 0 s moving, NaN means."""
    minute = (cells.clock_s / MINUTE_S).astype(np.intp)
    count = int(minute[-1]) + 1
    moving = np.bincount(minute, minlength=count) * cells.moving_s
    beats = cells.values.get("heart_rate_bpm")
    if cells.km is None:
        speed = np.full(count, np.nan)
    else:
        metres = per_group(minute, cells.km, count) * 1000.0
        speed = np.where(moving > 0, metres / np.where(moving > 0, moving, 1.0), np.nan)
    out: Table = {
        "heart_rate_bpm": np.full(count, np.nan) if beats is None else _mean(minute, beats, count),
        "speed_m_s": speed,
        "moving_s": moving.astype(np.float64),
    }
    return {name: out[name] for name in MINUTE_COLUMNS}


def _key(cells: Cells, steps: F8, segment: NDArray[np.intp]) -> NDArray[np.int64]:
    speed = _code(cells.speed_m_s / SPEED_BIN_M_S, 1023)
    grade = _code(cells.grade / GRADE_BIN + 64.5, 127)
    step = _code(steps / STEP_BIN_M, 62)
    step = np.where(cells.walking, 0, step)
    fine = ((speed * 2 + cells.walking) * 128 + grade) * 64 + step
    return np.asarray(segment.astype(np.int64) << 32 | fine)


def _code(values: F8, unknown: int) -> NDArray[np.int64]:
    kept = np.minimum(np.maximum(values, 0.0), unknown - 1.0)
    return np.where(np.isnan(values), unknown, kept).astype(np.int64)


def _mean(group: NDArray[np.intp], values: F8, count: int) -> F8:
    known = ~np.isnan(values)
    if not known.all():
        group, values = group[known], values[known]
    hits = np.bincount(group, minlength=count)
    sums = np.bincount(group, values, count)
    return np.where(hits > 0, sums / np.maximum(hits, 1), np.nan)


def _quantile(
    group: NDArray[np.intp], values: F8, known: NDArray[np.bool_], count: int, share: float
) -> F8:
    """A quantile of each group, between neighbours by straight line; NaN where nothing is known."""
    picked, values = group[known], values[known]
    out = np.full(count, np.nan)
    if not picked.size:
        return out
    # one plain sort of group and value together; speeds, steps and beats are far below the shift
    values = np.sort(picked * SHIFT + values) - np.sort(picked) * SHIFT
    hits = np.bincount(picked, minlength=count)
    starts = np.cumsum(hits) - hits
    there = hits > 0
    place = starts[there] + share * (hits[there] - 1)
    low = place.astype(np.intp)
    high = np.minimum(low + 1, starts[there] + hits[there] - 1)
    out[there] = values[low] + (place - low) * (values[high] - values[low])
    return out


def _up(values: F8) -> F8:
    return np.maximum(np.nan_to_num(values), 0.0)
