"""Insoles as a trial of comfort with a start and an end: 2 to 6 weeks, then keep or leave out.

It begins with the first day they are logged as worn, ends where 0 is logged, and stands in the
log alone (`insoles`).
The weeks are our rule, built from trials that found more improved at six weeks and none at a
year (CD008402).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kneewise.model.diary import LogEntry

LEAST_DAYS = 14
MOST_DAYS = 42
PAUSE_DAYS = 14
"""Our choice: after so many days without them a new trial begins."""

AGAIN_DAYS = 180
"""Our choice: a trial that ended less than half a year ago still says that it did."""


class Phase(StrEnum):
    """Where the trial stands.

    None, too early to tell, time to decide, past its end, not worn for two weeks, or ended by
    the runner.
    """

    NONE = "none"
    EARLY = "early"
    DECIDE = "decide"
    OVER = "over"
    STOPPED = "stopped"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class InsoleTrial:
    """The trial in force. `day` counts from 1; all None without one.

    `ended_on` is the day on which the runner ended it.
    """

    phase: Phase
    began_on: date | None = None
    decide_from: date | None = None
    ends_on: date | None = None
    day: int | None = None
    worn_days: int = 0
    ended_on: date | None = None

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.phase in {Phase.EARLY, Phase.DECIDE, Phase.OVER}


def insole_trial(log: Iterable[LogEntry], today: date) -> InsoleTrial:
    """The latest series of days with insoles, and what it stands at on a day.

    A day logged as worn begins one or goes on with it; 0 ends it.
    """
    told = [e for e in log if e.kind == "insoles" and e.value is not None and e.day <= today]
    worn: list[date] = []
    ended: date | None = None
    for entry in sorted(told, key=lambda e: (e.day, e.at)):
        if (entry.value or 0) <= 0:
            ended = entry.day if worn and ended is None else ended
            continue
        if ended is not None or (worn and (entry.day - worn[-1]).days > PAUSE_DAYS):
            worn, ended = [], None
        if entry.day not in worn:
            worn.append(entry.day)
    if not worn or (today - worn[-1]).days > AGAIN_DAYS:
        return InsoleTrial(Phase.NONE)
    day = (today - worn[0]).days + 1
    return InsoleTrial(
        phase=Phase.ENDED if ended is not None else _phase(day, (today - worn[-1]).days),
        began_on=worn[0],
        decide_from=worn[0] + timedelta(days=LEAST_DAYS),
        ends_on=worn[0] + timedelta(days=MOST_DAYS),
        day=day,
        worn_days=len(worn),
        ended_on=ended,
    )


def _phase(day: int, since_worn: int) -> Phase:
    if since_worn > PAUSE_DAYS:
        return Phase.STOPPED
    if day > MOST_DAYS:
        return Phase.OVER
    return Phase.DECIDE if day > LEAST_DAYS else Phase.EARLY
