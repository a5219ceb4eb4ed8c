"""What a runner's own past says of the trial to come.

How often it hurts, how it comes in spells, how often they run and rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from kneewise.model.diary import PAINFUL, Side, Window
from kneewise.model.history import History
from kneewise.why.design import EDGES, assemble, open_case
from kneewise.why.ordinal import Level, laplace
from kneewise.why.outcomes import KneeDiary
from kneewise.why.posterior import LEVELS
from kneewise.why.state import Covariates

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_RATED = 20
FEWEST_PAINFUL = 2
"""Our choice: with fewer ratings or painful runs a simulation would only repeat its own prior."""

BACK_DAYS = 365
RECENT_DAYS = 90
LONGEST_GAP_DAYS = 14.0
"""Our choice: a longer gap is a break and no part of how often somebody runs."""


@dataclass(frozen=True, slots=True)
class Past:
    """What a simulated diary is made of.

    `cuts` (C,) in log odds and the lowest rating above each (`edges`); the slow `level`, its
    height at the last rated day; `since_days` since then; own `gaps_h` between runs; the share of
    runs that are `rated`, and of runs rated 1-2 that are sore all the same (SAFETY.md: a morning
    after above 0; the article's policy: any pain); how many runs it was learnt from.
    """

    cuts: Floats
    edges: tuple[int, ...]
    level: Level
    now: float
    since_days: float
    gaps_h: Floats
    rated: float
    sore_when_mild: float
    runs: int
    painful: int

    @property
    def runs_a_week(self) -> float:
        """Own frequency."""
        return 168.0 / float(self.gaps_h.mean())


def read_past(history: History, side: Side, *, any_pain_is_sore: bool = False) -> Past | None:
    """The last year of one knee; None where it is too short to simulate from.

    The slow level carries what comes in spells; the state before each run is left to it.
    """
    if not history.runs:
        return None
    last = history.runs[-1].day
    case = open_case(history, (), side)
    diary = case.diaries[0]
    recent = np.array([(last - run.day).days <= BACK_DAYS for run in history.runs], dtype=bool)
    kept = np.flatnonzero(diary.rated & recent).astype(np.int64)
    painful = int(diary.painful[kept].sum())
    gaps = gaps_of(history)
    if len(kept) < FEWEST_RATED or painful < FEWEST_PAINFUL or gaps is None:
        return None
    design = assemble(case, (kept,), np.zeros((len(history.runs), 0)), _nothing, flare=False)
    prior = design.prior(np.zeros(0), np.zeros(0))
    found = [laplace(design.rows, prior, level) for level in LEVELS]
    best = max(range(len(found)), key=lambda i: found[i].log_evidence)
    quarter = np.array([run.day > last - timedelta(days=RECENT_DAYS) for run in history.runs])
    return Past(
        cuts=found[best].mode,
        edges=_edges(design.rows.n_cuts, design.event_cut),
        level=LEVELS[best],
        now=float(found[best].level[-1]),
        since_days=float((last - history.runs[kept[-1]].day).days),
        gaps_h=gaps,
        rated=float(diary.rated[quarter].mean()),
        sore_when_mild=1.0 if any_pain_is_sore else _sore_mornings(history, diary, kept),
        runs=len(kept),
        painful=painful,
    )


def gaps_of(history: History) -> Floats | None:
    """Hours from start to start of the runs of the last 90 days; None with fewer than four."""
    last = history.runs[-1].started_at
    starts = [r.started_at.timestamp() / 3600 for r in history.runs]
    recent = [h for h in starts if h > last.timestamp() / 3600 - 24 * RECENT_DAYS]
    gaps = np.diff(np.array(recent))
    gaps = gaps[(gaps > 0) & (gaps <= 24 * LONGEST_GAP_DAYS)]
    return gaps if len(gaps) >= 3 else None


def _sore_mornings(history: History, diary: KneeDiary, kept: Ints) -> float:
    """Share of the runs rated 1-2 after which the next morning still hurt; one in two unknown."""
    mild = {history.runs[i].id for i in kept if 0 < diary.worst[i] < PAINFUL}
    days = {run.day + timedelta(days=1): run.id for run in history.runs if run.id in mild}
    told: dict[int, int] = {}
    for entry in history.diary:
        if entry.side is not diary.side or entry.value is None:
            continue
        run = entry.run_id if entry.window is Window.NEXT_MORNING else None
        run = days.get(entry.day) if entry.window is Window.DAY_MORNING else run
        if run is not None and run in mild:
            told[run] = max(told.get(run, 0), entry.value)
    return (sum(value > 0 for value in told.values()) + 0.5) / (len(told) + 1)


def _nothing(_knee: int, runs: Ints) -> Covariates:
    return Covariates((), np.zeros((len(runs), 0)), np.zeros(0))


def _edges(n_cuts: int, event_cut: int) -> tuple[int, ...]:
    """Lowest rating above each cut, as `why.design` merged them."""
    first = EDGES.index(PAINFUL) - event_cut
    return tuple(EDGES[first : first + n_cuts])
