"""From log odds to what a runner can read: relative risks, absolute risks, shares of one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import comb

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_solve_banded
from scipy.special import expit

from kneewise.model.effect import Interval
from kneewise.why.posterior import Draws, Posterior

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LEVELS = (0.05, 0.95)
INNER_LEVELS = (0.25, 0.75)
MOST_BASE_RUNS = 150
"""At-risk runs the average is taken over; more only cost time."""
EXACT_PLAYERS = 10
"""Above so many players the Shapley value is averaged over seeded orders instead of all."""
ORDERS = 200


@dataclass(frozen=True, slots=True)
class Baseline:
    """The runner's own starting points.

    Log odds (S, R) of a painful run for each draw at the at-risk runs, and the exposures (R, J)
    those runs had.
    """

    logit: Floats
    steps: Floats


def interval(values: Floats, levels: tuple[float, float] = LEVELS) -> Interval:
    """90 % interval (or another, by `levels`) with the median in the middle."""
    low, mid, high = np.quantile(values, (levels[0], 0.5, levels[1]))
    return Interval(float(low), float(mid), float(high))


def baseline(posterior: Posterior, draws: Draws) -> Baseline:
    """The runner's own starting points: at-risk runs, or all where fewer than five were."""
    design = posterior.design
    rows = np.flatnonzero(design.at_risk & (design.knee == 0))
    if len(rows) < 5:
        rows = np.arange(len(design.run))
    if len(rows) > MOST_BASE_RUNS:
        rows = rows[np.linspace(0, len(rows) - 1, MOST_BASE_RUNS).astype(int)]
    return Baseline(logits(posterior, draws, rows), design.steps[rows])


def logits(posterior: Posterior, draws: Draws, rows: Ints) -> Floats:
    """Log odds (S, R) of a painful run at rows of the design, the level at its expectation."""
    design = posterior.design
    n_cuts, n = design.rows.n_cuts, design.n_effects
    columns = design.rows.design[rows].copy()
    if design.flare:
        columns[:, -2 * n : -n] = 0.0
    out = draws.mode[:, n_cuts:] @ columns.T - draws.mode[:, design.event_cut, None]
    for g, point in enumerate(posterior.grid):
        here = draws.point == g
        if not here.any():
            continue
        found = point.laplace
        slope = cho_solve_banded((found.band, False), found.cross.T)[design.rows.knot[rows]]
        out[here] += found.level[design.rows.knot[rows]]
        out[here] -= (draws.mode[here] - found.mode) @ slope.T
    return np.asarray(out)


@dataclass(frozen=True, slots=True)
class Risks:
    """Chance of a painful run at the reference and one step above, (S, J) each."""

    without: Floats
    with_step: Floats

    @property
    def ratio(self) -> Floats:
        """Relative risk of one step, (S, J)."""
        return np.asarray(self.with_step / self.without)


def risks(base: Baseline, effects: Floats) -> Risks:
    """Average over the at-risk runs of P(Y >= 3) with each cause set, all else as it was."""
    without = np.empty(effects.shape)
    with_step = np.empty(effects.shape)
    for j in range(effects.shape[1]):
        b = effects[:, j, None]
        at_reference = base.logit - b * base.steps[:, j]
        without[:, j] = expit(at_reference).mean(1)
        with_step[:, j] = expit(at_reference + b).mean(1)
    return Risks(without, with_step)


def log_odds_for(risk_ratio: float, base: Baseline) -> Floats:
    """Ln odds ratio of one step that gives this relative risk at the mean baseline, (J,)."""
    middle = base.logit.mean(0)
    lows = np.zeros(base.steps.shape[1])
    highs = np.full(base.steps.shape[1], 6.0)
    p0 = expit(middle).mean()
    if p0 * risk_ratio >= 1:
        return highs
    for _ in range(40):
        b = (lows + highs) / 2
        grown = expit(middle[:, None] + b).mean(0)
        lows, highs = (
            np.where(grown < risk_ratio * p0, b, lows),
            np.where(grown < risk_ratio * p0, highs, b),
        )
    return np.asarray((lows + highs) / 2)


@dataclass(frozen=True, slots=True)
class Shares:
    """Shapley shares of P(Y >= 3) at one run, as parts of it.

    `share` (S, G) and `unexplained` (S,) sum to 1; `needed` (S, G) is the chance it would not
    have hurt without.
    """

    share: Floats
    unexplained: Floats
    needed: Floats


def shares(logit: Floats, parts: Floats) -> Shares:
    """Shares of players with log-odds parts (S, G) in a run with log odds (S,)."""
    nothing = logit - parts.sum(1)
    p_all = expit(logit)
    value = shapley(nothing, parts)
    needed = 1 - expit(logit[:, None] - parts) / p_all[:, None]
    return Shares(value / p_all[:, None], expit(nothing) / p_all, np.maximum(needed, 0.0))


def shapley(nothing: Floats, parts: Floats) -> Floats:
    """Shapley values (S, G) of the game v(A) = F(nothing + sum of parts in A).

    Exact up to ten players that do anything; beyond, the mean over 200 seeded orders. Either
    way they sum to v(all) - v(none) in every draw.
    """
    acting = np.flatnonzero(np.abs(parts).max(axis=0, initial=0.0) > 0)
    out = np.zeros_like(parts)
    if len(acting) == 0:
        return out
    moved = parts[:, acting]
    few = len(acting) <= EXACT_PLAYERS
    out[:, acting] = _exact(nothing, moved) if few else _by_orders(nothing, moved)
    return out


@cache
def _coalitions(n: int) -> tuple[Floats, Floats]:
    """Members (2^n, n) and Shapley weights (2^n, n): + for sets with the player, - without."""
    inside = ((np.arange(2**n)[:, None] >> np.arange(n)) & 1).astype(float)
    size = inside.sum(1).astype(int)
    joined = np.array([1 / (n * comb(n - 1, s - 1)) if s else 0.0 for s in size])
    apart = np.array([1 / (n * comb(n - 1, s)) if s < n else 0.0 for s in size])
    return inside, np.where(inside > 0, joined[:, None], -apart[:, None])


def _exact(nothing: Floats, parts: Floats) -> Floats:
    inside, weight = _coalitions(parts.shape[1])
    return np.asarray(expit(nothing[:, None] + parts @ inside.T) @ weight)


def _by_orders(nothing: Floats, parts: Floats) -> Floats:
    rng = np.random.default_rng(7)
    out = np.zeros_like(parts)
    for _ in range(ORDERS):
        order = rng.permutation(parts.shape[1])
        climbed = expit(nothing[:, None] + np.cumsum(parts[:, order], axis=1))
        before = np.column_stack([expit(nothing), climbed[:, :-1]])
        out[:, order] += climbed - before
    return out / ORDERS


def grouped(parts: Floats, groups: Sequence[Sequence[int]]) -> Floats:
    """Parts (S, J) summed into players (S, G)."""
    return np.column_stack([parts[:, list(group)].sum(1) for group in groups])
