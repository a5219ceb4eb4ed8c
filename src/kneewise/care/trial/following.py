"""Following a trial: which run took which place, which arm comes next, and when it stops.

A place is taken by the next run really done, in order. The first run after a change of arm
counts only after the wash-out; a run done too early is outside the trial. A run that was deleted
keeps its place, so that the arms of the others stay what the runner was told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneewise.care.trial.blocks import arms_of_runs, needs_washout
from kneewise.care.trial.saying import Said, tell
from kneewise.care.trial.standing import Done, Standing, screen_reasons
from kneewise.model.trial import Trial

RATED_DAYS = 2
"""A run's outcome reaches to the next morning: the trial is read the day after that."""


@dataclass(frozen=True, slots=True)
class Place:
    """One run of the trial: its number from 1, its block from 1, its arm, and the run."""

    number: int
    block: int
    arm: str
    run: Done


@dataclass(frozen=True, slots=True)
class Followed:
    """Places taken, runs done too early, and the moment the last of them all ended."""

    places: tuple[Place, ...]
    outside: tuple[Done, ...]
    last_end: datetime | None


@dataclass(frozen=True, slots=True)
class NextRun:
    """The next run of the trial: its arm, and when at the earliest.

    `washout_until` is None where none is needed; `day` None where the light can't tell yet.
    `km` is what today allows, where it may be today; a trial never adds to it.
    """

    number: int
    arm: str
    washout_until: datetime | None
    day: date | None
    km: float | None


def follow(trial: Trial, done: Sequence[Done]) -> Followed:
    """Give the places of a trial to the runs done since it began."""
    arms = arms_of_runs(trial.design)
    washout = timedelta(hours=trial.design.washout_hours)
    places: list[Place] = []
    outside: list[Done] = []
    last_end: datetime | None = None
    for run in sorted(done, key=lambda one: one.started_at):
        over = trial.ended_on is not None and run.day > trial.ended_on
        if run.started_at <= trial.entered_at or over or len(places) == len(arms):
            continue
        number = len(places)
        waited = last_end is None or run.started_at - last_end >= washout
        if needs_washout(arms, number) and not waited:
            outside.append(run)
        else:
            block = number // trial.design.runs_a_block
            places.append(Place(number + 1, block + 1, arms[number], run))
        last_end = run.ended_at if last_end is None else max(last_end, run.ended_at)
    return Followed(tuple(places), tuple(outside), last_end)


def next_run(trial: Trial, followed: Followed, standing: Standing) -> NextRun | None:
    """The next run and its earliest day: after the wash-out, and not before the light allows."""
    arms = arms_of_runs(trial.design)
    number = len(followed.places)
    if number == len(arms):
        return None
    until = None
    if needs_washout(arms, number) and followed.last_end is not None:
        until = followed.last_end + timedelta(hours=trial.design.washout_hours)
        until = until.astimezone(standing.now.tzinfo)
    allowed = standing.today if standing.km > 0 else standing.run_from
    day = allowed if until is None or allowed is None else max(allowed, until.date())
    may_now = day == standing.today and standing.km > 0
    waits = until is not None and until > standing.now
    return NextRun(
        number=number + 1,
        arm=arms[number],
        washout_until=until if waits else None,
        day=day,
        km=standing.km if may_now else None,
    )


def stopped(trial: Trial, standing: Standing) -> tuple[date, Said] | None:
    """The day the stop rule ended a trial and why; None where it did not.

    Red lights hold pain above 5, a second amber within 14 days, and every sign of SAFETY.md.
    """
    last = trial.ended_on
    red = [
        day for day in standing.red_days if day >= trial.began_on and (last is None or day <= last)
    ]
    if red:
        return red[0], tell("stop.red", day=red[0])
    complete = standing.screening is not None and standing.screening.complete
    if last is None and complete and screen_reasons(standing):
        return standing.today, tell("stop.check")
    return None


def finished_on(trial: Trial, followed: Followed) -> date | None:
    """The day from which a trial whose places are all taken can be read; None before that."""
    if len(followed.places) < len(arms_of_runs(trial.design)):
        return None
    return max(place.run.day for place in followed.places) + timedelta(days=RATED_DAYS)
