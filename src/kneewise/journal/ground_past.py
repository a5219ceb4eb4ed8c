"""What the runs were on month by month, and how painful runs lie to it: counts, no causes.

What follows from everything at once stands in `why`; these counts are what can be seen by eye.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from kneewise.journal.asking_why import WhyQuestion, kept_why
from kneewise.journal.ground import total_of
from kneewise.journal.grounding import grounds
from kneewise.journal.past import PAST, exposures, load_history
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.ground import GroundTotals
from kneewise.model.ranking import RankedCause
from kneewise.store.home import Store

Bools = NDArray[np.bool_]

SHARES = ("uneven_ground", "hard_surface")
"""The causes that stand for how even and how hard, by name."""

FEWEST = 5
"""Rated runs of known ground on either side of the usual from which on they are set side by side
(our choice: of fewer, one run more is twenty per cent)."""


@dataclass(frozen=True, slots=True)
class GroundMonth:
    """The runs of one month whose ground was matched; `totals` is None without a length."""

    first: date
    runs: int
    totals: GroundTotals | None


@dataclass(frozen=True, slots=True)
class Hurt:
    """Of some rated runs, how many were painful, and the share with a 90 % interval."""

    runs: int
    painful: int
    share: Interval


@dataclass(frozen=True, slots=True)
class GroundAgainstPain:
    """Runs with more of one kind of ground than this runner's usual, beside the others.

    `cause` is its name, `usual_percent` the median share of the way over all runs of known
    ground. `more` and `others` are None where either would hold too few; `rated` is how many
    rated runs of known ground there are. `apart` is 1 where the more of it the more were
    painful, -1 where fewer, 0 where the intervals overlap, None without both. `ranked` is what
    the kept answer to `why` says of it.
    """

    cause: str
    side: Side
    usual_percent: float | None
    rated: int
    more: Hurt | None
    others: Hurt | None
    apart: int | None
    ranked: RankedCause | None


@dataclass(frozen=True, slots=True)
class GroundPast:
    """Months oldest first, those without a run of known kept out; and ground against pain."""

    months: tuple[GroundMonth, ...]
    pain: tuple[GroundAgainstPain, ...]


def ground_past(store: Store, runner: str) -> GroundPast:
    """The past as it is kept; nothing is matched here, and no answer to `why` worked out."""
    months = store.remembered("ground months", PAST, lambda: _months(store, runner), runner)
    found = store.remembered("ground and pain", PAST, lambda: _pain(store, runner), runner)
    ranking = kept_why(store, WhyQuestion(side=found[0].side), runner).ranking
    ranked = {} if ranking is None else {one.name: one for one in ranking.causes}
    return GroundPast(months, tuple(_with(one, ranked) for one in found))


def _months(store: Store, runner: str) -> tuple[GroundMonth, ...]:
    kept = grounds(store, runner)
    by_month: dict[date, list[GroundTotals]] = defaultdict(list)
    for run in store.runs.all(runner):
        if run.id in kept and not run.deleted:
            by_month[run.day.replace(day=1)].append(kept[run.id].totals)
    return tuple(
        GroundMonth(first, len(totals), total_of(totals))
        for first, totals in sorted(by_month.items())
    )


def _pain(store: Store, runner: str) -> tuple[GroundAgainstPain, ...]:
    from kneewise.why.exposures import values
    from kneewise.why.outcomes import knee_diary
    from kneewise.why.question import Question, asked_side

    history, table = load_history(store, runner), exposures(store, runner)
    side = asked_side(history, Question())
    diary = knee_diary(history, side)
    return tuple(
        _against(column.name, side, values(column), diary.rated, diary.painful)
        for name in SHARES
        for column in table.columns
        if column.name == name
    )


def _against(
    cause: str,
    side: Side,
    percent: NDArray[np.float64],
    rated: Bools,
    painful: Bools,
) -> GroundAgainstPain:
    known = np.isfinite(percent)
    usual = float(np.median(percent[known])) if known.any() else None
    both = known & rated
    over = both & (np.nan_to_num(percent) > (usual if usual is not None else np.inf))
    more, others = _hurt(over, painful), _hurt(both & ~over, painful)
    enough = min(more.runs, others.runs) >= FEWEST and more.painful + others.painful > 0
    return GroundAgainstPain(
        cause=cause,
        side=side,
        usual_percent=usual,
        rated=int(both.sum()),
        more=more if enough else None,
        others=others if enough else None,
        apart=_apart(more.share, others.share) if enough else None,
        ranked=None,
    )


def _hurt(chosen: Bools, painful: Bools) -> Hurt:
    """A share with its interval after Jeffreys: a beta distribution that begins at a half each."""
    from scipy.special import betaincinv

    runs, hurt = int(chosen.sum()), int((chosen & painful).sum())
    low, mid, high = betaincinv(hurt + 0.5, runs - hurt + 0.5, np.array([0.05, 0.5, 0.95]))
    return Hurt(runs, hurt, Interval(float(low), float(mid), float(high)))


def _apart(more: Interval, others: Interval) -> int:
    if more.low > others.high:
        return 1
    return -1 if more.high < others.low else 0


def _with(one: GroundAgainstPain, ranked: Mapping[str, RankedCause]) -> GroundAgainstPain:
    return replace(one, ranked=ranked.get(one.cause))
