"""The soreness map: what was rated lately, and rating some muscle groups of one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.body.soreness import PACKAGE
from kneewise.journal.clock import local_now
from kneewise.journal.noting import log_day
from kneewise.model.diary import SORENESS_KINDS, LogEntry, Muscle, Side
from kneewise.model.errors import UsageError
from kneewise.model.words import say
from kneewise.store.home import Store

SHOWN_DAYS = 28


@dataclass(frozen=True, slots=True)
class SoreMuscle:
    """One muscle group of one side, 0-10; None where it was not rated."""

    muscle: Muscle
    side: Side
    kind: str
    label: str
    rating: float | None


@dataclass(frozen=True, slots=True)
class SoreDay:
    """One day's ratings, every muscle group; of two of a day the later counts."""

    day: date
    muscles: tuple[SoreMuscle, ...]


@dataclass(frozen=True, slots=True)
class SorenessMap:
    """Today, rated or not, and the days of the last four weeks that were, the latest first."""

    today: SoreDay
    days: tuple[SoreDay, ...]


def soreness(store: Store, runner: str) -> SorenessMap:
    """What was rated lately."""
    today = local_now(store, runner).date()
    by_day: dict[date, dict[str, float]] = {}
    for entry in sorted(store.diary.log(runner), key=lambda e: e.at):
        since = today - timedelta(days=SHOWN_DAYS - 1)
        if entry.kind in SORENESS_KINDS and since <= entry.day <= today and entry.value is not None:
            by_day.setdefault(entry.day, {})[entry.kind] = entry.value
    rated = tuple(_day(day, by_day[day]) for day in sorted(by_day, reverse=True))
    return SorenessMap(today=_day(today, by_day.get(today, {})), days=rated)


def rate_soreness(
    store: Store, said: Mapping[tuple[Muscle, Side], float], day: date | None, runner: str
) -> tuple[LogEntry, ...]:
    """Keep ratings of one day, today without one. Raises UsageError."""
    by_place = {place: kind for kind, place in SORENESS_KINDS.items()}
    for value in said.values():
        if not 0 <= value <= 10 or value != int(value):
            raise UsageError(f"Soreness is a whole number from 0 to 10, not {value:g}.")
    named = {by_place[place]: (float(value), None) for place, value in said.items()}
    return log_day(store, named, day, None, runner)


def place_words(muscle: Muscle, side: Side) -> str:
    """`left front thigh`."""
    return say(PACKAGE, "where", side=side.value, muscle=say(PACKAGE, f"muscle.{muscle}"))


def _day(day: date, ratings: Mapping[str, float]) -> SoreDay:
    return SoreDay(
        day,
        tuple(
            SoreMuscle(muscle, side, kind, place_words(muscle, side), ratings.get(kind))
            for kind, (muscle, side) in SORENESS_KINDS.items()
        ),
    )
