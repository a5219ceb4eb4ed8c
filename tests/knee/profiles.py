"""Profiles made up for the tests of this room, straight from their bins."""

from __future__ import annotations

import numpy as np

from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile


def profile(km=(10.0,), speed=3.0, grade=0.0, step=np.nan, walking=0.0) -> RunProfile:
    """A run of one segment whose bins are given; one number stands for all bins."""
    size = len(km)
    columns = {"segment": 0.0, "km": km, "speed_m_s": speed, "grade": grade}
    columns |= {"step_length_m": step, "walking": walking}
    bins = {
        name: np.broadcast_to(np.asarray(columns[name], float), size).copy() for name in BIN_COLUMNS
    }
    total = float(np.sum(km))
    segments = {name: np.full(1, np.nan) for name in SEGMENT_COLUMNS}
    segments["km"] = np.array([total])
    return RunProfile(
        distance_km=total,
        moving_s=float(np.sum(1000 * bins["km"] / bins["speed_m_s"])),
        elapsed_s=None,
        walk_km=float(bins["km"][bins["walking"] > 0].sum()),
        segments=segments,
        bins=bins,
        minutes={name: np.empty(0) for name in MINUTE_COLUMNS},
    )


def runner(count: int, seed: int, level=1.05, exponent=0.62, scatter=0.02) -> list[RunProfile]:
    """Level runs of a runner whose steps follow a curve of their own."""
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(count):
        speed = np.sort(rng.uniform(2.4, 3.8, 8))
        step = level * (speed / 2.68) ** exponent * np.exp(rng.normal(0, scatter))
        out.append(profile(km=np.full(8, 1.0), speed=speed, step=step))
    return out
