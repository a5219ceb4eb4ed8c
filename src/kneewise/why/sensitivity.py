"""What the program checks by itself before it names anything (INFERENCE.md 6).

Each check is a function of the fits that returns which causes do not stand it. Here: only runs
without pain before, protected and plain denominators, planned and realised values, unrated runs
shifted, the negative control, and the ratings themselves. A further one (other windows and cuts,
each episode left out, half-lives, each knee alone, backdated ratings, painkillers, E-value) is one
more entry in `CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.exposure import ExposureTable
from kneewise.why.design import Case, Design, rescaled, same_run
from kneewise.why.exposures import in_run_order, with_columns
from kneewise.why.fits import Fits
from kneewise.why.mixture import Slabs
from kneewise.why.naming import LN_12
from kneewise.why.posterior import Posterior, fit

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

HOLDS = 0.8
"""P(effect > 0) a required sensitivity run must keep (INFERENCE.md 5)."""
CONTROL_SD = 0.4
"""Slab of the negative control: no literature says how next week's training predicts today."""
SHIFT = float(np.log(3.0))
RATING_GAP = 0.15
CALM_ZEROS = 0.30
FEWEST_CALM = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check said.

    `failed` (J,) are the causes that do not stand it, None where it was not possible;
    `blocks_all` when nothing may be learnt from these ratings.
    """

    id: str
    failed: Bools | None
    blocks_all: bool = False


Check = Callable[[Fits, ExposureTable], Outcome]


def _again(fits: Fits, design: Design, slabs: Slabs | None = None) -> Posterior:
    """The same fit on another design, at the slow level that fitted best."""
    return fit(design, slabs or fits.same.slabs, (fits.same.best.level,))


def _does_not_hold(posterior: Posterior) -> Bools:
    return np.asarray(posterior.p_above(0.0) <= HOLDS)


def without_pain_before(fits: Fits, _table: ExposureTable) -> Outcome:
    """Only runs that began without pain."""

    def keep(knee: int) -> Bools:
        before = fits.case.diaries[knee].before
        return np.asarray(np.isnan(before) | (before == 0))

    design = same_run(fits.case, keep=keep)
    if not design.painful.any():
        return Outcome("without_pain_before", None)
    return Outcome("without_pain_before", _does_not_hold(_again(fits, design)))


def onset_and_flare(fits: Fits, _table: ExposureTable) -> Outcome:
    """Onset runs alone define the effects; a knee that already hurts may react otherwise."""
    if fits.same.design.at_risk.sum() < FEWEST_CALM:
        return Outcome("onset_and_flare", None)
    return Outcome("onset_and_flare", _does_not_hold(_again(fits, same_run(fits.case, flare=True))))


def _variant(fits: Fits, table: ExposureTable, name: str) -> Outcome:
    ids = [run.id for run in fits.case.history.runs]
    other = in_run_order(table, ids).variants.get(name, ())
    changed = {column.name for column in other}
    mine = np.array([column.name in changed for column in fits.case.contrast.columns])
    if not mine.any():
        return Outcome(name, None)
    columns = with_columns(fits.case.contrast.columns, other)
    posterior = _again(fits, same_run(rescaled(fits.case, columns)))
    return Outcome(name, mine & _does_not_hold(posterior))


def realised(fits: Fits, table: ExposureTable) -> Outcome:
    """What was run instead of what was planned."""
    return _variant(fits, table, "realised")


def plain(fits: Fits, table: ExposureTable) -> Outcome:
    """Longest and weekly distances learnt from all runs, painful periods too."""
    return _variant(fits, table, "plain")


def negative_control(fits: Fits, _table: ExposureTable) -> Outcome:
    """The next run's exposure must not predict this run's pain."""
    case, n = fits.case, fits.same.design.n_effects
    now = case.contrast.steps
    following = np.vstack([now[1:], np.full((1, n), np.nan)])
    shifted = replace(case, contrast=replace(case.contrast, steps=following))
    design = same_run(shifted, extra=now)
    slabs = Slabs(np.zeros(n), np.full(n, CONTROL_SD))
    posterior = _again(fits, design, slabs)
    both = posterior.p_above(LN_12) + 1 - posterior.p_above(-LN_12)
    return Outcome("negative_control", np.asarray(both > HOLDS))


def unrated_shifted(fits: Fits, _table: ExposureTable) -> Outcome:
    """Unrated runs hurting with a third or three times the odds, by exposure state.

    In closed form: where a share u of a state's runs is unrated, its odds move by the shift on
    that share. The worst of the four ends moves the effect; it must keep its sign.
    """
    case = fits.case
    diary = case.diaries[0]
    span = np.flatnonzero(diary.rated)
    inside = np.zeros(len(diary.rated), dtype=bool)
    inside[span[0] : span[-1] + 1] = True
    moved = np.full(fits.same.design.n_effects, -np.inf)
    for j, exposed in enumerate(two_states(case.contrast.steps).T):
        here, there = inside & exposed, inside & ~exposed
        if here.sum() == 0 or there.sum() == 0:
            continue
        moved[j] = max(
            _moved(diary.rated, diary.painful, here, -SHIFT),
            _moved(diary.rated, diary.painful, there, SHIFT),
        )
    return Outcome("unrated_shifted", np.asarray(fits.same.p_above(moved) <= HOLDS))


def _moved(rated: Bools, painful: Bools, state: Bools, shift: float) -> float:
    """How far the log odds of a state move (towards no effect) when its unrated runs shift."""
    known = state & rated
    p = (painful[known].sum() + 0.5) / (known.sum() + 1)
    odds = p / (1 - p) * np.exp(shift)
    blank = 1 - known.sum() / state.sum()
    mixed = (1 - blank) * p + blank * odds / (1 + odds)
    return float(abs(np.log(mixed / (1 - mixed)) - np.log(p / (1 - p))))


def two_states(steps: Floats) -> Bools:
    """Exposed or not, (n, J): above 0 for two-valued columns, above the median for others."""
    out = np.zeros(steps.shape, dtype=bool)
    for j, column in enumerate(steps.T):
        known = column[~np.isnan(column)]
        two = len(np.unique(known)) <= 2
        edge = known.min() if two and len(known) else np.median(known) if len(known) else 0.0
        out[:, j] = np.nan_to_num(column, nan=-np.inf) > edge
    return out


def ratings(fits: Fits, _table: ExposureTable) -> Outcome:
    """Whether rating depends on exposure, and whether calm months have their zeros.

    A cause fails when the rating shares of its two states differ by more than 15 points and by
    more than chance (z > 1.64); everything is blocked when fewer than 30 % of the ratings outside
    episodes are 0.
    """
    case = fits.case
    diary = case.diaries[0]
    span = np.flatnonzero(diary.rated)
    inside = slice(span[0], span[-1] + 1)
    failed = np.zeros(fits.same.design.n_effects, dtype=bool)
    for j, exposed in enumerate(two_states(case.contrast.steps)[inside].T):
        failed[j] = _rated_apart(diary.rated[inside], exposed)
    zeros, calm = _calm_zeros(case)
    blocked = calm >= FEWEST_CALM and zeros < CALM_ZEROS * calm
    return Outcome("ratings", failed, blocks_all=blocked)


def _rated_apart(rated: Bools, exposed: Bools) -> bool:
    n1, n0 = int(exposed.sum()), int((~exposed).sum())
    if min(n1, n0) == 0:
        return False
    p1, p0 = float(rated[exposed].mean()), float(rated[~exposed].mean())
    pooled = float(rated.mean())
    error = np.sqrt(max(pooled * (1 - pooled), 1e-9) * (1 / n1 + 1 / n0))
    return bool(abs(p1 - p0) > RATING_GAP and abs(p1 - p0) > 1.64 * error)


def _calm_zeros(case: Case) -> tuple[int, int]:
    """Zeros and all ratings in months that no episode touches."""
    diary, runs = case.diaries[0], case.history.runs
    touched: set[tuple[int, int]] = set()
    for episode in case.history.episodes:
        last = episode.ended_on or episode.began_on
        touched |= {
            (run.day.year, run.day.month)
            for run in runs
            if episode.began_on.replace(day=1) <= run.day.replace(day=1) <= last
        }
    calm = [
        i
        for i in np.flatnonzero(diary.rated)
        if (runs[i].day.year, runs[i].day.month) not in touched
    ]
    return int((diary.worst[calm] == 0).sum()), len(calm)


CHECKS: Mapping[str, Check] = {
    "without_pain_before": without_pain_before,
    "onset_and_flare": onset_and_flare,
    "realised": realised,
    "plain": plain,
    "unrated_shifted": unrated_shifted,
    "negative_control": negative_control,
    "ratings": ratings,
}
REQUIRED = frozenset(CHECKS) - {"realised"}
"""Checks a name must stand. The realised values are reported beside: pain shortens them, so they
are biased towards nothing, and asking them cost two names of three (docs/why.md)."""
