"""Sessions that set a new 30-day maximum in more than one thing at once.

SAFETY.md: one session may set one in only one of distance, descent, fast minutes, new shoe. A
session is read at its most and what came before it at its least, deleted runs too, so that no
edit takes a maximum away. Runs with a short pause between them are one session, so that no split
does. The shoe of a run can be changed at will and is left out here: `one_maximum` speaks of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kneewise.care.today.cap import LOOKS_BACK_DAYS, Running
from kneewise.care.today.gaming import load_km
from kneewise.care.today.record import Outing, days_ago

Group = Sequence[Outing]
"""Runs that overlap in time: one thing recorded more than once."""


@dataclass(frozen=True, slots=True)
class Maxima:
    """A session: its day, its runs, and in what it set a new 30-day maximum (two or more)."""

    day: date
    runs: frozenset[int]
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Measure:
    """One thing that may grow: what a run did of it, and what is too little to tell."""

    most: Callable[[Outing], float | None]
    least: Callable[[Outing], float | None]
    share: float
    at_least: float


def _own_km(outing: Outing) -> float | None:
    return min(outing.kms, default=None) if outing.km_recorded else _nothing(load_km(outing))


def _nothing(value: float | None) -> float | None:
    """What is known and does not count raises no bar; what is unknown stays unknown."""
    return None if value is None else 0.0


MEASURES: Mapping[str, _Measure] = {
    "distance": _Measure(load_km, _own_km, 0.0, 0.0),
    "descent": _Measure(lambda o: o.descent_m, lambda o: o.descent_m, 0.10, 10.0),
    "fast_minutes": _Measure(lambda o: o.fast_minutes, lambda o: o.fast_minutes, 0.10, 1.0),
}
"""Share and amount (m, minutes) by which a maximum must be passed: less is within the error of
altitude and of where fast begins (our choice). Distance is read as the cap reads it."""


def two_maxima(running: Running) -> tuple[Maxima, ...]:
    """Sessions of the last 30 days that set two new maxima or more, oldest first.

    A thing nobody measured in the 30 days before, or in the session, is unknown and sets none.
    """
    first = days_ago(running.today, LOOKS_BACK_DAYS)
    sessions = running.lights.sessions
    found = []
    for place, session in enumerate(sessions):
        day = session[0][0].day
        if session[-1][0].day >= first:
            since = days_ago(day, LOOKS_BACK_DAYS)
            before = [other for other in sessions[:place] if other[-1][0].day >= since]
            what = tuple(name for name, m in MEASURES.items() if _is_new(m, session, before))
            runs = frozenset(outing.id for group in session for outing in group)
            found += [Maxima(day, runs, what)] if len(what) > 1 else []
    return tuple(found)


def _is_new(measure: _Measure, session: Iterable[Group], before: Iterable[Iterable[Group]]) -> bool:
    done = _sum(session, measure.most, max)
    bars = [bar for other in before if (bar := _sum(other, _counted(measure), min)) is not None]
    if done is None or not bars:
        return False
    bar = max(bars)
    return done > bar + max(measure.at_least, measure.share * bar)


def _counted(measure: _Measure) -> Callable[[Outing], float | None]:
    """What a run did, at its least; moved ones and those that were no run at first raise no bar."""

    def least(outing: Outing) -> float | None:
        value = measure.least(outing)
        return value if outing.sports[0].is_run and not outing.moved else _nothing(value)

    return least


def _sum(
    session: Iterable[Group],
    value: Callable[[Outing], float | None],
    pick: Callable[[list[float]], float],
) -> float | None:
    """Over the groups of a session; None where none of it is known."""
    known = [
        values
        for group in session
        if (values := [found for outing in group if (found := value(outing)) is not None])
    ]
    return sum(map(pick, known)) if known else None
