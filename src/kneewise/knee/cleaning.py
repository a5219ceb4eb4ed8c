"""Samples put in order: by time, one row a moment, what no watch can have measured left out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kneewise.model.recording import TERRAIN_M, Samples

F8 = NDArray[np.float64]

PLAUSIBLE: dict[str, tuple[float, float]] = {
    "altitude_m": (-450.0, 9000.0),  # the Dead Sea's shore is at -430; -500 is a common "none"
    TERRAIN_M: (-450.0, 9000.0),
    "heart_rate_bpm": (25.0, 240.0),
    "cadence_spm": (20.0, 300.0),
    "step_length_m": (0.2, 3.0),
    "ground_contact_ms": (80.0, 900.0),
    "contact_balance_percent": (30.0, 70.0),
    "vertical_oscillation_mm": (15.0, 300.0),
    "temperature_c": (-40.0, 60.0),
    "speed_m_s": (0.0, 12.0),
    "distance_m": (0.0, 1e6),
    "latitude_deg": (-90.0, 90.0),
    "longitude_deg": (-180.0, 180.0),
}
"""Bounds outside which a value is taken for unknown (our choice, wider than any runner)."""

DOUBLED_SPM = 250.0  # our choice: nobody runs that; steps that were taken for strides
YEAR_2100_S = 4_102_444_800.0
EARTH_M = 6_371_008.8
SPIKE_M_S = 12.0  # faster than anybody has ever run
SMOOTHED_FIXES = 5  # at one fix a second: 15 m, less than the noise of a fix


def in_order(samples: Samples) -> dict[str, F8]:
    """The columns a profile needs, sorted by time (stable), one row a moment, in bounds.

    Rows without a time are left out; of rows with the same time the last known value of each
    column stands. Columns without a known value are not there; steps counted twice are halved.
    """
    time_s = samples["time_s"]
    columns = {"time_s": time_s} | {
        name: values for name in PLAUSIBLE if (values := samples.get(name)) is not None
    }
    if "cadence_spm" in columns:
        columns["cadence_spm"] = _not_doubled(columns["cadence_spm"])
    known = (time_s >= 0) & (time_s < YEAR_2100_S)
    if not known.all():
        columns = {name: values[known] for name, values in columns.items()}
    steps = np.diff(columns["time_s"])
    if steps.size and steps.min() < 0:
        order = np.argsort(columns["time_s"], kind="stable")
        columns = {name: values[order] for name, values in columns.items()}
        steps = np.diff(columns["time_s"])
    if steps.size and steps.min() == 0:
        columns = _one_row_a_moment(columns, steps == 0)
    return {
        name: kept
        for name, values in columns.items()
        if (kept := _in_bounds(name, values)) is not None
    }


def distance_m(columns: dict[str, F8]) -> F8 | None:
    """Metres run at each sample, never falling, from 0.

    Counted by the device, else by GPS, else summed from speed; None where none is known at two
    moments.
    """
    for source in (_counted, _by_gps, _from_speed):
        metres = source(columns)
        if metres is not None and metres[-1] > 0:
            return metres
    return None


def filled(values: F8, time_s: F8, hold_s: float = 15.0) -> F8:
    """Gaps closed with the last known value for at most `hold_s`; longer ones stay unknown."""
    unknown = np.isnan(values)
    if not unknown.any():
        return values
    last = np.maximum.accumulate(np.where(unknown, 0, np.arange(values.size)))
    return np.where(time_s - time_s[last] <= hold_s, values[last], np.nan)


def _one_row_a_moment(columns: dict[str, F8], repeated: NDArray[np.bool_]) -> dict[str, F8]:
    rows = np.flatnonzero(repeated)
    kept = np.append(~repeated, True)
    out = {}
    for name, values in columns.items():
        merged = values.copy()
        for row in rows:  # rare; in order, so that a value walks to the last of its moment
            if np.isnan(merged[row + 1]):
                merged[row + 1] = merged[row]
        out[name] = merged[kept]
    return out


def _not_doubled(cadence: F8) -> F8:
    """Cadence halved where its upper part is beyond any runner: walking pulled its median down."""
    if not (cadence > DOUBLED_SPM).any():
        return cadence
    moving = cadence[cadence > 0]
    if np.quantile(moving, 0.9) > DOUBLED_SPM:
        return np.asarray(cadence / 2.0)
    return cadence


def _in_bounds(name: str, values: F8) -> F8 | None:
    if name in PLAUSIBLE:
        low, high = PLAUSIBLE[name]
        inside = (values >= low) & (values <= high)
        if not inside.all():
            if not inside.any():
                return None
            values = np.where(inside, values, np.nan)
    return values


def _counted(columns: dict[str, F8]) -> F8 | None:
    metres = columns.get("distance_m")
    if metres is None:
        return None
    time_s = columns["time_s"]
    known = np.isfinite(metres)
    if known.sum() < 2:
        return None
    if not known.all():
        metres = np.interp(time_s, time_s[known], metres[known])
    steps = np.diff(metres)
    if steps.min() >= 0:
        return np.asarray(metres - metres[0])
    # one wrong count: a leap no runner makes, taken back at the next sample
    leap = np.append(False, steps > SPIKE_M_S * np.diff(time_s)) & np.append(steps < 0, False)
    if leap.any():
        metres = np.interp(time_s, time_s[~leap], metres[~leap])
        steps = np.diff(metres)
    if metres[-1] >= 0.9 * metres.max():
        return np.asarray(np.maximum.accumulate(metres) - metres[0])
    return np.append(0.0, np.cumsum(np.maximum(steps, 0.0)))  # the count began again on the way


def _by_gps(columns: dict[str, F8]) -> F8 | None:
    latitude, longitude = columns.get("latitude_deg"), columns.get("longitude_deg")
    if latitude is None or longitude is None:
        return None
    known = np.isfinite(latitude) & np.isfinite(longitude)
    if known.sum() < 2:
        return None
    all_s = columns["time_s"]
    time_s, lat, lon = all_s[known], np.radians(latitude[known]), np.radians(longitude[known])
    keep = ~_far_off(time_s, lat, lon)
    time_s, lat, lon = time_s[keep], lat[keep], np.unwrap(lon[keep])
    seconds = np.diff(time_s)
    if seconds.size and np.median(seconds) <= 2.0 and time_s.size > 3 * SMOOTHED_FIXES:
        lat, lon = _smoothed(lat), _smoothed(lon)
    metres = _apart(lat, lon)
    metres[metres > SPIKE_M_S * seconds] = 0.0
    return np.asarray(np.interp(all_s, time_s, np.append(0.0, np.cumsum(metres))))


def _far_off(time_s: F8, lat: F8, lon: F8) -> NDArray[np.bool_]:
    """Single fixes that are out of reach of both neighbours, which are in reach of each other."""
    too_far = _apart(lat, lon) > SPIKE_M_S * np.maximum(np.diff(time_s), 1.0)
    return np.asarray(np.append(False, too_far) & np.append(too_far, False))


def _apart(lat: F8, lon: F8) -> F8:
    """Metres between neighbouring fixes on a sphere (haversine)."""
    half = (
        np.sin(np.diff(lat) / 2) ** 2
        + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    )
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def _smoothed(values: F8) -> F8:
    """Running mean that keeps both ends where they are."""
    half = SMOOTHED_FIXES // 2
    padded = np.concatenate(
        [
            2 * values[0] - values[half:0:-1],
            values,
            2 * values[-1] - values[-2 : -half - 2 : -1],
        ]
    )
    return np.convolve(padded, np.full(SMOOTHED_FIXES, 1 / SMOOTHED_FIXES), "valid")


def _from_speed(columns: dict[str, F8]) -> F8 | None:
    speed = columns.get("speed_m_s")
    if speed is None:
        return None
    seconds = np.diff(columns["time_s"])
    if not seconds.size:
        return None
    held = np.nan_to_num(filled(speed, columns["time_s"])[1:])
    return np.append(0.0, np.cumsum(held * np.where(seconds <= 60.0, seconds, 0.0)))
