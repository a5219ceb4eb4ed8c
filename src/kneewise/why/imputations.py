"""The same-run posterior averaged over what the shortened runs may have been meant to be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kneewise.why.design import rescaled, same_run
from kneewise.why.fits import Fits, refreshed
from kneewise.why.impute import DRAWS, imputed
from kneewise.why.opened import Opened
from kneewise.why.posterior import Posterior, fit


def over_imputations(opened: Opened, fits: Fits, n_draws: int = DRAWS) -> Fits:
    """The fits with the posterior of 20 imputations, each of equal weight.

    Unchanged where no run was cut short without a plan.
    """
    if not opened.imputed_runs:
        return fits
    found = []
    for seed in range(n_draws):
        columns = tuple(imputed(opened.history, column, seed) for column in opened.raw)
        design = same_run(rescaled(fits.case, columns))
        found.append(fit(design, fits.same.slabs, (fits.same.best.level,)))
    return refreshed(fits, _pooled(fits.same, found))


def _pooled(main: Posterior, found: list[Posterior]) -> Posterior:
    share = 1 / len(found)
    grid = tuple(replace(point, weight=point.weight * share) for one in found for point in one.grid)
    mean = np.mean([one.slab_mean for one in found], axis=0)
    spread = np.var([one.slab_mean for one in found], axis=0)
    within = np.mean([one.slab_sd**2 for one in found], axis=0)
    variance = within + (1 + share) * spread
    learnt = np.clip(1 - variance / main.slabs.sd**2, 0.0, 1.0)
    return replace(main, grid=grid, learnt=learnt, slab_mean=mean, slab_sd=np.sqrt(variance))
