"""How closely exposures go together, judged on known values alone.

In the rows of a fit a gap stands at its column's mean, and a mean goes with nothing: of two
exposures that always come together one would seem apart wherever the other is often unknown.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

ROWS_A_COLUMN = 2
"""Known rows a column, counted from the best known one: our choice. Of 15 to 23 columns of noise
on so many rows R^2 is about 0.5, and above 0.8 in less than 1 of 100; on fewer in most."""
ALONE = 1e-6
"""Part of each column that is its own, so that exact twins can be inverted and read nearly 1."""
ENOUGH = 1e-3
"""Change of a covariance in one round below which it stands: R^2 is then right to about 0.01."""
MOST_ROUNDS = 200


def together(steps: Floats) -> tuple[Floats, Floats]:
    """Correlations (J, J) of columns (n, J) with gaps, and R^2 (J,) of each on the others.

    0 for a column that never varies or is known on too few rows to be judged.
    """
    correlation, r_squared = np.zeros((steps.shape[1],) * 2), np.zeros(steps.shape[1])
    judged = _judged(steps)
    if len(judged) >= 2:
        found = known_correlation(steps[:, judged])
        own = np.diag(np.linalg.inv(found + ALONE * np.eye(len(judged))))
        r_squared[judged] = 1 - 1 / np.maximum(own, 1.0)
        correlation[np.ix_(judged, judged)] = found
    return correlation, r_squared


def _judged(steps: Floats) -> Ints:
    """The best known of the columns that vary, as many as their known rows bear."""
    known = ~np.isnan(steps)
    low = np.where(known, steps, np.inf).min(axis=0, initial=np.inf)
    high = np.where(known, steps, -np.inf).max(axis=0, initial=-np.inf)
    varying = np.flatnonzero(high > low)
    rows = known.sum(axis=0)[varying]
    order = np.argsort(-rows, kind="stable")
    borne = rows[order] >= ROWS_A_COLUMN * np.arange(1, len(order) + 1)
    return np.sort(varying[order[borne]]).astype(np.int64)


def known_correlation(steps: Floats) -> Floats:
    """Correlations (J, J) of columns (n, J) that each vary, gaps as NaN.

    The normal law under which what is known is likeliest (EM). It uses every known value, is the
    plain correlation where nothing is missing, and can always be one of real columns. Complete
    rows would not do, since of 23 exposures some are known on few runs and often none on all;
    correlations pair by pair neither, since together they need not be possible, and R^2 comes of
    all of them together.
    """
    scaled = (steps - np.nanmean(steps, axis=0)) / np.nanstd(steps, axis=0)
    patterns, of_row = np.unique(np.isnan(scaled), axis=0, return_inverse=True)
    some = [(gap, scaled[of_row.ravel() == k]) for k, gap in enumerate(patterns)]
    mean, covariance = np.zeros(steps.shape[1]), np.eye(steps.shape[1])
    for _ in range(MOST_ROUNDS):
        before = covariance
        mean, covariance = _round(some, mean, covariance)
        if np.abs(covariance - before).max() < ENOUGH:
            break
    sd = np.sqrt(np.diag(covariance))
    return np.asarray(covariance / np.outer(sd, sd))


def _round(
    some: list[tuple[Bools, Floats]], mean: Floats, covariance: Floats
) -> tuple[Floats, Floats]:
    """Mean and covariance of all rows, gaps at what the known part of their row leads to expect."""
    whole, spread = [], np.zeros_like(covariance)
    for gap, rows in some:
        known = ~gap
        inner = covariance[np.ix_(known, known)] + ALONE * np.eye(int(known.sum()))
        slope = np.linalg.solve(inner, covariance[np.ix_(known, gap)])
        expected = rows.copy()
        expected[:, gap] = mean[gap] + (rows[:, known] - mean[known]) @ slope
        left = covariance[np.ix_(gap, gap)] - covariance[np.ix_(gap, known)] @ slope
        spread[np.ix_(gap, gap)] += len(rows) * left
        whole.append(expected)
    stacked = np.vstack(whole)
    return stacked.mean(axis=0), np.cov(stacked.T, bias=True) + spread / len(stacked)
