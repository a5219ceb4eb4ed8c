"""What the runs of a trial say of the change: the model of `why` with the arm as assigned.

One row a rated run of the trial, ordered pain under proportional odds, the state before the run
held equal, a slow level averaged over the same grid. The arm is one column, 1 where the changed
way was drawn. The Gaussian likelihood it leaves is combined with what research says of the lever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import logsumexp, ndtr

from kneewise.model.history import History
from kneewise.why.design import Case, Design, same_run
from kneewise.why.exposures import Contrast
from kneewise.why.fits import base_risk, slabs_at
from kneewise.why.mixture import NARROW_SD, Likelihood, Slabs, likelihood_from
from kneewise.why.ordinal import Laplace, laplace
from kneewise.why.outcomes import KneeDiary
from kneewise.why.posterior import LEVELS

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

ANCHOR = Slabs(np.zeros(1), np.ones(1))
"""Where the likelihood is made Gaussian: wide beside every lever's own prior, our choice."""


@dataclass(frozen=True, slots=True)
class ArmPrior:
    """What research says of the change beforehand: mean and sd of its ln RR, and the studies."""

    mean: float
    sd: float
    studies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """One fit a slow level, and the Gaussian likelihood of the arm that each leaves."""

    design: Design
    fits: tuple[Laplace, ...]
    likelihoods: tuple[Likelihood, ...]


@dataclass(frozen=True, slots=True)
class Belief:
    """The arm's ln odds ratio given the runs: a Gaussian a slow level, (G,) each.

    `learnt` is I / (I + 1/s^2) of INFERENCE.md 4; `bayes_factor` the slab against no effect.
    """

    weight: Floats
    mean: Floats
    sd: Floats
    learnt: float
    bayes_factor: float

    def p_below(self, value: float) -> float:
        """P(ln odds ratio < value)."""
        return float(self.weight @ ndtr((value - self.mean) / self.sd))


def trial_rows(history: History, diary: KneeDiary, arm: Floats) -> Design:
    """The design of a trial's rated runs: `arm` (runs,) is 1 changed, 0 usual, NaN outside."""
    inside = ~np.isnan(arm)
    steps = Contrast((), np.nan_to_num(arm)[:, None], np.zeros(1), np.ones(1))
    case = Case(history, (diary,), (inside,), steps, inside)
    return same_run(case, keep=lambda _knee: inside)


def look(design: Design) -> Look:
    """Fit once for every slow level of the grid, begun where the last one ended."""
    prior = design.prior(ANCHOR.mean, ANCHOR.sd)
    fits: list[Laplace] = []
    begin = None
    for level in LEVELS:
        fits.append(laplace(design.rows, prior, level, begin))
        begin = (fits[-1].mode, fits[-1].level)
    likelihoods = [
        likelihood_from(f.mode[-1:], f.covariance[-1:, -1:], ANCHOR, f.log_evidence) for f in fits
    ]
    return Look(design, tuple(fits), tuple(likelihoods))


def believed(seen: Look, prior: ArmPrior) -> Belief:
    """The runs and the lever's prior together."""
    slab = slabs_for(seen, prior)
    mean, sd = float(slab.mean[0]), float(slab.sd[0])
    precision, linear, height = _parts(seen.likelihoods)
    real = _log_integral(precision, linear, height, (mean, sd))
    none = _log_integral(precision, linear, height, (0.0, NARROW_SD))
    weight = np.exp(real - logsumexp(real))
    total = precision + sd**-2
    return Belief(
        weight=weight,
        mean=(linear + mean / sd**2) / total,
        sd=total**-0.5,
        learnt=float(weight @ (precision / total)),
        bayes_factor=float(np.exp(np.clip(logsumexp(real) - logsumexp(none), -50, 50))),
    )


def slabs_for(seen: Look, prior: ArmPrior) -> Slabs:
    """The lever's prior as ln odds ratio at this runner's own risk in the trial."""
    return slabs_at(np.array([prior.mean]), np.array([prior.sd]), base_risk(seen.design))


def runs_alone(seen: Look) -> Belief:
    """The runs without any prior on the arm; as wide as nothing where they say nothing."""
    precision, linear, height = _parts(seen.likelihoods)
    precision = np.maximum(precision, 1e-6)
    weight = np.exp(height - logsumexp(height))
    return Belief(weight, linear / precision, precision**-0.5, 1.0, 1.0)


def _parts(likelihoods: Sequence[Likelihood]) -> tuple[Floats, Floats, Floats]:
    precision = np.array([float(one.precision[0, 0]) for one in likelihoods])
    linear = np.array([float(one.linear[0]) for one in likelihoods])
    return precision, linear, np.array([one.log_height for one in likelihoods])


def _log_integral(
    precision: Floats, linear: Floats, height: Floats, prior: tuple[float, float]
) -> Floats:
    """Log of the integral of likelihood times N(mean, sd), (G,)."""
    mean, sd = prior
    total = precision + sd**-2
    pull = linear + mean / sd**2
    return np.asarray(
        height + 0.5 * (pull**2 / total - (mean / sd) ** 2 - np.log(total)) - np.log(sd)
    )
