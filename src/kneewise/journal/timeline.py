"""The time around a trouble: runs, their knee load, pain by knee, episodes and new shoes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.journal.answers import RunLine
from kneewise.journal.clock import local_day
from kneewise.journal.days import lived
from kneewise.journal.looking import runs
from kneewise.model import numbers
from kneewise.model.diary import Episode, Side
from kneewise.model.quantity import Distance
from kneewise.model.words import say
from kneewise.store.home import Store

BEFORE = timedelta(weeks=26)
AFTER = timedelta(weeks=8)
LONGEST = timedelta(weeks=52)
"""How much is shown: the half year before it began and what came after, a year at the most (our
choice: the causes look back 90 days)."""

COMPARED = timedelta(days=28)
"""The four weeks before it began against the four before these (our choice)."""


@dataclass(frozen=True, slots=True)
class FirstWorn:
    """The first run in a pair of shoes."""

    day: date
    run: int
    shoe: str


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Runs oldest first, and what happened between `first` and `last` (both shown).

    `began` is the day the trouble began, None where none was said; `finding` says in a sentence
    how the weeks before compare.
    """

    first: date
    last: date
    began: date | None
    runs: tuple[RunLine, ...]
    episodes: tuple[Episode, ...]
    shoes: tuple[FirstWorn, ...]
    finding: str


def time_line(
    store: Store,
    runner: str,
    began: date | None = None,
    side: Side | None = None,
    day: Callable[[date | None], str] = numbers.day,
) -> TimeLine | None:
    """The time around the day it began, else the last half year; None without any run.

    Episodes of the other knee are left out where a side is named. `day` writes a date. Raises
    UsageError for a day that can't be meant.
    """
    if began is not None:
        lived(began, local_day(store, runner))
    lines = tuple(reversed(runs(store, runner)))
    if not lines:
        return None
    episodes = tuple(e for e in store.diary.episodes(runner) if side is None or e.side is side)
    first, last = _window(lines, episodes, began)
    return TimeLine(
        first=first,
        last=last,
        began=began,
        runs=tuple(line for line in lines if first <= line.day <= last),
        episodes=tuple(e for e in episodes if e.began_on <= last and _end(e, last) >= first),
        shoes=tuple(one for one in _first_worn(lines) if first <= one.day <= last),
        finding=_finding(lines, began, last, day),
    )


def _window(
    lines: tuple[RunLine, ...], episodes: tuple[Episode, ...], began: date | None
) -> tuple[date, date]:
    latest = lines[-1].day
    if began is None:
        return max(lines[0].day, latest - BEFORE), latest
    first = min(max(lines[0].day, began - BEFORE), began)
    own = next((e for e in episodes if e.began_on == began), None)
    end = (latest if own is None or own.ended_on is None else own.ended_on) + AFTER
    return first, max(began, min(latest, end, first + LONGEST))


def _end(episode: Episode, last: date) -> date:
    return last if episode.ended_on is None else episode.ended_on


def _first_worn(lines: tuple[RunLine, ...]) -> list[FirstWorn]:
    """Every pair but the first, on the day it was run in first."""
    first: dict[str, RunLine] = {}
    for line in lines:
        if line.shoe is not None:
            first.setdefault(line.shoe, line)
    return [FirstWorn(line.day, line.id, shoe) for shoe, line in list(first.items())[1:]]


def _finding(
    lines: tuple[RunLine, ...],
    began: date | None,
    last: date,
    day: Callable[[date | None], str],
) -> str:
    """Kilometres and painful runs of four weeks against the four before these; no reason given."""
    end = began if began is not None else last + timedelta(days=1)
    here = _sum(lines, end - COMPARED, end)
    before = _sum(lines, end - 2 * COMPARED, end - COMPARED)
    slots: dict[str, object] = {
        "runs": numbers.counted(here[0], "run"),
        "km": Distance(here[1], 0),
        "was": numbers.counted(before[0], "run"),
        "was_km": Distance(before[1], 0),
    }
    name = "timeline_before" if began is not None else "timeline_last"
    return say("kneewise.journal", name, day=day(began or last), **slots)


def _sum(lines: tuple[RunLine, ...], first: date, end: date) -> tuple[int, float]:
    inside = [line for line in lines if first <= line.day < end]
    return len(inside), sum(line.km for line in inside if line.km is not None)
