"""Warm-up: ten minutes before the run and on the log, against the usual beginning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from kneewise.care.trial.lever import CHANGED, UNSEEN, Change, Kept, Lever, Option, cause_named
from kneewise.care.trial.saying import Said, tell
from kneewise.causes.timeline import timeline_of
from kneewise.causes.told import said_of_run
from kneewise.model.exposure import Cell, Known
from kneewise.model.history import History

MINUTES = 10.0
"""Our choice, as in the cause: a warm-up that counts on a cold morning, too."""


@dataclass(frozen=True, slots=True)
class WarmUp:
    """Read from the log; without an entry from the beginning of the run, as the cause sees it.

    A hard start without any warm-up keeps to neither arm (SAFETY.md: none before fast running
    is no arm of an experiment).
    """

    name: str = "warm_up"
    tests: tuple[str, ...] = ("cold_start",)
    while_returning: bool = True
    asks: tuple[str, ...] = ()

    def change(self, history: History, option: Option) -> Change | Said:  # noqa: ARG002
        """A warm-up where there was none."""
        return Change("cold_start", 1.0, {"minutes": f"{MINUTES:.0f}"})

    def kept(
        self,
        history: History,
        since: datetime,  # noqa: ARG002
        option: Option,  # noqa: ARG002
        arms: Mapping[int, str],
    ) -> Mapping[int, Kept]:
        """Minutes logged for each run, else what its beginning shows."""
        timeline = timeline_of(history)
        logged = said_of_run(history, timeline, "warm_up")
        minutes = dict(zip((run.id for run in timeline.runs), logged, strict=True))
        cells = cause_named("cold_start").exposure(history)[0].cells if history.runs else ()
        seen = dict(zip((run.id for run in history.runs), cells, strict=True))
        return {
            run: _judged(float(minutes.get(run, np.nan)), seen.get(run), arm)
            for run, arm in arms.items()
        }


def _judged(minutes: float, cell: Cell | None, arm: str) -> Kept:
    cold = cell is not None and cell.value == 1 and np.isnan(minutes)
    if cold:
        return Kept(kept=False, seen=tell("warm_up.cold").text, over=True)
    if not np.isnan(minutes):
        warm = minutes >= MINUTES
        said = tell("warm_up.seen", minutes=f"{minutes:.0f}").text
        return Kept(warm if arm == CHANGED else not warm, said)
    if arm != CHANGED:
        return Kept(kept=True)
    measured = cell is not None and cell.known is Known.MEASURED and cell.value == 0
    return Kept(kept=True, seen=tell("warm_up.measured").text) if measured else UNSEEN


LEVER: Lever = WarmUp()
