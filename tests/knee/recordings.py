"""Recordings made up for the tests of this room: one sample a second."""

from __future__ import annotations

import numpy as np

from kneewise.model.recording import Samples

START_S = 1_700_000_000.0


def steady(seconds: int = 3600, speed_m_s: float = 3.0, **columns: object) -> dict:
    """Columns of a steady run; further columns as arrays or one number for all samples."""
    time_s = START_S + np.arange(seconds + 1, dtype=float)
    out = {"time_s": time_s, "distance_m": speed_m_s * (time_s - START_S)}
    for name, values in columns.items():
        out[name] = np.broadcast_to(np.asarray(values, float), time_s.shape).copy()
    return out


def varied(seconds: int = 5400, seed: int = 1) -> dict:
    """A run over hills with changing pace, heart rate, cadence and a device's own altitude."""
    rng = np.random.default_rng(seed)
    time_s = START_S + np.arange(seconds + 1, dtype=float)
    slow = np.sin(np.arange(seconds) / 400.0) + np.sin(np.arange(seconds) / 97.0)
    speed = 3.0 + 0.35 * slow
    distance = np.append(0.0, np.cumsum(speed))
    altitude = 200.0 + 25.0 * np.sin(distance / 500.0) + 8.0 * np.sin(distance / 190.0)
    pace = np.append(speed, speed[-1])
    cadence = 168.0 + 8.0 * (pace - 3.0) + rng.normal(0, 1.0, seconds + 1)
    heart = 150.0 + 12.0 * (pace - 3.0)
    return {
        "time_s": time_s,
        "distance_m": distance,
        "altitude_m": np.round(altitude / 0.2) * 0.2,
        "cadence_spm": cadence,
        "heart_rate_bpm": heart,
    }


def samples(columns: dict) -> Samples:
    return Samples(columns)
