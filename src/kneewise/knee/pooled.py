"""The bins of many runs in one table, so that thousands of runs cost one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.model.profile import RunProfile

F8 = NDArray[np.float64]
SPEED_BIN_M_S = 0.25
GRADE_BIN = 0.02
STEP_BIN = 0.05


@dataclass(frozen=True, slots=True)
class Pooled:
    """Bins of several runs, sorted by run; `run` is the place of a bin's run in the sequence.

    `step_m` and `grade` are NaN where unknown.
    """

    run: NDArray[np.intp]
    km: F8
    speed_m_s: F8
    grade: F8
    step_m: F8
    walking: NDArray[np.bool_]


def pooled(profiles: Sequence[RunProfile]) -> Pooled:
    """All bins of these profiles, in their order."""
    sizes = np.array([len(profile.bins["km"]) for profile in profiles], dtype=np.intp)

    def column(name: str) -> F8:
        parts = [profile.bins[name] for profile in profiles]
        return np.concatenate(parts) if parts else np.empty(0)

    return Pooled(
        run=np.repeat(np.arange(len(profiles)), sizes),
        km=column("km"),
        speed_m_s=np.concatenate([np.empty(0), *map(paced, profiles)]),
        grade=column("grade"),
        step_m=column("step_length_m"),
        walking=column("walking") > 0.5,
    )


def paced(profile: RunProfile) -> F8:
    """Speed of each bin; where nobody measured it that of the run's other bins of the same gait."""
    speed, km = profile.bins["speed_m_s"], profile.bins["km"]
    unknown = np.isnan(speed)
    if not unknown.any():
        return speed
    speed = speed.copy()
    mean = 1000.0 * float(km.sum()) / (profile.moving_s or np.nan)
    walking = profile.bins["walking"] > 0.5
    for gait in (walking, ~walking):
        known = gait & ~unknown
        way = float(km[known].sum())
        speed[gait & unknown] = way / float((km[known] / speed[known]).sum()) if way else mean
    return speed


def merged(bins: Pooled) -> Pooled:
    """The same with the bins of a run's segments put together; means are kept, weighted by km."""
    if not bins.km.size:
        return bins
    order = np.argsort(_key(bins), kind="stable")
    key = _key(bins)[order]
    starts = np.flatnonzero(np.concatenate([np.ones(1, bool), key[1:] != key[:-1]]))
    weight = bins.km[order]
    total = np.add.reduceat(weight, starts)

    def mean(values: F8) -> F8:
        return np.asarray(np.add.reduceat(values[order] * weight, starts) / total)

    return Pooled(
        run=bins.run[order][starts],
        km=total,
        speed_m_s=mean(bins.speed_m_s),
        grade=mean(bins.grade),
        step_m=mean(bins.step_m),
        walking=bins.walking[order][starts],
    )


def per_group(group: NDArray[np.intp], values: NDArray[Any], count: int) -> F8:
    """Sum of the values of each group 0 … `count` - 1."""
    return np.bincount(group, values, count).astype(np.float64, copy=False)


def _key(bins: Pooled) -> NDArray[np.int64]:
    speed = (bins.speed_m_s / SPEED_BIN_M_S).astype(np.int64)
    grade = _code(np.rint(bins.grade / GRADE_BIN) + 64, 127)
    step = np.where(bins.walking, 0, _code(np.floor(bins.step_m / STEP_BIN), 62))
    walking = bins.walking.astype(np.int64)
    fine = ((np.minimum(speed, 63) * 2 + walking) * 128 + grade) * 64 + step
    return np.asarray(bins.run.astype(np.int64) << 24 | fine)


def _code(values: F8, unknown: int) -> NDArray[np.int64]:
    lost = np.isnan(values)
    kept = np.clip(np.where(lost, 0.0, values), 0, unknown - 1)
    return np.where(lost, unknown, kept).astype(np.int64)
