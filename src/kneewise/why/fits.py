"""The two main fits of one question, and what they mean in risks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kneewise.model.exposure import ExposureColumn
from kneewise.why.buildup import LEVELS as BUILD_UP_LEVELS
from kneewise.why.buildup import build_up
from kneewise.why.design import Case, Design, same_run
from kneewise.why.effects import Baseline, Risks, baseline, log_odds_for, risks
from kneewise.why.mixture import NARROW_SD, Slabs
from kneewise.why.posterior import Draws, Posterior, draw, fit

Floats = NDArray[np.float64]

N_DRAWS = 1000
SEED = 20_260_101
FEWEST_RATED = 10
"""Below so many rated runs, or without a painful one, nothing is fitted: our choice."""
UNKNOWN_PRIOR = (0.0, 0.30)


class PriorLike(Protocol):
    """What a prior must say: mean and sd of ln RR a step, and where that came from."""

    @property
    def mean(self) -> float:
        """Mean of ln RR a step."""

    @property
    def sd(self) -> float:
        """Its standard deviation."""

    @property
    def studies(self) -> Sequence[str]:
        """Keys of the studies it rests on."""


Priors = Mapping[str, PriorLike]


@dataclass(frozen=True, slots=True)
class Fits:
    """Both fits of one case. `above` (J,) is the ln odds ratio a step that makes RR 1.2."""

    case: Case
    same: Posterior
    build: Posterior
    draws: Draws
    base: Baseline
    risk: Risks
    above: Floats

    @property
    def known_steps(self) -> Floats:
        """Exposures of the same-run fit's rows in steps, (n, J), NaN where unknown."""
        return self.case.contrast.steps[self.same.design.run]

    def p_above(self) -> Floats:
        """P(RR > 1.2) a step, (J,)."""
        return self.same.p_above(self.above)


def log_rr(columns: Sequence[ExposureColumn], priors: Priors) -> tuple[Floats, Floats]:
    """Slab means and sds (J,) as ln RR a step."""
    known = [priors.get(column.prior) for column in columns]
    mean = np.array([UNKNOWN_PRIOR[0] if prior is None else prior.mean for prior in known])
    sd = np.array([UNKNOWN_PRIOR[1] if prior is None else prior.sd for prior in known])
    return mean, np.maximum(sd, 2 * NARROW_SD)


def slabs_at(mean: Floats, sd: Floats, risk: float) -> Slabs:
    """Slabs as ln odds ratios at a baseline risk, by the slope at the slab's mean."""
    ratio = np.minimum(np.exp(mean), 0.9 / risk)
    left = 1 - ratio * risk
    return Slabs(np.log(ratio * (1 - risk) / left), sd / left)


def base_risk(design: Design) -> float:
    """Smoothed share of painful runs among the runs at risk, at most 0.5."""
    rows = design.at_risk if design.at_risk.sum() >= 5 else np.ones(len(design.run), dtype=bool)
    return float(min((design.painful[rows].sum() + 0.5) / (rows.sum() + 1), 0.5))


def can_fit(case: Case) -> bool:
    """Whether there is anything to learn from."""
    asked = case.diaries[0]
    return bool(asked.rated.sum() >= FEWEST_RATED and asked.painful.any())


def main_fits(case: Case, priors: Priors) -> Fits:
    """Same-run and build-up posterior, draws, and the risks they imply."""
    design = same_run(case)
    mean, sd = log_rr(case.contrast.columns, priors)
    slabs = slabs_at(mean, sd, base_risk(design))
    same = fit(design, slabs)
    build = fit(build_up(case), slabs, BUILD_UP_LEVELS)
    return _with_risks(case, same, build)


def refreshed(fits: Fits, same: Posterior) -> Fits:
    """The fits with another same-run posterior of the same case."""
    return _with_risks(fits.case, same, fits.build)


def with_draws(fits: Fits, same: Posterior, draws: Draws) -> Fits:
    """The fits with a posterior that was sampled."""
    return _with_risks(fits.case, same, fits.build, draws)


def _with_risks(
    case: Case, same: Posterior, build: Posterior, sampled: Draws | None = None
) -> Fits:
    draws = draw(same, N_DRAWS, SEED) if sampled is None else sampled
    base = baseline(same, draws)
    effects = draws.mode[:, -same.design.n_effects :]
    return Fits(case, same, build, draws, base, risks(base, effects), log_odds_for(1.2, base))
