"""How long: a log-normal time to pain-free, learnt from the runner's own episodes.

ln T = ln median + u + e. What is the runner's own, u, is shared by all episodes of a runner:
u ~ N(0, TAU²), e fills up the published spread, so that a runner without a past has exactly the
published distribution. An episode that ended adds the probability of its days (to the day), one
that goes on the probability of lasting longer (right-censored); the posterior of u is summed on a
grid. The time of the episode at hand is conditioned on the days already sore (truncation).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.care.outlook.expectation import Expectation, Part

Floats = NDArray[np.float64]

TAU = 0.5
"""Our assumption: of the published spread (sd 0.9) about 30 % of the variance lies between runners;
no study was found that saw the same runner twice."""

NODES = 401
WIDTH = 6.0
"""The grid of u: out to six TAU either way."""

LONGEST_DAYS = 36_500.0


@dataclass(frozen=True, slots=True)
class Spell:
    """One episode: days from the first to the last sore one; `ended` False is right-censored."""

    days: float
    ended: bool


@dataclass(frozen=True, slots=True)
class Learnt:
    """The distribution after the own past: nodes of u (n,) with weights (n,) that sum to 1."""

    expectation: Expectation
    u: Floats
    weight: Floats

    def still_sore(self, days: Floats | float) -> Floats:
        """P(T > days) of a new episode, for days (m,) or one number; (m,)."""
        at = np.atleast_1d(np.asarray(days, dtype=np.float64))
        found: Floats = _survival(self.expectation, at, self.u) @ self.weight
        return found

    def free_within(self, days: Floats | float, sore_days: float) -> Floats:
        """P(T ≤ sore_days + days | T > sore_days), for days (m,) from today."""
        at = np.atleast_1d(np.asarray(days, dtype=np.float64)) + sore_days
        found: Floats = 1 - self.still_sore(at) / _positive(self.still_sore(sore_days))
        return np.clip(found, 0.0, 1.0)

    def quantile(self, share: float, sore_days: float) -> float:
        """Days from the beginning by which this share of such runners is pain-free."""
        wanted = (1 - share) * float(self.still_sore(sore_days)[0])
        low, high = max(sore_days, 1e-3), LONGEST_DAYS
        for _ in range(60):
            middle = float(np.sqrt(low * high))
            if float(self.still_sore(middle)[0]) > wanted:
                low = middle
            else:
                high = middle
        return float(np.sqrt(low * high))


def learn(expectation: Expectation, past: Sequence[tuple[Expectation, Spell]]) -> Learnt:
    """The posterior after episodes of the past, each with what was expected of its kind."""
    u = np.linspace(-WIDTH * TAU, WIDTH * TAU, NODES)
    log_weight = -0.5 * (u / TAU) ** 2
    for kind, spell in past:
        log_weight = log_weight + np.log(_likelihood(kind, spell, u))
    weight = np.exp(log_weight - log_weight.max())
    return Learnt(expectation=expectation, u=u, weight=weight / weight.sum())


def _likelihood(kind: Expectation, spell: Spell, u: Floats) -> Floats:
    """P(its days | u), to the day; P(longer | u) while it goes on."""
    if not spell.ended:
        longer = _survival(kind, np.array([spell.days]), u)
        return _positive(longer[0])
    ends = np.array([max(spell.days - 0.5, 0.0), spell.days + 0.5])
    after = _survival(kind, ends, u)
    return _positive(after[0] - after[1])


def _positive(likelihood: Floats) -> Floats:
    found: Floats = np.maximum(likelihood, 1e-300)
    return found


def _survival(kind: Expectation, days: Floats, u: Floats) -> Floats:
    """P(T > days | u) for days (m,) and u (n,): (m, n)."""
    total = sum(part.weight for part in kind.parts)
    after = sum(part.weight / total * _part(part, days, u) for part in kind.parts)
    return np.asarray(after, dtype=np.float64)


def _part(part: Part, days: Floats, u: Floats) -> Floats:
    sd = np.sqrt(part.sd_log**2 - TAU**2)
    from scipy.special import ndtr  # a third of a second that only this answer needs

    with np.errstate(divide="ignore"):
        ln_days = np.log(days)
    z = (ln_days[:, None] - np.log(part.median_days) - u[None, :]) / sd
    found: Floats = ndtr(-z)
    return found
