"""How often the legs go, whether that is running, and whether the clip plays in slow motion."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.filtering import rate_hz
from kneewise.body.form.track import Track

SLOWEST_RUN_SPM = 120.0
FASTEST_RUN_SPM = 230.0
"""Cadence of running: a very slow jog has some 130, a sprint up to 230 (our choice)."""

USUAL_SPM = (140.0, 225.0)
SLOW_MOTIONS = (2.0, 4.0, 8.0, 16.0)
"""Phones film at 60, 120 or 240 frames a second and play at 30: apart by two, so that at most one
brings a cadence into the usual range."""

LIFTED = 0.16
"""How much higher the swinging ankle is when the hips are lowest, as a share of leg length. The
lab run and the treadmill clip have 0.25 to 0.45 (0.20 made grainy), the walking clip 0.11:
walkers are lowest with both feet on the ground (our choice between)."""

LEAST_SWAY = 0.04
"""Ankles that move less against each other, as a share of leg length, take no steps."""

SOFT = 0.12
"""Width of the bell over which the trunk's height is averaged, as a share of a step: jitter of a
dark or grainy clip makes no lows of its own, and the low stays where it is (our choice)."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pace:
    """Steps a minute as the clip plays, and whether it looks like running.

    `steps_spm` is None where the legs do not go back and forth evenly.
    """

    steps_spm: float | None
    lifted: float

    @property
    def runs(self) -> bool:
        """Running rather than walking."""
        return self.lifted >= LIFTED


def pace_of(track: Track, leg_px: float) -> Pace:
    """The pace of an even track, in the time it holds."""
    apart = track.at("left_ankle") - track.at("right_ankle")
    sway = apart - apart.mean(axis=0)
    if float(np.sqrt((sway**2).sum(axis=1).mean())) < LEAST_SWAY * leg_px:
        return Pace(None, 0.0)
    stride_hz = _main_hz(sway, rate_hz(track))
    if stride_hz is None:
        return Pace(None, 0.0)
    return Pace(120.0 * stride_hz, _lifted(track, apart, stride_hz, leg_px))


def slow_motion(pace: Pace) -> float:
    """How many times slower than life the clip plays, as its cadence says; 1 where it doesn't."""
    if pace.steps_spm is None or not pace.runs or pace.steps_spm >= SLOWEST_RUN_SPM:
        return 1.0
    low, high = USUAL_SPM
    for slow in SLOW_MOTIONS:
        if low <= slow * pace.steps_spm <= high:
            return slow
    return 1.0


def _main_hz(sway: Floats, rate: float) -> float | None:
    """How often the ankles change places, from the spectrum; None where no beat stands out."""
    n = len(sway)
    padded = 8 * n
    window = np.hanning(n)[:, None]
    power = (np.abs(np.fft.rfft(sway * window, padded, axis=0)) ** 2).sum(axis=1)
    hz = np.fft.rfftfreq(padded, 1 / rate)
    inside = hz > 2.5 * rate / n  # at least a few strides in the clip
    if not inside.any():
        return None
    at = int(np.argmax(np.where(inside, power, 0)))
    near = np.abs(hz - hz[at]) < 2 * rate / n
    share = power[near].sum() / power.sum()
    return float(hz[at]) if share > 0.35 else None


def _lifted(track: Track, apart: Floats, stride_hz: float, leg_px: float) -> float:
    """Height between the ankles around the moments when the trunk is lowest.

    The largest of those within a quarter step: in a grainy clip the low may be found a little off.
    """
    lows = lowest(track, 2 * stride_hz)
    if len(lows) < 4:
        return 0.0
    reach = round(0.25 * rate_hz(track) / (2 * stride_hz))
    heights = [
        np.median(np.abs(apart[np.clip(lows + shift, 0, len(apart) - 1), 1]))
        for shift in range(-reach, reach + 1)
    ]
    return float(max(heights)) / leg_px


def lowest(track: Track, step_hz: float) -> NDArray[np.intp]:
    """Frames at which hips and shoulders together are lowest, once a step."""
    from scipy.signal import find_peaks

    rate = rate_hz(track)
    down = trunk_low(track, step_hz)
    spread = float(np.ptp(np.percentile(down, [10, 90])))
    found, _ = find_peaks(
        down, distance=max(1, round(0.65 * rate / step_hz)), prominence=0.25 * spread
    )
    return np.asarray(found)


def trunk_low(track: Track, step_hz: float) -> Floats:
    """How low hips and shoulders are in pixels, without what is faster or slower than steps."""
    from scipy.ndimage import gaussian_filter1d, uniform_filter1d

    rate = rate_hz(track)
    down = track.between("left_hip", "right_hip")[:, 1]
    down = down + track.between("left_shoulder", "right_shoulder")[:, 1]
    down = gaussian_filter1d(down, SOFT * rate / step_hz)
    return np.asarray(down - uniform_filter1d(down, max(3, round(2 * rate / step_hz))))
