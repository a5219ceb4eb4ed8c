"""Terrain from an elevation tile held against what the watch says: drift out, detail kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F8 = NDArray[np.float64]
Flags = NDArray[np.bool_]

CELL = 10
"""Steps of the distance grid (10 m) in one cell of the difference: about one cell of a tile."""
CUT_OFF_KM = (6.0, 20.0)
CUT_OFF_KM_PER_M2 = 0.3
"""Waves of the difference longer than the cut-off (half an hour to two of running) are drift of
the barometer, shorter ones the tile's cells, trees and cuttings. It grows with the square of what
the tile is off by, so that what a tile adds by itself stays near 1 m (our choice)."""
DRIFT_M_PER_KM = 3.0
"""How fast a barometer may drift, as a standard deviation: 30 m in an hour of 10 km (our choice).
It keeps a short run from being tilted by the noise of the tile."""
BELIEVED_SD = 5.0
LEAST_NOISE_M = 2.0
"""Farther off than 5 standard deviations, at least 2 m each, a tile shows something else than
where the runner was: a bridge, a tunnel (our choice; GPS wanders by 3 of them in most runs)."""
PULLING_SD = 6.0  # our choice: Tukey's usual 4.7, and room for noise that is not quite normal
ROUNDS = 8


def drift(difference_m: F8, step_m: float) -> tuple[F8, Flags]:
    """The slow part of (terrain - watch) on an even grid, and where the terrain is believed.

    NaN is unknown, not all of it is. Means of 100 m are smoothed by the penalised least squares of
    Whittaker, in which a straight drift is nearly free, and what lies far off is left out by and
    by (Tukey's weights), so that neither bridges nor tunnels pull.
    """
    cells, at = _cells(difference_m)
    known = np.isfinite(cells)
    slow, noise_m = _smoothed(cells, known, CELL * step_m / 1000.0)
    every = np.interp(np.arange(len(difference_m)), at, slow)
    far = np.abs(difference_m - every) > BELIEVED_SD * noise_m
    return every, np.isfinite(difference_m) & ~far


def _cells(values: F8) -> tuple[F8, F8]:
    """Means of what is known of ten neighbours each, and where their middles are on the grid."""
    count = max(len(values) // CELL, 1)
    cell = np.minimum(np.arange(len(values)) // CELL, count - 1)  # the last takes what is left
    known = np.isfinite(values)
    hits = np.bincount(cell[known], minlength=count)
    sums = np.bincount(cell[known], values[known], count)
    middles = np.bincount(cell, np.arange(len(values))) / np.bincount(cell)
    return np.where(hits > 0, sums / np.maximum(hits, 1), np.nan), middles


def _smoothed(cells: F8, known: Flags, cell_km: float) -> tuple[F8, float]:
    """Smoothed cells, and the standard deviation of what they vary by around them."""
    values = np.where(known, cells, 0.0)
    weights = known.astype(np.float64)
    noise_m = LEAST_NOISE_M
    slow = np.full(len(cells), np.median(cells[known]))
    for _ in range(ROUNDS):
        away = np.abs(values - slow)[known]
        noise_m = max(LEAST_NOISE_M, 1.4826 * float(np.median(away)))
        cut_off_km = float(np.clip(CUT_OFF_KM_PER_M2 * noise_m**2, *CUT_OFF_KM))
        bend = (cut_off_km / (2 * np.pi * cell_km)) ** 4
        tilt = (noise_m / (DRIFT_M_PER_KM * cell_km)) ** 2 / len(cells)
        reach = PULLING_SD * noise_m
        weights[known] = np.square(np.maximum(1.0 - np.square(away / reach), 0.0))
        if np.count_nonzero(weights) < 2:
            weights[known] = 1.0
        slow = _whittaker(values, weights, bend, tilt)
    return slow, noise_m


def _whittaker(values: F8, weights: F8, bend: float, tilt: float) -> F8:
    """Minimises weighted misfit + bend x (second differences)^2 + tilt x (first)^2."""
    from scipy.linalg import solveh_banded  # 0.1 s to load, of use to runs above a tile alone

    count = len(values)
    band = np.zeros((3, count))  # upper form: diagonal last
    for penalty, weight in (((-1.0, 1.0), tilt), ((1.0, -2.0, 1.0), bend)):
        places = max(count - len(penalty) + 1, 0)
        for i, a in enumerate(penalty):
            for apart, b in enumerate(penalty[i:]):
                band[2 - apart, i + apart : i + apart + places] += weight * a * b
    band[2] += weights
    return np.asarray(solveh_banded(band, weights * values))
