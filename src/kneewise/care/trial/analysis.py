"""What a trial found: as assigned first, and beside it the runs that kept to their arm."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.care.trial.looking import (
    ArmPrior,
    Belief,
    Bools,
    Floats,
    Look,
    believed,
    look,
    slabs_for,
    trial_rows,
)
from kneewise.care.trial.verdict import Verdict, enough, judge
from kneewise.model.effect import Interval
from kneewise.model.history import History
from kneewise.why.effects import baseline, interval, risks
from kneewise.why.mixture import sum_over_sets
from kneewise.why.outcomes import KneeDiary
from kneewise.why.posterior import LEVELS, Draws, GridPoint, Posterior, conditional

N_DRAWS = 2000
SEED = 20_260_401


@dataclass(frozen=True, slots=True)
class Found:
    """The changed way against the usual one over the runs of a trial.

    `risk_ratio` is RR of pain of 3 or more with its 90 % interval, `usual` and `changed` the
    chance of such a run; `learnt` how much of it comes from the runs and not from research,
    0-1; `bayes_factor` the runs' odds of an effect against none. `rated` and `painful` count
    runs (usual, changed).
    """

    rated: tuple[int, int]
    painful: tuple[int, int]
    risk_ratio: Interval | None = None
    usual: Interval | None = None
    changed: Interval | None = None
    learnt: float | None = None
    bayes_factor: float | None = None


@dataclass(frozen=True, slots=True)
class Analysis:
    """The verdict, the runs as assigned (primary), and those that kept to their arm."""

    verdict: Verdict
    assigned: Found
    as_kept: Found | None


def analyse(
    history: History, diary: KneeDiary, arm: Floats, kept: Bools, prior: ArmPrior
) -> Analysis:
    """Analyse a trial that has ended.

    `arm` (runs,) is 1 changed, 0 usual, NaN outside the trial; `kept` (runs,) marks runs that
    were seen to keep to their arm. Without five rated runs in either arm, or a painful one, no
    number is given: there is nothing to compare.
    """
    verdict, assigned = _found(history, diary, arm, prior)
    inside = ~np.isnan(arm)
    if kept[inside].all():
        return Analysis(verdict, assigned, assigned)
    if not kept[inside].any():
        return Analysis(verdict, assigned, None)
    only = np.where(kept, arm, np.nan)
    return Analysis(verdict, assigned, _found(history, diary, only, prior)[1])


def _found(
    history: History, diary: KneeDiary, arm: Floats, prior: ArmPrior
) -> tuple[Verdict, Found]:
    counted = Found(_counts(diary.rated, arm), _counts(diary.rated & diary.painful, arm))
    if not enough(arm, diary.rated, diary.painful):
        return Verdict.TOO_FEW, counted
    seen = look(trial_rows(history, diary, arm))
    both = believed(seen, prior)
    usual, changed = _risks(seen, both, prior)
    return judge(seen), Found(
        rated=counted.rated,
        painful=counted.painful,
        risk_ratio=interval(changed / usual),
        usual=interval(usual),
        changed=interval(changed),
        learnt=both.learnt,
        bayes_factor=both.bayes_factor,
    )


def _counts(which: Bools, arm: Floats) -> tuple[int, int]:
    return int((which & (arm == 0)).sum()), int((which & (arm == 1)).sum())


def _risks(seen: Look, both: Belief, prior: ArmPrior) -> tuple[Floats, Floats]:
    """Draws (S,) of the chance of a painful run over the trial's runs, either way."""
    posterior = as_posterior(seen, both, prior)
    rng = np.random.default_rng(SEED)
    point = np.sort(rng.choice(len(seen.fits), size=N_DRAWS, p=both.weight))
    effect = both.mean[point] + both.sd[point] * rng.standard_normal(N_DRAWS)
    modes = []
    for g, found in enumerate(seen.fits):
        here = effect[point == g]
        slope, rest = conditional(found, 1)
        root = np.linalg.cholesky(rest + 1e-10 * np.eye(len(rest)))
        others = found.mode[:-1] + (here - found.mode[-1])[:, None] * slope[:, 0]
        noise = rng.standard_normal((len(here), len(rest))) @ root.T
        modes.append(np.column_stack([others + noise, here]))
    draws = Draws(np.vstack(modes), point.astype(np.int64))
    found_risks = risks(baseline(posterior, draws), draws.mode[:, -1:])
    return found_risks.without[:, 0], found_risks.with_step[:, 0]


def as_posterior(seen: Look, both: Belief, prior: ArmPrior) -> Posterior:
    """The same as `why` hands it on."""
    slabs = slabs_for(seen, prior)
    grid = tuple(
        GridPoint(level, found, likelihood, sum_over_sets(likelihood, slabs), float(weight))
        for level, found, likelihood, weight in zip(
            LEVELS, seen.fits, seen.likelihoods, both.weight, strict=True
        )
    )
    mean = both.weight @ both.mean
    spread = np.sqrt(both.weight @ (both.sd**2 + (both.mean - mean) ** 2))
    return Posterior(
        seen.design, slabs, grid, np.array([both.learnt]), np.array([mean]), np.array([spread])
    )
