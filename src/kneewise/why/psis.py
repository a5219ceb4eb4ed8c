"""How far the Gaussian answer can be trusted: importance weights and their Pareto tail.

Draws come from the approximate posterior, 10 % of them from a wide t (the defence). Each is
weighted by the exact likelihood, the slow level integrated out at that draw by its own Laplace
step. The tail index k of the weights (VEHTARI2024) says whether they mend the answer: up to 0.7
they do and are used; above, the answer comes from `hmc`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve_banded
from scipy.special import gammaln, logsumexp

from kneewise.why.mixture import log_prior
from kneewise.why.ordinal import CUT_SD, Laplace, Rows, row_terms
from kneewise.why.posterior import Draws, GridPoint, Posterior, draw

Floats = NDArray[np.float64]

GOOD_K = 0.7
WIDE_SHARE = 0.1
WIDE_DF = 5.0
LOG_2PI = float(np.log(2 * np.pi))


@dataclass(frozen=True, slots=True)
class Weighted:
    """Draws with their smoothed weights (S,), which sum to 1, and the tail index."""

    draws: Draws
    weight: Floats
    pareto_k: float


def correct(posterior: Posterior, n_draws: int | None = None, seed: int = 1) -> Weighted:
    """Draws of a posterior (400; 250 beyond 1,000 runs), weighted towards the exact one."""
    if n_draws is None:
        n_draws = 400 if len(posterior.design.run) <= 1000 else 250
    drawn = _defended(posterior, n_draws, seed)
    log_total = logsumexp([point.components.log_total for point in posterior.grid])
    log_ratio = np.empty(n_draws)
    for g, point in enumerate(posterior.grid):
        here = drawn.point == g
        if here.any():
            log_ratio[here] = _log_ratio(posterior, point, drawn.mode[here], float(log_total))
    log_weight, k = smooth(log_ratio)
    return Weighted(drawn, np.exp(log_weight), k)


def _defended(posterior: Posterior, n_draws: int, seed: int) -> Draws:
    drawn = draw(posterior, n_draws, seed)
    rng = np.random.default_rng(seed + 1)
    mode = drawn.mode.copy()
    for i in np.flatnonzero(rng.random(n_draws) < WIDE_SHARE):
        found = posterior.grid[int(drawn.point[i])].laplace
        scale = np.sqrt(WIDE_DF / rng.chisquare(WIDE_DF))
        root = np.linalg.cholesky(found.covariance)
        mode[i] = found.mode + scale * root @ rng.standard_normal(len(found.mode))
    return Draws(mode, drawn.point)


def _log_ratio(posterior: Posterior, point: GridPoint, modes: Floats, log_total: float) -> Floats:
    """Log of exact over proposal density for draws at one grid point."""
    n, slabs = posterior.design.n_effects, posterior.slabs
    effects = modes[:, -n:]
    prior = log_prior(effects, slabs)
    gaussian, wide = _densities(point.laplace, modes)
    slab = (-0.5 * ((effects - slabs.mean) / slabs.sd) ** 2 - np.log(slabs.sd)).sum(1)
    approximate = gaussian + point.laplace.log_evidence - (slab - 0.5 * n * LOG_2PI)
    near = approximate + prior - log_total + np.log(1 - WIDE_SHARE)
    far = wide + np.log(point.weight) + np.log(WIDE_SHARE)
    exact = marginal_log_likelihood(posterior, point, modes) + prior
    return np.asarray(exact - np.logaddexp(near, far))


def _densities(found: Laplace, modes: Floats) -> tuple[Floats, Floats]:
    """Log density of each draw under the Laplace Gaussian and under the wide t around it."""
    root = np.linalg.cholesky(found.covariance)
    standard = np.linalg.solve(root, (modes - found.mode).T)
    distance = (standard**2).sum(0)
    d = len(found.mode)
    log_det = np.log(np.diag(root)).sum()
    gaussian = -0.5 * (distance + d * LOG_2PI) - log_det
    constant = gammaln((WIDE_DF + d) / 2) - gammaln(WIDE_DF / 2) - 0.5 * d * np.log(WIDE_DF * np.pi)
    wide = constant - log_det - 0.5 * (WIDE_DF + d) * np.log1p(distance / WIDE_DF)
    return gaussian, np.asarray(wide)


def marginal_log_likelihood(posterior: Posterior, point: GridPoint, modes: Floats) -> Floats:
    """Log likelihood (S,) with the level integrated out, times the nuisance's priors."""
    design = posterior.design
    rows, n_cuts, n = design.rows, design.rows.n_cuts, design.n_effects
    prior = design.prior(posterior.slabs.mean, posterior.slabs.sd)
    sd = np.concatenate([np.full(n_cuts, CUT_SD), prior.sd[:-n]])
    nuisance = modes[:, :-n]
    log_nuisance = -0.5 * ((nuisance / sd) ** 2).sum(1) - np.log(sd).sum() - 0.5 * len(sd) * LOG_2PI
    ordered = np.all(np.diff(modes[:, :n_cuts], axis=1) > 0, axis=1)
    out = np.full(len(modes), -np.inf)
    if ordered.any():
        out[ordered] = _integrated(rows, point, modes[ordered])
    return np.asarray(out + log_nuisance)


def _integrated(rows: Rows, point: GridPoint, modes: Floats, steps: int = 2) -> Floats:
    """Laplace over the level at each draw: two Newton steps from the linear guess."""
    found = point.laplace
    banded, log_det_prior = point.level.precision(rows.gap_days)
    slope = cho_solve_banded((found.band, False), found.cross.T)
    level = found.level - (modes - found.mode) @ slope.T
    cuts, fixed = modes[:, : rows.n_cuts], modes[:, rows.n_cuts :] @ rows.design.T
    starts = rows.starts
    for _ in range(steps):
        terms = row_terms(rows, cuts, fixed + level[:, rows.knot])
        weight = np.add.reduceat(terms.f_upper + terms.f_lower, starts, axis=1)
        pull = np.add.reduceat(terms.g_eta, starts, axis=1) - _product(banded, level)
        level = level + _solve(banded, weight, pull)[0]
    terms = row_terms(rows, cuts, fixed + level[:, rows.knot])
    weight = np.add.reduceat(terms.f_upper + terms.f_lower, starts, axis=1)
    log_det = _solve(banded, weight, None)[1]
    quadratic = (level * _product(banded, level)).sum(1)
    return np.asarray(terms.log_p.sum(1) - 0.5 * (quadratic - log_det_prior + log_det))


def _product(banded: Floats, level: Floats) -> Floats:
    out: Floats = banded[1] * level
    out[:, :-1] += banded[0, 1:] * level[:, 1:]
    out[:, 1:] += banded[0, 1:] * level[:, :-1]
    return out


def _solve(banded: Floats, weight: Floats, pull: Floats | None) -> tuple[Floats, Floats]:
    """Solve (tridiagonal + weight) step = pull for every draw at once; also the log determinant."""
    off = banded[0]
    pivot = np.ascontiguousarray((banded[1] + weight).T)
    for k in range(1, len(pivot)):
        if off[k] != 0:
            pivot[k] -= off[k] ** 2 / pivot[k - 1]
    log_det = np.log(pivot).sum(0)
    if pull is None:
        return weight, log_det
    step = np.ascontiguousarray(pull.T)
    for k in range(1, len(step)):
        if off[k] != 0:
            step[k] -= off[k] / pivot[k - 1] * step[k - 1]
    step[-1] /= pivot[-1]
    for k in range(len(step) - 2, -1, -1):
        step[k] = (step[k] - off[k + 1] * step[k + 1]) / pivot[k]
    return np.asarray(step.T), log_det


def smooth(log_ratio: Floats) -> tuple[Floats, float]:
    """Pareto-smoothed log weights that sum to one in probability, and the tail index k.

    The largest min(S / 5, 3 sqrt(S)) ratios are replaced by the expected order statistics of a
    generalised Pareto fitted to them. Not finite ratios weigh nothing.
    """
    log_weight = np.where(np.isfinite(log_ratio), log_ratio, -np.inf)
    log_weight = log_weight - log_weight.max()
    n = len(log_weight)
    tail = int(min(n / 5, 3 * np.sqrt(n)))
    if tail < 5:
        return np.asarray(log_weight - logsumexp(log_weight)), np.inf
    order = np.argsort(log_weight, kind="stable")
    cutoff = np.exp(log_weight[order[-tail - 1]])
    excess = np.exp(log_weight[order[-tail:]]) - cutoff
    if excess[-1] <= 1e-12 or excess[0] < 0:
        return np.asarray(log_weight - logsumexp(log_weight)), 0.0
    k, sigma = fit_pareto(np.maximum(excess, 1e-300))
    rank = (np.arange(tail) + 0.5) / tail
    spread = -np.log1p(-rank) if abs(k) < 1e-8 else np.expm1(-k * np.log1p(-rank)) / k
    smoothed = np.minimum(np.log(cutoff + sigma * spread), 0.0)
    log_weight[order[-tail:]] = smoothed
    return np.asarray(log_weight - logsumexp(log_weight)), k


def fit_pareto(excess: Floats) -> tuple[float, float]:
    """Shape k and scale of a generalised Pareto: ZHANG2009, with VEHTARI2024's weak prior."""
    n = len(excess)
    m = 30 + int(np.sqrt(n))
    quarter = excess[int(n / 4 + 0.5) - 1]
    theta = 1 - np.sqrt(m / (np.arange(1, m + 1) - 0.5))
    theta = theta / (3 * quarter) + 1 / excess[-1]
    shape = np.log1p(-theta[:, None] * excess).mean(1)
    profile = n * (np.log(-theta / shape) - shape - 1)
    best = float((theta * np.exp(profile - logsumexp(profile))).sum())
    k = float(np.log1p(-best * excess).mean())
    sigma = -k / best
    return k * n / (n + 10) + 0.5 * 10 / (n + 10), sigma
