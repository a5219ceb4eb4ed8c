"""The prior is a mixture; its posterior is summed exactly over which causes are real.

Every cause is narrow, N(0, 0.05), or real, the slab of the literature, P(real) = 0.2. With the
Gaussian likelihood exp(-b'Lb/2 + h'b) left by the Laplace fit, the posterior of any set of real
causes is Gaussian in closed form; all sets of at most four are summed (1,941 for 15 causes). The
narrow-for-all posterior is inverted once; a set of k causes changes k diagonal entries of the
precision, so each costs one k x k solve, done for all sets of a size at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp, ndtr

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

NARROW_SD = 0.05
P_REAL = 0.2
MAX_REAL = 4


@dataclass(frozen=True, slots=True)
class Slabs:
    """Slab of each cause as ln odds ratio a step, (J,) each."""

    mean: Floats
    sd: Floats


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Gaussian likelihood of the effects: precision (J, J), linear term (J,), log height at 0."""

    precision: Floats
    linear: Floats
    log_height: float


@dataclass(frozen=True, slots=True)
class Components:
    """One Gaussian a set of real causes.

    `real` (M, J) membership, `log_weight` (M,) normalised, marginal `mean` and `sd` (M, J), and
    `log_total` the log sum before normalising.
    """

    real: NDArray[np.bool_]
    log_weight: Floats
    mean: Floats
    sd: Floats
    log_total: float

    @property
    def weight(self) -> Floats:
        """Posterior probability of each set, (M,)."""
        return np.asarray(np.exp(self.log_weight))

    def p_real(self) -> Floats:
        """Posterior probability that each cause is real, (J,)."""
        return np.asarray(self.weight @ self.real)

    def p_real_harm(self) -> Floats:
        """Posterior probability that each cause is real and raises the risk, (J,)."""
        return np.asarray(self.weight @ (self.real * ndtr(self.mean / self.sd)))

    def p_above(self, threshold: Floats | float) -> Floats:
        """P(effect > threshold) of each cause, (J,)."""
        return np.asarray(self.weight @ ndtr((self.mean - threshold) / self.sd))

    def moments(self) -> tuple[Floats, Floats]:
        """Mean and standard deviation of each effect, (J,) each."""
        mean = self.weight @ self.mean
        second = self.weight @ (self.sd**2 + self.mean**2)
        return np.asarray(mean), np.sqrt(np.maximum(second - mean**2, 1e-12))


@cache
def _sets(n: int, size: int) -> Ints:
    return np.array(list(combinations(range(n), size)), dtype=np.int64).reshape(-1, size)


def likelihood_from(
    mode: Floats, covariance: Floats, slabs: Slabs, log_evidence: float
) -> Likelihood:
    """Take the slab prior out of a Laplace posterior of the effects, (J,) and (J, J)."""
    inverse = np.linalg.inv(covariance)
    precision = inverse - np.diag(slabs.sd**-2.0)
    values, vectors = np.linalg.eigh((precision + precision.T) / 2)
    precision = (vectors * np.maximum(values, 0.0)) @ vectors.T
    linear = inverse @ mode - slabs.mean / slabs.sd**2
    bare = Likelihood(precision, linear, 0.0)
    log_slab = _log_integral(bare, slabs.mean, slabs.sd)
    return Likelihood(precision, linear, log_evidence - log_slab)


def _log_integral(likelihood: Likelihood, mean: Floats, sd: Floats) -> float:
    total = likelihood.precision + np.diag(sd**-2.0)
    linear = likelihood.linear + mean / sd**2
    _, log_det = np.linalg.slogdet(total)
    quadratic = linear @ np.linalg.solve(total, linear) - (mean / sd) @ (mean / sd)
    return float(likelihood.log_height + 0.5 * (quadratic - log_det) - np.log(sd).sum())


def sum_over_sets(likelihood: Likelihood, slabs: Slabs, max_real: int = MAX_REAL) -> Components:
    """The exact posterior over all sets of at most `max_real` real causes."""
    n = len(slabs.mean)
    base = np.asarray(
        np.linalg.inv(likelihood.precision + np.eye(n) / NARROW_SD**2), dtype=np.float64
    )
    log_narrow = _log_integral(likelihood, np.zeros(n), np.full(n, NARROW_SD))
    parts = [_sets_of_size(likelihood, slabs, base, size) for size in range(min(max_real, n) + 1)]
    log_weight = np.concatenate([part[1] for part in parts]) + log_narrow
    log_weight += n * np.log1p(-P_REAL)
    total = float(logsumexp(log_weight))
    return Components(
        real=np.concatenate([part[0] for part in parts]),
        log_weight=log_weight - total,
        mean=np.concatenate([part[2] for part in parts]),
        sd=np.concatenate([part[3] for part in parts]),
        log_total=total,
    )


def _sets_of_size(
    likelihood: Likelihood, slabs: Slabs, base: Floats, size: int
) -> tuple[NDArray[np.bool_], Floats, Floats, Floats]:
    """Membership, log weight against narrow-for-all, means and sds of all sets of one size."""
    n = len(slabs.mean)
    at_base = base @ likelihood.linear
    if size == 0:
        none = np.zeros((1, n), dtype=bool)
        return none, np.zeros(1), at_base[None], np.sqrt(np.diag(base))[None]
    chosen = _sets(n, size)
    real = np.zeros((len(chosen), n), dtype=bool)
    np.put_along_axis(real, chosen, values=True, axis=1)
    change = (slabs.sd**-2.0 - NARROW_SD**-2.0)[chosen]
    shift = (slabs.mean / slabs.sd**2)[chosen]
    columns = base[:, chosen].transpose(1, 0, 2)
    block = base[chosen[:, :, None], chosen[:, None, :]]
    inner = np.linalg.inv(block + np.eye(size) / change[:, :, None])
    moved = at_base + np.einsum("mjk,mk->mj", columns, shift)
    moved_there = np.take_along_axis(moved, chosen, axis=1)
    mean = moved - np.einsum("mjk,mkl,ml->mj", columns, inner, moved_there)
    variance = np.diag(base) - np.einsum("mjk,mkl,mjl->mj", columns, inner, columns, optimize=True)
    quadratic = (
        2 * (shift * at_base[chosen]).sum(1)
        + np.einsum("mk,mkl,ml->m", shift, block, shift)
        - np.einsum("mk,mkl,ml->m", moved_there, inner, moved_there)
        - (slabs.mean**2 / slabs.sd**2)[chosen].sum(1)
    )
    _, log_det = np.linalg.slogdet(np.eye(size) + change[:, :, None] * block)
    log_sd = np.log(slabs.sd / NARROW_SD)[chosen].sum(1)
    log_weight = 0.5 * (quadratic - log_det) - log_sd + size * np.log(P_REAL / (1 - P_REAL))
    return real, log_weight, mean, np.sqrt(np.maximum(variance, 1e-12))


def draw_effects(
    likelihood: Likelihood,
    slabs: Slabs,
    components: Components,
    n_draws: int,
    rng: np.random.Generator,
) -> Floats:
    """Draws (n_draws, J) of the effects from the mixture."""
    picked = rng.choice(len(components.log_weight), size=n_draws, p=components.weight)
    sets, place = np.unique(picked, return_inverse=True)
    real = components.real[sets]
    precision = likelihood.precision + (
        np.where(real, slabs.sd**-2.0, NARROW_SD**-2.0)[:, :, None] * np.eye(len(slabs.mean))
    )
    root = np.linalg.cholesky(np.linalg.inv(precision))
    noise = rng.standard_normal((n_draws, len(slabs.mean)))
    return np.asarray(
        components.mean[picked] + np.einsum("dij,dj->di", root[place], noise, optimize=True)
    )


def log_prior(effects: Floats, slabs: Slabs, max_real: int = MAX_REAL) -> Floats:
    """Log density (S,) of effects (S, J) under the mixture, at most `max_real` real."""
    narrow = -0.5 * (effects / NARROW_SD) ** 2 - np.log(NARROW_SD)
    slab = -0.5 * ((effects - slabs.mean) / slabs.sd) ** 2 - np.log(slabs.sd)
    log_ratio = slab - narrow + np.log(P_REAL / (1 - P_REAL))
    sums = np.full((max_real + 1, len(effects)), -np.inf)
    sums[0] = 0.0
    for ratio in log_ratio.T:
        sums[1:] = np.logaddexp(sums[1:], sums[:-1] + ratio)
    n = effects.shape[1]
    constant = n * (np.log1p(-P_REAL) - 0.5 * np.log(2 * np.pi))
    return np.asarray(narrow.sum(1) + logsumexp(sums, axis=0) + constant)
