"""How much the watch saw steps vary from second to second at a steady speed, by segment.

A second and indirect witness of uneven ground: on 2.5 cm of unevenness the length of steps varied
by 27 % more (VOLOSHINA2015). A watch writes means over some steps, each maker its own, so the
figure compares runs of one watch and says nothing in itself.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.cells import RUNNING_STEP_M
from kneewise.knee.moving import Track

F8 = NDArray[np.float64]

HALF = 7
"""Samples on either side that a sample is held against: 15 s at one a second, as pace is smoothed
over elsewhere; our choice."""

WHOLE_S = 2.0 * HALF + 4.0
"""The longest such a stretch may take: recorded every second with a few missing."""

STEADY = 0.04
"""The most that speed may change from one end of the stretch to the other, a share; our choice."""

LEAST = 40
"""Samples of a segment below which nothing is said; our choice."""

LARGEST = 3.0
"""Deviations beyond this many mean ones count as this, so that a misread step does not lead."""

MEAN_TO_SD = float(np.sqrt(np.pi / 2.0))  # of a normal spread


def step_spread(columns: Mapping[str, F8], track: Track, edges_m: F8) -> F8:
    """Spread of ln step length about its mean of 15 s at steady speed, one a segment.

    From the step length the watch wrote itself (running dynamics) and never from speed over
    cadence, which is the GPS's noise. `edges_m` (segments + 1,) are metres of the track. NaN
    for fewer than 40 such samples, and without distance.
    """
    count = len(edges_m) - 1
    steps, metres = columns.get("step_length_m"), track.distance_m
    if steps is None or metres is None or count < 1 or len(steps) <= 2 * HALF:
        return np.full(max(count, 0), np.nan)
    middle = slice(HALF, len(steps) - HALF)
    ln_step = np.log(np.where(_ran(steps), steps, np.nan))
    from_mean = np.abs(ln_step[middle] - _running_mean(ln_step))
    seen = np.isfinite(from_mean) & _steady(columns, track)
    segment = np.searchsorted(edges_m, metres[middle][seen], "right") - 1
    segment = np.clip(segment, 0, count - 1)
    from_mean = from_mean[seen]
    hits = np.bincount(segment, minlength=count)
    mean = np.bincount(segment, from_mean, count) / np.maximum(hits, 1)
    from_mean = np.minimum(from_mean, LARGEST * mean[segment])
    mean = np.bincount(segment, from_mean, count) / np.maximum(hits, 1)
    return np.where(hits >= LEAST, MEAN_TO_SD * mean, np.nan)


def _ran(steps: F8) -> NDArray[np.bool_]:
    low, high = RUNNING_STEP_M
    return np.asarray((steps >= low) & (steps <= high))


def _running_mean(values: F8) -> F8:
    """Mean of 15 neighbours of every sample that has them; NaN where one is unknown."""
    sums = np.concatenate([[0.0], np.cumsum(np.nan_to_num(values))])
    missing = np.concatenate([[0], np.cumsum(np.isnan(values))])
    width = 2 * HALF + 1
    mean = (sums[width:] - sums[:-width]) / width
    return np.where(missing[width:] > missing[:-width], np.nan, mean)


def _steady(columns: Mapping[str, F8], track: Track) -> NDArray[np.bool_]:
    """Samples around which nothing is missing and speed stays what it is."""
    whole = track.time_s[2 * HALF :] - track.time_s[: -2 * HALF] <= WHOLE_S
    speed = columns.get("speed_m_s")
    if speed is None or not np.isfinite(speed).any():
        return np.asarray(whole)
    halves = _running_mean(speed)
    at = np.arange(len(halves))
    before = halves[np.where(at >= HALF, at - HALF, at)]  # near the ends the stretch is halved
    after = halves[np.where(at < len(halves) - HALF, at + HALF, at)]
    with np.errstate(invalid="ignore", divide="ignore"):
        change = np.abs(np.log(after / before))
    return np.asarray(whole & (change <= STEADY))
