"""What may be said at the end: a difference seen, none seen, or too few.

Thresholds are fixed beforehand and measured in `validation/trials.py`.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

from kneewise.care.trial.looking import Belief, Bools, Floats, Look, runs_alone

P_SEEN = 0.92
"""P(the change moves the risk that way) from the runs alone. Not from what research says beside
them: one lever was named beforehand and drawn at random, so the runs may speak for themselves,
and a prior made for suspects among many would silence every trial that a runner can finish. Our
choice, measured to call a change that does nothing a difference in under one trial of ten."""

P_EXCLUDED = 0.05
"""No difference is said where the runs alone leave a halving and a doubling so little chance."""

FEWEST_EACH = 5
"""Rated runs in either arm (INFERENCE.md 5)."""

HALF, DOUBLE = 0.5, 2.0


class Verdict(StrEnum):
    """What a trial found of the changed way against the usual one."""

    LESS = "less"
    MORE = "more"
    NO_DIFFERENCE = "no_difference"
    TOO_FEW = "too_few"

    @property
    def seen(self) -> bool:
        """Whether a difference was seen."""
        return self in {Verdict.LESS, Verdict.MORE}


def enough(arm: Floats, rated: Bools, painful: Bools) -> bool:
    """Whether there is anything to compare: rated runs in both arms, and one that hurt."""
    each = min(int(((arm == way) & rated).sum()) for way in (0.0, 1.0))
    return each >= FEWEST_EACH and bool((painful & rated & ~np.isnan(arm)).any())


def judge(seen: Look) -> Verdict:
    """The verdict on one fit."""
    alone = runs_alone(seen)
    fewer = alone.p_below(0.0)
    if fewer >= P_SEEN:
        return Verdict.LESS
    if 1 - fewer >= P_SEEN:
        return Verdict.MORE
    return Verdict.NO_DIFFERENCE if _excluded(seen, alone) else Verdict.TOO_FEW


def _excluded(seen: Look, alone: Belief) -> bool:
    """Whether the runs alone speak against a halving and against a doubling."""
    base = baseline_logits(seen)
    halved = alone.p_below(log_odds_for(HALF, base))
    doubled = 1 - alone.p_below(log_odds_for(DOUBLE, base))
    return max(halved, doubled) <= P_EXCLUDED


def baseline_logits(seen: Look) -> Floats:
    """Log odds of a painful run the usual way at each row, at the best fit, (n,)."""
    best = max(seen.fits, key=lambda found: found.log_evidence)
    rows, n_cuts = seen.design.rows, seen.design.rows.n_cuts
    held = rows.design[:, :-1] @ best.mode[n_cuts:-1]
    return np.asarray(held + best.level[rows.knot] - best.mode[seen.design.event_cut])


def log_odds_for(ratio: float, logits: Floats) -> float:
    """Ln odds ratio that makes the mean risk `ratio` times as large.

    The largest there is where that would pass certainty.
    """
    risk = float(expit(logits).mean())
    if ratio * risk >= 0.99:
        return 8.0
    return float(brentq(lambda b: float(expit(logits + b).mean()) - ratio * risk, -12.0, 12.0))
