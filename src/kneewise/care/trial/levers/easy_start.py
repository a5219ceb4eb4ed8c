"""Easy start: the first third of the run easily, against the usual beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kneewise.care.trial.lever import (
    CHANGED,
    UNSEEN,
    Change,
    Kept,
    Lever,
    Option,
    before,
    exposure_of,
    known_usual,
)
from kneewise.care.trial.saying import Said, tell
from kneewise.model.history import History
from kneewise.model.quantity import Pace

FEWEST_KNOWN = 10
BELOW_SD = 0.5
CEILING = 0.95
"""Our choice: ten runs tell a spread; half a spread below the own middle is an easy beginning,
one spread away from the usual one; faster than 19 of 20 own beginnings is more than usual."""


@dataclass(frozen=True, slots=True)
class EasyStart:
    """Read from the fast part of the first third, as the cause measures it."""

    name: str = "easy_start"
    tests: tuple[str, ...] = ("intensity",)
    while_returning: bool = False
    asks: tuple[str, ...] = ()

    def change(self, history: History, option: Option) -> Change | Said:  # noqa: ARG002
        """Half a spread slower than the own middle; not where beginnings never differ."""
        limits = _limits(history)
        if limits is None:
            return tell("easy_start.unseen")
        usual, easy, most = limits
        slots = {"usual": _pace(usual), "easy": _pace(easy), "most": _pace(most)}
        return Change("intensity", 1.0, slots)

    def kept(
        self,
        history: History,
        since: datetime,
        option: Option,  # noqa: ARG002
        arms: Mapping[int, str],
    ) -> Mapping[int, Kept]:
        """Speed of the fast part of each run's beginning against the easy one."""
        limits = _limits(before(history, since))
        if limits is None:
            return dict.fromkeys(arms, UNSEEN)
        _, easy, most = limits
        fast = exposure_of("intensity", history)
        speeds = dict(zip((r.id for r in history.runs), fast, strict=True))
        found = {}
        for run, arm in arms.items():
            speed = float(speeds.get(run, np.nan))
            if np.isnan(speed):
                found[run] = UNSEEN
                continue
            over = speed > most
            kept = speed <= easy if arm == CHANGED else easy < speed <= most
            found[run] = Kept(kept, tell("easy_start.seen", pace=_pace(speed)).text, over)
        return found


def _limits(history: History) -> tuple[float, float, float] | None:
    """Usual, easy and fastest beginning, m/s; None where too few are known or all are alike."""
    known = known_usual(exposure_of("intensity", history), history)
    if len(known) < FEWEST_KNOWN or float(known.std()) <= 0:
        return None
    usual = float(np.median(known))
    return usual, usual - BELOW_SD * float(known.std()), float(np.quantile(known, CEILING))


def _pace(speed_m_s: float) -> Pace:
    return Pace(1000 / speed_m_s / 60)


LEVER: Lever = EasyStart()
