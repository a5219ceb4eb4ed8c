"""Ordered pain under proportional odds with a slow level: likelihood, Newton, Laplace.

Rows are rated runs. Pain falls into categories 0..C cut at c_1 < ... < c_C;
P(category <= k) = F(c_{k+1} - eta) with F logistic and eta = design @ coefficients + level[knot].
The level is an Ornstein-Uhlenbeck process over the rated days of each knee (exponential
correlation), so its precision is tridiagonal and every step costs O(rows).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, cho_solve_banded, cholesky_banded
from scipy.special import expit, log_expit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CUT_SD = 5.0  # our choice: flat over any rate of painful runs between 1 in 10,000 and all


@dataclass(frozen=True, slots=True)
class Rows:
    """Rated runs as the likelihood sees them, sorted by knot.

    `lower` and `upper` (n,) index the cuts extended by -inf (0) and +inf (C + 1); a rating that
    is only a lower bound has `upper` = C + 1. `design` is (n, p), `knot` (n,) the place of the
    row in the chain of rated days, `gap_days` (K,) the days since the knot before it, inf where
    a chain (a knee) starts.
    """

    lower: Ints
    upper: Ints
    n_cuts: int
    design: Floats
    knot: Ints
    gap_days: Floats

    @property
    def starts(self) -> Ints:
        """First row of each knot, (K,)."""
        return np.searchsorted(self.knot, np.arange(len(self.gap_days))).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Level:
    """The slow personal level: its standard deviation in log odds and its memory in days."""

    sd: float
    length_days: float

    def precision(self, gap_days: Floats) -> tuple[Floats, float]:
        """Upper banded precision (2, K) of the process at its knots, and its log determinant."""
        rho = np.exp(-gap_days / self.length_days)
        innovation = self.sd**2 * -np.expm1(-2 * gap_days / self.length_days)
        banded = np.zeros((2, len(gap_days)))
        banded[1] = 1 / innovation
        banded[1, :-1] += rho[1:] ** 2 / innovation[1:]
        banded[0, 1:] = -rho[1:] / innovation[1:]
        return banded, float(-np.log(innovation).sum())


@dataclass(frozen=True, slots=True)
class Terms:
    """Per-row log probability and what Newton needs of it, each (..., n)."""

    log_p: Floats
    f_upper: Floats
    f_lower: Floats
    g_upper: Floats
    g_lower: Floats
    g_eta: Floats


def row_terms(rows: Rows, cuts: Floats, eta: Floats) -> Terms:
    """Log probability of each row's level and its derivatives; `cuts` (..., C), `eta` (..., n)."""
    ends = np.full((*cuts.shape[:-1], 1), np.inf)
    extended = np.concatenate([-ends, cuts, ends], axis=-1)
    upper = extended[..., rows.upper] - eta
    lower = extended[..., rows.lower] - eta
    log_p = log_expit(upper) + log_expit(-lower) + np.log(-np.expm1(lower - upper))
    cdf_upper, cdf_lower = expit(upper), expit(lower)
    f_upper, f_lower = cdf_upper * (1 - cdf_upper), cdf_lower * (1 - cdf_lower)
    inverse = np.exp(-log_p)
    return Terms(
        log_p=log_p,
        f_upper=f_upper,
        f_lower=f_lower,
        g_upper=f_upper * inverse,
        g_lower=-f_lower * inverse,
        g_eta=cdf_upper + cdf_lower - 1,
    )


@dataclass(frozen=True, slots=True)
class GaussianPrior:
    """Independent normal priors on the coefficients of the design, (p,) each."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class Laplace:
    """The Gaussian at the mode. `mode` is (C + p,): cuts, then coefficients.

    `covariance` is the marginal one of `mode` with the level integrated out, `level` (K,) the
    level at the mode, `band` the banded Cholesky factor of the level's conditional precision,
    `cross` (C + p, K) the coupling of `mode` and level, `log_evidence` the log marginal
    likelihood. `converged` is False when Newton ran out of steps.
    """

    mode: Floats
    covariance: Floats
    level: Floats
    band: Floats
    cross: Floats
    log_evidence: float
    converged: bool


def log_likelihood(rows: Rows, mode: Floats, level: Floats) -> float:
    """Log likelihood at one point; -inf where the cuts are out of order."""
    cuts = mode[: rows.n_cuts]
    if np.any(np.diff(cuts) <= 0):
        return -np.inf
    eta = rows.design @ mode[rows.n_cuts :] + level[rows.knot]
    return float(row_terms(rows, cuts, eta).log_p.sum())


def gradient_and_information(
    rows: Rows, mode: Floats, level: Floats
) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """Gradient of (mode, level) and the negative Hessian as (mode, cross, level diagonal)."""
    n_cuts = rows.n_cuts
    eta = rows.design @ mode[n_cuts:] + level[rows.knot]
    terms = row_terms(rows, mode[:n_cuts], eta)
    at_upper = (rows.upper[:, None] == np.arange(1, n_cuts + 1)).astype(float)
    at_lower = (rows.lower[:, None] == np.arange(1, n_cuts + 1)).astype(float)
    weight = terms.f_upper + terms.f_lower
    to_cuts = -(at_upper * terms.f_upper[:, None] + at_lower * terms.f_lower[:, None])
    gradient = np.concatenate(
        [terms.g_upper @ at_upper + terms.g_lower @ at_lower, terms.g_eta @ rows.design]
    )
    information = np.zeros((len(mode), len(mode)))
    information[:n_cuts, :n_cuts] = _cut_information(rows, mode, eta, terms, (at_upper, at_lower))
    information[:n_cuts, n_cuts:] = to_cuts.T @ rows.design
    information[n_cuts:, :n_cuts] = information[:n_cuts, n_cuts:].T
    weighted = rows.design * weight[:, None]
    information[n_cuts:, n_cuts:] = weighted.T @ rows.design
    starts = rows.starts
    cross = np.add.reduceat(np.hstack([to_cuts, weighted]), starts, axis=0).T
    g_level = np.add.reduceat(terms.g_eta, starts)
    return gradient, g_level, information, cross, np.add.reduceat(weight, starts)


def _cut_information(
    rows: Rows, mode: Floats, eta: Floats, terms: Terms, places: tuple[Floats, Floats]
) -> Floats:
    at_upper, at_lower = places
    ends = np.array([np.inf])
    extended = np.concatenate([-ends, mode[: rows.n_cuts], ends])
    inverse = np.exp(-terms.log_p)
    slope_upper = 1 - 2 * expit(extended[rows.upper] - eta)
    slope_lower = 1 - 2 * expit(extended[rows.lower] - eta)
    h_upper = terms.f_upper * slope_upper * inverse - terms.g_upper**2
    h_lower = -terms.f_lower * slope_lower * inverse - terms.g_lower**2
    h_both = -terms.g_upper * terms.g_lower
    both = (at_upper * h_both[:, None]).T @ at_lower
    return np.asarray(-(np.diag(h_upper @ at_upper + h_lower @ at_lower) + both + both.T))


def start(rows: Rows) -> tuple[Floats, Floats]:
    """Where Newton starts: cuts at the smoothed shares of the categories, all else 0."""
    counts = np.bincount(rows.lower, minlength=rows.n_cuts + 1) + 0.5
    share = np.cumsum(counts)[:-1] / counts.sum()
    mode = np.concatenate([np.log(share / (1 - share)), np.zeros(rows.design.shape[1])])
    return mode, np.zeros(len(rows.gap_days))


def laplace(
    rows: Rows,
    prior: GaussianPrior,
    level: Level,
    begin: tuple[Floats, Floats] | None = None,
    max_steps: int = 40,
) -> Laplace:
    """Mode and curvature of the posterior under Gaussian priors and one kind of slow level."""
    mean = np.concatenate([np.zeros(rows.n_cuts), prior.mean])
    precision = np.concatenate([np.full(rows.n_cuts, CUT_SD**-2), prior.sd**-2.0])
    banded, log_det_level = level.precision(rows.gap_days)
    mode, slow = begin if begin is not None else start(rows)
    value = _log_posterior(rows, (mode, slow), (mean, precision, banded))
    converged = False
    for _ in range(max_steps):
        step, slow_step, decrement = _newton_step(rows, (mode, slow), (mean, precision, banded))
        if decrement < 1e-9:
            converged = True
            break
        mode, slow, value, moved = _search(
            rows, (mode, slow, value), (step, slow_step), (mean, precision, banded)
        )
        if not moved:
            break
    return _curvature(rows, (mode, slow, value), (precision, banded, log_det_level), converged)


Point = tuple[Floats, Floats]
PriorTerms = tuple[Floats, Floats, Floats]


def _banded_product(banded: Floats, vector: Floats) -> Floats:
    out: Floats = banded[1] * vector
    out[:-1] += banded[0, 1:] * vector[1:]
    out[1:] += banded[0, 1:] * vector[:-1]
    return out


def _log_posterior(rows: Rows, point: Point, prior: PriorTerms) -> float:
    mode, slow = point
    mean, precision, banded = prior
    return (
        log_likelihood(rows, mode, slow)
        - 0.5 * float(precision @ (mode - mean) ** 2)
        - 0.5 * float(slow @ _banded_product(banded, slow))
    )


def _newton_step(rows: Rows, point: Point, prior: PriorTerms) -> tuple[Floats, Floats, float]:
    mode, slow = point
    mean, precision, banded = prior
    gradient, g_slow, information, cross, diagonal = gradient_and_information(rows, mode, slow)
    gradient = gradient - precision * (mode - mean)
    g_slow = g_slow - _banded_product(banded, slow)
    full = banded.copy()
    full[1] += diagonal
    band = cholesky_banded(full, check_finite=False)
    solved = cho_solve_banded((band, False), np.column_stack([cross.T, g_slow]), check_finite=False)
    schur = information + np.diag(precision) - cross @ solved[:, :-1]
    step = cho_solve(cho_factor(schur, check_finite=False), gradient - cross @ solved[:, -1])
    slow_step = solved[:, -1] - solved[:, :-1] @ step
    return step, slow_step, float(gradient @ step + g_slow @ slow_step)


def _search(
    rows: Rows, now: tuple[Floats, Floats, float], step: Point, prior: PriorTerms
) -> tuple[Floats, Floats, float, bool]:
    mode, slow, value = now
    size = 1.0
    for _ in range(30):
        trial = (mode + size * step[0], slow + size * step[1])
        reached = _log_posterior(rows, trial, prior)
        if reached >= value - 1e-10:
            return *trial, reached, True
        size /= 2
    return mode, slow, value, False


def _curvature(
    rows: Rows,
    at: tuple[Floats, Floats, float],
    prior: tuple[Floats, Floats, float],
    converged: bool,  # noqa: FBT001 - handed on unread
) -> Laplace:
    mode, slow, value = at
    precision, banded, log_det_level = prior
    _, _, information, cross, diagonal = gradient_and_information(rows, mode, slow)
    full = banded.copy()
    full[1] += diagonal
    band = cholesky_banded(full, check_finite=False)
    solved = cho_solve_banded((band, False), cross.T, check_finite=False)
    schur = information + np.diag(precision) - cross @ solved
    factor = np.linalg.cholesky((schur + schur.T) / 2)
    log_det = 2 * np.log(np.diag(factor)).sum() + 2 * np.log(band[1]).sum()
    log_prior = 0.5 * (np.log(precision).sum() + log_det_level)
    return Laplace(
        mode=mode,
        covariance=cho_solve((factor, True), np.eye(len(mode))),
        level=slow,
        band=band,
        cross=cross,
        log_evidence=float(value + log_prior - 0.5 * log_det),
        converged=converged,
    )
