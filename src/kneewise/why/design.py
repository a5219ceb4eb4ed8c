"""From a history and its exposures to the rows of a fit: one rated run of one knee each.

Every rated run enters the ordered fit; risks are averaged over the runs at risk of an onset
(INFERENCE.md 1.1). With `flare`, runs of a knee that already hurts may differ by
delta ~ N(0, 0.2) a cause: a check, not the main fit (docs/why.md says what it costs). The other
knee is never a covariate: two knees are stacked, with shared effects and a side term.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.model.diary import PAINFUL, Side
from kneewise.model.exposure import ExposureColumn
from kneewise.model.history import History
from kneewise.why.exposures import Contrast, before_pain_only, contrast
from kneewise.why.ordinal import GaussianPrior, Rows
from kneewise.why.outcomes import KneeDiary, at_risk, knee_diary, start_hours, worst_within
from kneewise.why.state import Covariates, before_the_run, stacked

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

EDGES = (0, 1, PAINFUL, 6)
"""Lower ends of the pain levels 0 / 1-2 / 3-5 / 6-10."""
FEWEST_IN_LEVEL = 5
FLARE_SD = 0.2
SIDE_SD = 2.0
FEWEST_SORE = 5
"""A second knee enters when at least so many of its ratings are above 0: our choice, since a
knee that never hurts says nothing about what makes knees hurt."""


@dataclass(frozen=True, slots=True)
class Design:
    """A fit's rows and what they are made of.

    The design's columns are nuisance (q), flare deviations (J, or 0), effects (J). `run` and
    `knee` (n,) say where each row comes from, `steps` (n, J) are the exposures in steps above
    the reference with gaps at the mean, `event_cut` the index of the cut below which a run is
    not painful.
    """

    rows: Rows
    steps: Floats
    nuisance_sd: Floats
    flare: bool
    run: Ints
    knee: Ints
    at_risk: Bools
    painful: Bools
    event_cut: int

    @property
    def n_effects(self) -> int:
        """Number of exposures J."""
        return int(self.steps.shape[1])

    def prior(self, mean: Floats, sd: Floats) -> GaussianPrior:
        """Gaussian priors of all coefficients, given the slabs of the effects, (J,) each."""
        n_flare = self.n_effects if self.flare else 0
        zeros = np.zeros(len(self.nuisance_sd) + n_flare)
        flare_sd = np.full(n_flare, FLARE_SD)
        return GaussianPrior(
            np.concatenate([zeros, mean]), np.concatenate([self.nuisance_sd, flare_sd, sd])
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One question's material: the history, its knees (the asked one first), the exposures."""

    history: History
    diaries: tuple[KneeDiary, ...]
    at_risk: tuple[Bools, ...]
    contrast: Contrast
    free: Bools
    """Runs (n,) that began without pain after a week without: where some causes count at all."""


def open_case(history: History, columns: Sequence[ExposureColumn], side: Side) -> Case:
    """Read both knees and scale the exposures; the second knee only where it ever hurt."""
    starts = start_hours(history.runs)
    asked = knee_diary(history, side)
    other = knee_diary(history, Side.LEFT if side is Side.RIGHT else Side.RIGHT)
    sore = int((np.nan_to_num(other.worst, nan=0.0) >= 1).sum())
    diaries = (asked, other) if sore >= FEWEST_SORE else (asked,)
    risk = tuple(at_risk(diary, starts) for diary in diaries)
    usual = risk[0] & ~asked.painful
    scaled = contrast(columns, usual)
    return Case(
        history,
        diaries,
        risk,
        _masked(scaled, free_of_pain(asked, starts)),
        free_of_pain(asked, starts),
    )


def free_of_pain(diary: KneeDiary, starts_h: Floats) -> Bools:
    """Runs that began at 0 with nothing above 0 in the 7 days before, (n,)."""
    week = worst_within(diary, starts_h, 168.0)
    clear = np.nan_to_num(diary.before, nan=0.0) == 0
    known = ~np.isnan(diary.before) | ~np.isnan(week)
    return np.asarray(clear & known & (np.nan_to_num(week, nan=0.0) == 0))


def _masked(scaled: Contrast, free: Bools) -> Contrast:
    """Where a habit, or what made one value, can answer pain it counts only on runs free of it."""
    steps = scaled.steps.copy()
    for j, column in enumerate(scaled.columns):
        steps[before_pain_only(column) & ~free, j] = np.nan
        if column.before_pain_only:
            steps[~free, j] = 0.0
    return replace(scaled, steps=steps)


def rescaled(case: Case, columns: Sequence[ExposureColumn]) -> Case:
    """The same case with other columns, in the same steps and references."""
    scaled = contrast(columns, np.zeros(len(case.free), dtype=bool), like=case.contrast)
    return replace(case, contrast=_masked(scaled, case.free))


Picker = Callable[[int], Bools]


def same_run(
    case: Case,
    *,
    keep: Picker | None = None,
    flare: bool = False,
    lagged: bool = True,
    extra: Floats | None = None,
) -> Design:
    """The same-run design. `keep(knee)` narrows the runs; `extra` (runs, k) joins the nuisance."""

    def covariates(knee: int, runs: Ints) -> Covariates:
        return before_the_run(case.history, case.diaries[knee], runs, lagged=lagged)

    picked = _pick(case, keep)
    return assemble(case, picked, case.contrast.steps, covariates, flare=flare, extra=extra)


def _pick(case: Case, keep: Picker | None) -> tuple[Ints, ...]:
    picked = []
    for knee, diary in enumerate(case.diaries):
        chosen = diary.rated if keep is None else diary.rated & keep(knee)
        picked.append(np.flatnonzero(chosen).astype(np.int64))
    return tuple(picked)


def assemble(
    case: Case,
    picked: tuple[Ints, ...],
    steps: Floats,
    covariates: Callable[[int, Ints], Covariates],
    *,
    flare: bool,
    extra: Floats | None = None,
) -> Design:
    """Stack the knees' runs into one design; `steps` (runs, J) are the exposures to test."""
    run = np.concatenate(picked)
    knee = np.concatenate([np.full(len(p), k, dtype=np.int64) for k, p in enumerate(picked)])
    held = stacked([covariates(k, p) for k, p in enumerate(picked)])
    nuisance, nuisance_sd = held.columns, held.prior_sd
    if len(picked) > 1:
        nuisance = np.column_stack([nuisance, knee.astype(float)])
        nuisance_sd = np.append(nuisance_sd, SIDE_SD)
    if extra is not None:
        nuisance = np.column_stack([nuisance, filled(extra[run])])
        nuisance_sd = np.append(nuisance_sd, np.full(extra.shape[1], 0.5))
    exposed = filled(steps[run])
    risk = np.array([case.at_risk[k][i] for k, i in zip(knee, run, strict=True)], dtype=bool)
    parts = [nuisance, exposed * ~risk[:, None], exposed] if flare else [nuisance, exposed]
    worst = np.array([case.diaries[k].worst[i] for k, i in zip(knee, run, strict=True)])
    bound = np.array([case.diaries[k].only_at_least[i] for k, i in zip(knee, run, strict=True)])
    lower, upper, edges = _levels(worst, bound.astype(bool))
    knot, gap = _knots(case.history, run, knee)
    rows = Rows(lower, upper, len(edges), np.hstack(parts), knot, gap)
    return Design(
        rows,
        exposed,
        nuisance_sd,
        flare,
        run,
        knee,
        risk,
        worst >= PAINFUL,
        edges.index(PAINFUL),
    )


def filled(steps: Floats) -> Floats:
    """Gaps at the column's mean over these rows: a run without a value teaches nothing."""
    gaps = np.isnan(steps)
    known = np.maximum((~gaps).sum(axis=0), 1)
    mean = np.where(gaps, 0.0, steps).sum(axis=0) / known
    return np.where(gaps, mean, steps)


def _levels(worst: Floats, bound: Bools) -> tuple[Ints, Ints, list[int]]:
    """Category ends of each row and the pain at each cut; levels under 5 runs are merged."""
    edges = [PAINFUL]
    zero, low = (worst == 0).sum(), ((worst >= 1) & (worst < PAINFUL)).sum()
    high, worse = ((worst >= PAINFUL) & (worst < EDGES[3])).sum(), (worst >= EDGES[3]).sum()
    if min(zero, low) >= FEWEST_IN_LEVEL:
        edges.insert(0, EDGES[1])
    if min(high, worse) >= FEWEST_IN_LEVEL:
        edges.append(EDGES[3])
    lower = np.searchsorted(np.array(edges), worst, side="right").astype(np.int64)
    upper = np.where(bound, len(edges) + 1, lower + 1).astype(np.int64)
    return lower, upper, edges


def _knots(history: History, run: Ints, knee: Ints) -> tuple[Ints, Floats]:
    """Place of each row in the chain of rated days, and the days from knot to knot."""
    day = np.array([history.runs[i].day.toordinal() for i in run], dtype=np.float64)
    new = np.ones(len(run), dtype=bool)
    new[1:] = (np.diff(day) != 0) | (np.diff(knee) != 0)
    gap = np.full(len(run), np.inf)
    gap[1:] = np.where(np.diff(knee) != 0, np.inf, np.diff(day))
    return np.cumsum(new).astype(np.int64) - 1, gap[new]
