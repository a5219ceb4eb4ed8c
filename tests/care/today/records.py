"""Small records by hand: days counted back from today, kilometres, ratings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kneewise.care.today import CareRecord, Outing
from kneewise.care.today.matching import STAGES
from kneewise.model.advice import Advice, Basis, RaisedFlag, RaisedGate, Screening, Urgency
from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport, Side, Window
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.model.sport import Sport

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
"""A Wednesday in a second week of four."""

CLEAR = Screening()
OUTCOME = (Window.DURING, Window.NEXT_MORNING)
KM_MIN = 0.15


def back(days: int) -> date:
    """The date so many days ago."""
    return NOW.date() - timedelta(days=days)


def at(days: int, hour: float = 10.0) -> datetime:
    """The moment so many days ago."""
    return datetime(2026, 6, 10, tzinfo=UTC) - timedelta(days=days) + timedelta(hours=hour)


def outing(run_id: int, days: int, km: float, **more: Any) -> Outing:
    """A run of `km` at 2.5 m/s, so many days ago."""
    minutes = more.pop("minutes", km / KM_MIN)
    start = more.pop("start", at(days, more.pop("hour", 9.0)))
    told: dict[str, Any] = {
        "sports": (Sport.RUNNING,),
        "kms": (km,),
        "run_minutes": minutes,
        "longest_run_minutes": minutes,
    }
    return Outing(
        id=run_id,
        started_at=start,
        ended_at=start + timedelta(minutes=minutes),
        day=start.date(),
        minutes=minutes,
        **(told | more),
    )


def rate(
    days: int,
    value: int | None,
    window: Window = Window.DURING,
    run_id: int | None = None,
    entered: datetime | None = None,
    side: Side = Side.LEFT,
) -> PainEntry:
    """One rating of a day so many days ago, entered that evening unless said otherwise."""
    return PainEntry(
        side=side,
        day=back(days),
        window=window,
        value=value,
        entered_at=entered if entered is not None else min(at(days, 20.0), NOW),
        run_id=run_id,
    )


def of_run(run: Outing, during: int | None = 0, morning: int | None = 0) -> list[PainEntry]:
    """The two ratings of a run; None leaves one out."""
    days = (NOW.date() - run.day).days
    found = [] if during is None else [rate(days, during, Window.DURING, run.id)]
    if morning is not None and days >= 1:
        entered = at(days - 1, 8.0)
        found.append(rate(days - 1, morning, Window.NEXT_MORNING, run.id, entered))
    return found


def log(kind: str, days: int, value: float = 1.0, hour: float = 10.0) -> LogEntry:
    """One log line."""
    return LogEntry(kind=kind, at=at(days, hour), day=back(days), value=value)


def free_day(days: int) -> tuple[list[PainEntry], list[LogEntry]]:
    """Morning and evening 0, ordinary walking and stairs."""
    ratings = [rate(days, 0, Window.DAY_MORNING), rate(days, 0, Window.DAY_EVENING)]
    return ratings, [log("walked_stairs", days)]


def free_days(days: Iterable[int], *, brisk: bool = True) -> tuple[list[PainEntry], list[LogEntry]]:
    """Pain-free days, with the walk of the entry test."""
    ratings: list[PainEntry] = []
    lines: list[LogEntry] = []
    for day in days:
        more, logged = free_day(day)
        ratings += more
        lines += logged + ([log("brisk_walk", day, 35.0)] if brisk else [])
    return ratings, lines


def record(
    outings: Sequence[Outing] = (),
    ratings: Sequence[PainEntry] = (),
    lines: Sequence[LogEntry] = (),
    *,
    reports: Sequence[RunReport] = (),
    episodes: Sequence[Episode] = (),
    facts: Sequence[tuple[str, str, int]] = (),
) -> CareRecord:
    """A record whose last rating of each slot stands; facts are (key, value, days ago)."""
    return CareRecord(
        outings=tuple(outings),
        ratings=tuple(ratings),
        standing=tuple(ratings),
        reports=tuple(reports),
        episodes=tuple(episodes),
        log=tuple(lines),
        profile=RunnerProfile(
            tuple(
                RunnerFact(key=key, value=value, valid_from=back(days), asked_at=at(days))
                for key, value, days in facts
            )
        ),
    )


def regular(
    last: int = 2, km: float = 8.0, weeks: int = 10, every: int = 3
) -> tuple[list[Outing], list[PainEntry]]:
    """A runner of `km` every third day, all rated 0; the last run so many days ago."""
    runs = [outing(n, days, km) for n, days in enumerate(range(last, 7 * weeks, every), start=1)]
    return runs, [entry for run in runs for entry in of_run(run)]


def flag(name: str = "locked", *, zero_tolerance: bool = False) -> RaisedFlag:
    """A raised red flag."""
    advice = Advice(name, "See a clinician.", "The knee is locked.", Basis.PRECAUTION)
    return RaisedFlag(
        flag=name,
        urgency=Urgency.WITHIN_72H,
        advice=advice,
        since=at(1),
        zero_tolerance=zero_tolerance,
    )


def gate(*forbids: str, zero_tolerance: bool = False) -> RaisedGate:
    """A gate that forbids something without an end."""
    advice = Advice("gate", "Ask your surgeon.", "A knee operation.", Basis.PRECAUTION)
    return RaisedGate("gate", advice, frozenset(forbids), None, zero_tolerance)


def screening(**told: Any) -> Screening:
    """A screening with something in it."""
    return replace(CLEAR, **told)


def step_run(number: int, days: int, stage: int) -> Outing:
    """A step of the ladder, done as written."""
    step = STAGES[stage]
    walk_km = (step.minutes - step.run_minutes) * 0.09
    return outing(
        number,
        days,
        step.run_minutes * 0.15 + walk_km,
        minutes=step.minutes,
        run_minutes=step.run_minutes,
        longest_run_minutes=step.run,
        walk_km=walk_km,
    )


def hurt_days_ago(during: int, days: int, *, free=(), ratings_today=True, **more) -> CareRecord:
    """A regular runner whose last run, so many days ago, was rated `during`."""
    runs, ratings = regular(last=days, weeks=20)
    ratings = [*ratings[2:], *of_run(runs[0], during, 0)]
    told, lines = free_days(free)
    ratings = [*ratings, *told]
    if ratings_today:
        ratings.append(rate(0, 0, Window.DAY_MORNING, entered=at(0, 7.0)))
    return record(runs, ratings, lines, **more)


def climb(greens: int, **more) -> CareRecord:
    """A runner after 4 weeks off: that many green sessions, two a step, every second day."""
    runs, ratings = [], []
    for number in range(greens):
        run = step_run(number + 1, 2 * (greens - number), number // 2)
        runs.append(run)
        ratings += of_run(run)
    before = 2 * greens + 30
    old = [outing(200 + n, before + 3 * n, 8.0) for n in range(12)]
    free, lines = free_days([2 * greens + 1, 2 * greens + 2, 2 * greens + 3])
    return record([*runs, *old], [*ratings, *free, *(e for r in old for e in of_run(r))], lines)
