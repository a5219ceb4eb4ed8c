"""Sampling instead of reckoning, where the Pareto tail says the Gaussian is not good enough.

Hamiltonian Monte Carlo on cuts, coefficients and level together, in the coordinates in which the
Laplace posterior is standard normal, six chains at once. The slow level's kind is the one that
fitted best, and the prior is the mixture without the bound of four real causes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve_banded, solve_banded
from scipy.special import expit

from kneewise.why.mixture import NARROW_SD, P_REAL, Components, Slabs
from kneewise.why.ordinal import CUT_SD, row_terms
from kneewise.why.posterior import Draws, GridPoint, Posterior

Floats = NDArray[np.float64]

CHAINS = 6
WARM_UP = 100
KEPT = 200
STEPS = 10
TARGET = 0.8
GOOD_RHAT = 1.15
KERNEL_SD = 0.02
"""Each draw counts as a Gaussian this narrow when probabilities are read off: our choice."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """The posterior as draws; `settled` when the chains agree on every effect (R-hat)."""

    posterior: Posterior
    draws: Draws
    settled: bool


def sample(posterior: Posterior, seed: int = 3) -> Sampled:
    """Draw from the exact posterior at the best-fitting kind of slow level."""
    target = _Target(posterior, posterior.best)
    rng = np.random.default_rng(seed)
    kept = _chains(target.value_and_gradient, target.size, rng)
    modes = target.modes(kept.reshape(-1, target.size))
    n = posterior.design.n_effects
    by_chain = modes[:, -n:].reshape(KEPT, CHAINS, n)
    settled = bool(rhat(by_chain).max() < GOOD_RHAT)
    point = replace(
        posterior.best, weight=1.0, components=_as_components(modes[:, -n:], posterior.slabs, rng)
    )
    draws = Draws(modes, np.zeros(len(modes), dtype=np.int64))
    return Sampled(replace(posterior, grid=(point,)), draws, settled)


def rhat(draws: Floats) -> Floats:
    """Split R-hat (J,) of draws (iterations, chains, J)."""
    half = len(draws) // 2
    parts = np.concatenate([draws[:half], draws[half : 2 * half]], axis=1)
    within = parts.var(axis=0, ddof=1).mean(axis=0)
    between = half * parts.mean(axis=0).var(axis=0, ddof=1)
    total = (half - 1) / half * within + between / half
    return np.asarray(np.sqrt(total / np.maximum(within, 1e-12)))


class _Target:
    """Log density and gradient in the whitened coordinates (chains, d + K)."""

    def __init__(self, posterior: Posterior, point: GridPoint) -> None:
        design, found = posterior.design, point.laplace
        self.rows, self.found, self.slabs = design.rows, found, posterior.slabs
        self.n = design.n_effects
        prior = design.prior(posterior.slabs.mean, posterior.slabs.sd)
        self.sd = np.concatenate([np.full(design.rows.n_cuts, CUT_SD), prior.sd[: -self.n]])
        self.root = np.linalg.cholesky(found.covariance)
        self.slope = cho_solve_banded((found.band, False), found.cross.T)
        self.precision, _ = point.level.precision(design.rows.gap_days)
        self.d = len(found.mode)
        self.size = self.d + len(found.level)
        self.starts = design.rows.starts
        self.transposed = np.zeros_like(found.band)
        self.transposed[0] = found.band[1]
        self.transposed[1, :-1] = found.band[0, 1:]

    def modes(self, z: Floats) -> Floats:
        """Cuts and coefficients (S, d) at whitened places."""
        return np.asarray(self.found.mode + z[:, : self.d] @ self.root.T)

    def value_and_gradient(self, z: Floats) -> tuple[Floats, Floats]:
        """Log density (chains,) and gradient (chains, d + K)."""
        rows, n_cuts = self.rows, self.rows.n_cuts
        modes = self.modes(z)
        free = solve_banded((0, 1), self.found.band, z[:, self.d :].T, check_finite=False).T
        level = self.found.level - (modes - self.found.mode) @ self.slope.T + free
        cuts = modes[:, :n_cuts]
        ordered = np.all(np.diff(cuts, axis=1) > 0, axis=1)
        safe = np.where(ordered[:, None], cuts, self.found.mode[:n_cuts])
        terms = row_terms(rows, safe, modes[:, n_cuts:] @ rows.design.T + level[:, rows.knot])
        prior, slope = self._prior(modes)
        pulled = self._pulled(level)
        value = terms.log_p.sum(1) + prior - 0.5 * (level * pulled).sum(1)
        to_level = np.add.reduceat(terms.g_eta, self.starts, axis=1) - pulled
        to_mode = slope
        for k in range(n_cuts):
            to_mode[:, k] += terms.g_upper @ (rows.upper == k + 1)
            to_mode[:, k] += terms.g_lower @ (rows.lower == k + 1)
        to_mode[:, n_cuts:] += terms.g_eta @ rows.design
        to_free = solve_banded((1, 0), self.transposed, to_level.T, check_finite=False).T
        gradient = np.hstack([(to_mode - to_level @ self.slope) @ self.root, to_free])
        return np.where(ordered, value, -np.inf), gradient

    def _pulled(self, level: Floats) -> Floats:
        out: Floats = self.precision[1] * level
        out[:, :-1] += self.precision[0, 1:] * level[:, 1:]
        out[:, 1:] += self.precision[0, 1:] * level[:, :-1]
        return out

    def _prior(self, modes: Floats) -> tuple[Floats, Floats]:
        nuisance, effects = modes[:, : -self.n], modes[:, -self.n :]
        narrow, slab = _parts(effects, self.slabs)
        real = responsibility(effects, self.slabs)
        value = np.logaddexp(narrow, slab).sum(1) - 0.5 * ((nuisance / self.sd) ** 2).sum(1)
        to_effects = -real * (effects - self.slabs.mean) / self.slabs.sd**2
        to_effects -= (1 - real) * effects / NARROW_SD**2
        return value, np.hstack([-nuisance / self.sd**2, to_effects])


def responsibility(effects: Floats, slabs: Slabs) -> Floats:
    """P(real | effect), as `effects`."""
    narrow, slab = _parts(effects, slabs)
    return np.asarray(expit(slab - narrow))


def _parts(effects: Floats, slabs: Slabs) -> tuple[Floats, Floats]:
    """Log weight of the narrow part and of the slab at each effect."""
    slab = -0.5 * ((effects - slabs.mean) / slabs.sd) ** 2 - np.log(slabs.sd) + np.log(P_REAL)
    narrow = -0.5 * (effects / NARROW_SD) ** 2 - np.log(NARROW_SD) + np.log(1 - P_REAL)
    return narrow, slab


def _chains(
    density: Callable[[Floats], tuple[Floats, Floats]], size: int, rng: np.random.Generator
) -> Floats:
    """Kept places (KEPT, CHAINS, size); the step length is tuned in the warm-up."""
    z = 0.5 * rng.standard_normal((CHAINS, size))
    value, gradient = density(z)
    step = 0.9 / size**0.25
    kept = np.empty((KEPT, CHAINS, size))
    for i in range(WARM_UP + KEPT):
        momentum = rng.standard_normal(z.shape)
        length = step * rng.uniform(0.8, 1.2)
        new, new_value, new_gradient, moved = _leap(density, (z, gradient), momentum, length)
        log_ratio = new_value - 0.5 * (moved**2).sum(1) - value + 0.5 * (momentum**2).sum(1)
        chance = np.exp(np.minimum(np.nan_to_num(log_ratio, nan=-np.inf), 0.0))
        taken = rng.random(CHAINS) < chance
        z = np.where(taken[:, None], new, z)
        gradient = np.where(taken[:, None], new_gradient, gradient)
        value = np.where(taken, new_value, value)
        if i < WARM_UP:
            step *= np.exp((chance.mean() - TARGET) / (1 + i) ** 0.5)
        else:
            kept[i - WARM_UP] = z
    return kept


def _leap(
    density: Callable[[Floats], tuple[Floats, Floats]],
    place: tuple[Floats, Floats],
    momentum: Floats,
    length: float,
) -> tuple[Floats, Floats, Floats, Floats]:
    z, gradient = place
    moved = momentum + 0.5 * length * gradient
    value = np.full(CHAINS, -np.inf)
    for s in range(STEPS):
        z = z + length * moved
        value, gradient = density(z)
        moved = moved + (length if s < STEPS - 1 else 0.5 * length) * gradient
    return z, value, gradient, moved


def _as_components(effects: Floats, slabs: Slabs, rng: np.random.Generator) -> Components:
    real = rng.random(effects.shape) < responsibility(effects, slabs)
    return Components(
        real=real,
        log_weight=np.full(len(effects), -np.log(len(effects))),
        mean=effects,
        sd=np.full(effects.shape, KERNEL_SD),
        log_total=0.0,
    )
