"""One posterior: Laplace over a small grid of slow levels, then the exact sum over sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp

from kneewise.why.design import Design
from kneewise.why.mixture import (
    P_REAL,
    Components,
    Likelihood,
    Slabs,
    draw_effects,
    likelihood_from,
    sum_over_sets,
)
from kneewise.why.ordinal import Laplace, Level, laplace

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVELS = tuple(Level(sd, days) for days in (7.0, 20.0, 60.0) for sd in (0.3, 0.8, 1.6))
"""Grid of slow levels: memory 7-60 d (INFERENCE.md 4), spread our choice."""
NEGLIGIBLE = 0.005
"""Grid points below this weight are left out of the sum."""


@dataclass(frozen=True, slots=True)
class GridPoint:
    """The posterior given one kind of slow level, and the weight of that kind."""

    level: Level
    laplace: Laplace
    likelihood: Likelihood
    components: Components
    weight: float


@dataclass(frozen=True, slots=True)
class Posterior:
    """Effects as ln odds ratio a step.

    `learnt` (J,) is I / (I + 1/s^2) under the slabs; `slab_mean`, `slab_sd` (J,) the posterior if
    every cause were real.
    """

    design: Design
    slabs: Slabs
    grid: tuple[GridPoint, ...]
    learnt: Floats
    slab_mean: Floats
    slab_sd: Floats

    @property
    def weights(self) -> Floats:
        """Weight of each grid point."""
        return np.array([point.weight for point in self.grid])

    def p_above(self, threshold: Floats | float) -> Floats:
        """P(effect > threshold), (J,)."""
        parts = [point.components.p_above(threshold) for point in self.grid]
        return np.asarray(self.weights @ np.array(parts))

    def p_real(self) -> Floats:
        """Posterior probability of the slab, (J,)."""
        parts = [point.components.p_real() for point in self.grid]
        return np.asarray(self.weights @ np.array(parts))

    def p_false(self) -> Floats:
        """Probability that naming a cause would be wrong: not real, or not harmful, (J,)."""
        parts = [point.components.p_real_harm() for point in self.grid]
        return np.asarray(1 - self.weights @ np.array(parts))

    def bayes_factor(self) -> Floats:
        """Real against narrow, (J,): how far the diary moved the odds."""
        p = np.clip(self.p_real(), 1e-9, 1 - 1e-9)
        return np.asarray(p / (1 - p) * (1 - P_REAL) / P_REAL)

    def mean(self) -> Floats:
        """Posterior mean of each effect, (J,)."""
        return np.asarray(self.weights @ np.array([p.components.moments()[0] for p in self.grid]))

    @property
    def best(self) -> GridPoint:
        """The grid point of largest weight."""
        return max(self.grid, key=lambda point: point.weight)


def fit(design: Design, slabs: Slabs, levels: Sequence[Level] = LEVELS) -> Posterior:
    """The posterior of a design under mixture priors.

    Raises numpy.linalg.LinAlgError only for designs that are not finite.
    """
    prior = design.prior(slabs.mean, slabs.sd)
    fits: list[Laplace] = []
    begin = None
    for level in levels:
        found = laplace(design.rows, prior, level, begin)
        begin = (found.mode, found.level)
        fits.append(found)
    n = design.n_effects
    likelihoods = [
        likelihood_from(f.mode[-n:], f.covariance[-n:, -n:], slabs, f.log_evidence) for f in fits
    ]
    rough = np.array([f.log_evidence for f in fits])
    worth = np.exp(rough - logsumexp(rough)) >= NEGLIGIBLE
    sums = [
        sum_over_sets(likelihood, slabs) if keep else None
        for likelihood, keep in zip(likelihoods, worth, strict=True)
    ]
    kept = [i for i, s in enumerate(sums) if s is not None]
    total = np.array([s.log_total for s in sums if s is not None])
    weight = np.exp(total - logsumexp(total))
    grid = tuple(
        GridPoint(levels[i], fits[i], likelihoods[i], s, float(w))
        for i, w in zip(kept, weight, strict=True)
        if (s := sums[i]) is not None
    )
    return _summed(design, slabs, grid)


def _summed(design: Design, slabs: Slabs, grid: tuple[GridPoint, ...]) -> Posterior:
    n = design.n_effects
    weight = np.array([point.weight for point in grid])
    modes = np.array([point.laplace.mode[-n:] for point in grid])
    variances = np.array([np.diag(point.laplace.covariance)[-n:] for point in grid])
    mean = weight @ modes
    variance = weight @ (variances + (modes - mean) ** 2)
    learnt = np.clip(1 - (weight @ variances) / slabs.sd**2, 0.0, 1.0)
    return Posterior(design, slabs, grid, learnt, mean, np.sqrt(variance))


@dataclass(frozen=True, slots=True)
class Draws:
    """Draws of everything but the level.

    `mode` (S, C + p) as in `Laplace`, and the grid point of each, (S,).
    """

    mode: Floats
    point: Ints


def draw(posterior: Posterior, n_draws: int, seed: int) -> Draws:
    """Draws from the posterior: effects from the mixture, the rest given the effects."""
    rng = np.random.default_rng(seed)
    n = posterior.design.n_effects
    point = np.sort(rng.choice(len(posterior.grid), size=n_draws, p=posterior.weights))
    modes = []
    for g, at in enumerate(posterior.grid):
        count = int((point == g).sum())
        if count == 0:
            continue
        effects = draw_effects(at.likelihood, posterior.slabs, at.components, count, rng)
        modes.append(_with_nuisance(at.laplace, effects, n, rng))
    return Draws(np.vstack(modes), point)


def conditional(found: Laplace, n: int) -> tuple[Floats, Floats]:
    """Regression (m, J) of all but the effects on the effects, and their conditional covariance."""
    covariance = found.covariance
    across = covariance[:-n, -n:]
    slope = np.asarray(np.linalg.solve(covariance[-n:, -n:], across.T).T, dtype=np.float64)
    rest = covariance[:-n, :-n] - slope @ across.T
    return slope, (rest + rest.T) / 2


def _with_nuisance(found: Laplace, effects: Floats, n: int, rng: np.random.Generator) -> Floats:
    slope, rest = conditional(found, n)
    root = np.linalg.cholesky(rest + 1e-10 * np.eye(len(rest)))
    noise = rng.standard_normal((len(effects), len(rest)))
    others = found.mode[:-n] + (effects - found.mode[-n:]) @ slope.T + noise @ root.T
    return np.hstack([others, effects])
