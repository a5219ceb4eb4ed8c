"""Profiles where samples are lacking: from the device's totals alone, or with its end lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.profile import BIN_COLUMNS, MINUTE_COLUMNS, SEGMENT_COLUMNS, RunProfile

F8 = NDArray[np.float64]

LOST_SHARE = 1.02  # our choice: a device total this far above its samples means a lost end
LOST_KM = 0.1
PLAUSIBLE_M_S = (0.5, 8.0)


def from_totals(
    distance_m: float | None, timer_s: float | None, elapsed_s: float | None, *, walk: bool
) -> RunProfile:
    """A profile without samples: one segment and one bin at the mean speed.

    Without distance or without a time there is no segment, and what is unknown is None.
    """
    km = distance_m / 1000.0 if distance_m else None
    moving_s = timer_s or elapsed_s or None
    rows, cells = _table({}, SEGMENT_COLUMNS), _table({}, BIN_COLUMNS)
    if km is not None and moving_s is not None:
        rows, cells = _piece(0, 0.0, km, 0.0, moving_s, walk=walk)
    return RunProfile(
        distance_km=km,
        moving_s=moving_s,
        elapsed_s=elapsed_s or timer_s or None,
        walk_km=None if km is None else km * walk,
        segments=rows,
        bins=cells,
        minutes=_table({}, MINUTE_COLUMNS),
        missing=("grade", "cadence", "step_length", "heart_rate"),
    )


def with_lost_end(
    profile: RunProfile, distance_m: float | None, timer_s: float | None, *, walk: bool
) -> RunProfile:
    """The profile with one more segment for kilometres the device counted after its last sample.

    Only where the total is over 2 % and 100 m above the samples; their time is what the timer
    has left, if that makes a plausible speed, else that of the mean speed so far.
    """
    km, moving_s = profile.distance_km, profile.moving_s
    if not distance_m or km is None or moving_s is None:
        return profile
    rest_km = distance_m / 1000.0 - km
    if rest_km < LOST_KM or distance_m / 1000.0 < LOST_SHARE * km:
        return profile
    rest_s = (timer_s or 0.0) - moving_s
    if not PLAUSIBLE_M_S[0] <= 1000.0 * rest_km / max(rest_s, 1.0) <= PLAUSIBLE_M_S[1]:
        rest_s = moving_s * rest_km / km
    start_s = float(profile.segments["start_s"][-1] + profile.segments["moving_s"][-1])
    rows, cells = _piece(profile.segment_count, km, rest_km, start_s, rest_s, walk=walk)
    return replace(
        profile,
        distance_km=km + rest_km,
        moving_s=moving_s + rest_s,
        walk_km=(profile.walk_km or 0.0) + rest_km * walk,
        segments=_joined(profile.segments, rows),
        bins=_joined(profile.bins, cells),
    )


def _piece(
    index: int, start_km: float, km: float, start_s: float, moving_s: float, *, walk: bool
) -> tuple[dict[str, F8], dict[str, F8]]:
    speed_m_s = 1000.0 * km / moving_s
    row = {
        "start_km": start_km,
        "km": km,
        "start_s": start_s,
        "moving_s": moving_s,
        "walk_km": km * walk,
        "speed_m_s": np.nan if walk else speed_m_s,
    }
    cell = {"segment": index, "km": km, "speed_m_s": speed_m_s, "walking": float(walk)}
    return _table(row, SEGMENT_COLUMNS, 1), _table(cell, BIN_COLUMNS, 1)


def _table(row: Mapping[str, float], columns: Mapping[str, str], rows: int = 0) -> dict[str, F8]:
    return {name: np.full(rows, row.get(name, np.nan), dtype=np.float64) for name in columns}


def _joined(first: Mapping[str, F8], second: Mapping[str, F8]) -> dict[str, F8]:
    return {name: np.concatenate([values, second[name]]) for name, values in first.items()}
