"""Landmarks filled over short gaps, on an even clock, and smoothed without lag."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfiltfilt

from kneewise.body.form.answer import CUT_OFF_HZ
from kneewise.body.form.track import Track

ORDER = 2
"""Run forwards and backwards, so that the filter is of the fourth order and lags nothing."""

LONGEST_GAP_S = 0.2
"""A landmark missing for longer is not guessed; a step takes 0.35 s (our choice)."""

SLIP_DEG = 40.0
SLIP_TIMES = 1.6
"""A trunk that leans or has grown by more against its own usual is the model's slip: running sways
it by some 10° and 10 % (our choice)."""

Floats = NDArray[np.float64]


def without_slips(track: Track) -> Track:
    """The track without the frames in which the model slipped, taken as not seen.

    Now and then it puts somebody upside down, or on a piece of wall, for a frame or two: the line
    from hips to shoulders then points elsewhere, or is far too long or short.
    """
    trunk = track.between("left_shoulder", "right_shoulder")
    trunk = trunk - track.between("left_hip", "right_hip")
    if not track.found.any():
        return track
    usual = np.nanmedian(trunk, axis=0)
    length = np.linalg.norm(trunk, axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        along = (trunk @ usual) / (length * np.linalg.norm(usual))
        grown = np.abs(np.log(length / np.nanmedian(length)))
        slipped = (along < np.cos(np.radians(SLIP_DEG))) | (grown > np.log(SLIP_TIMES))
    xy = track.xy.copy()
    xy[slipped] = np.nan
    return Track(track.times_s, xy, track.seen, track.size_px)


def longest_stretch(track: Track) -> Track:
    """The longest part in which the person was found without a gap above `LONGEST_GAP_S`."""
    rows = np.flatnonzero(track.found)
    if len(rows) < 2:
        return track.cut(0, 0)
    breaks = np.flatnonzero(np.diff(track.times_s[rows]) > LONGEST_GAP_S) + 1
    parts = np.split(rows, breaks)
    best = max(parts, key=lambda part: track.times_s[part[-1]] - track.times_s[part[0]])
    return track.cut(int(best[0]), int(best[-1]) + 1)


def even(track: Track) -> Track:
    """The track on an even clock, at the clip's own usual rate; gaps bridged by straight lines."""
    times = track.times_s
    step = float(np.median(np.diff(times)))
    clock = np.arange(times[0], times[-1] + step / 2, step)
    flat = np.concatenate([track.xy, track.seen[..., None]], axis=2).reshape(len(times), -1)
    known = np.isfinite(flat)
    columns = [
        np.interp(clock, times[k], column[k]) if k.any() else np.full(len(clock), np.nan)
        for column, k in zip(flat.T, known.T, strict=True)
    ]
    whole = np.stack(columns, axis=1).reshape(len(clock), track.xy.shape[1], 3)
    return Track(clock - clock[0], whole[..., :2], whole[..., 2], track.size_px)


def smooth(track: Track) -> Track:
    """An even track without jitter: Butterworth, zero phase, cut off at `CUT_OFF_HZ`."""
    rate = rate_hz(track)
    low = butter(ORDER, min(CUT_OFF_HZ, 0.45 * rate), fs=rate, output="sos")
    known = np.isfinite(track.xy).all(axis=(0, 2))
    xy = track.xy.copy()
    xy[:, known] = sosfiltfilt(low, xy[:, known], axis=0)
    return Track(track.times_s, xy, track.seen, track.size_px)


def rate_hz(track: Track) -> float:
    """Frames a second of an even track, in the time it holds."""
    return float(1.0 / (track.times_s[1] - track.times_s[0]))
