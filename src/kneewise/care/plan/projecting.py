"""Day by day towards the aim: what the rules allow on each, as if all before was done green."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kneewise.care.plan.aim import Aim
from kneewise.care.plan.draft import Draft
from kneewise.care.plan.future import SHORTEN_EVERY_DAYS, Future
from kneewise.care.plan.lengths import LEAST_KM, Length, by_distance, by_step, easy, longer
from kneewise.care.plan.rhythm import (
    MOST_DAYS_UNDER_18,
    WEEK,
    is_run_day,
    next_long_day,
)
from kneewise.care.today.answer import TodayAnswer
from kneewise.care.today.ladder import EVERY_DAYS
from kneewise.care.today.resolve import answer, judgements
from kneewise.care.today.rules.how_far import step_today
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light
from kneewise.model.plan import SessionKind

HORIZON_DAYS = 52 * WEEK
"""Our choice: a plan looks a year ahead at most."""

SUMS = ("week_sum", "fourth_week", "day_sum")
WAITS = "place.waits"
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Projection:
    """The days up to the goal, or to the horizon; `reached` is the goal's day."""

    drafts: tuple[Draft, ...]
    reached: date | None


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the projection stands: the days to come, and the last 6 days with a run or a test."""

    future: Future
    runs: tuple[date, ...]
    tests: tuple[date, ...]
    ran: date | None
    on_ladder: bool
    entry_open: bool


def project(start: Situation, future: Future, aim: Aim, days: int = HORIZON_DAYS) -> Projection:
    """Days from today on, for a light that allows a plan; ends with the goal or the race."""
    stand = _begin(start, future)
    drafts: list[Draft] = []
    for shift in range(days):
        day = start.today + timedelta(days=shift)
        if shift and shift % SHORTEN_EVERY_DAYS == 0:
            stand = _lightened(stand, day)
        draft, stand = _day(stand, day, aim)
        drafts.append(draft)
        if draft.kind is SessionKind.GOAL:
            return Projection(tuple(drafts), day)
        if day == aim.on:
            break
    return Projection(tuple(drafts), None)


def _begin(start: Situation, future: Future) -> Stand:
    days = {outing.day for outing in start.lights.runs}
    return Stand(
        future=future,
        runs=tuple(sorted(day for day in days if (start.today - day).days < WEEK)),
        tests=(),
        ran=max(days, default=None),
        on_ladder=start.on_ladder,
        entry_open=_entry_open(start),
    )


def _lightened(stand: Stand, day: date) -> Stand:
    moment = stand.future.asked_at(day)
    return stand if moment is None else replace(stand, future=stand.future.shortened(moment))


def _entry_open(s: Situation) -> bool:
    return s.entry_after is not None and s.entry_passed_on is None


def _day(stand: Stand, day: date, aim: Aim) -> tuple[Draft, Stand]:
    """What a day holds, and where the projection stands after it."""
    moment = stand.future.asked_at(day) if _asks(stand, day, aim) else None
    if moment is None:
        draft, s = Draft(day, SessionKind.REST, "place.rest"), None
    else:
        s = stand.future.situation(moment)
        draft = _draft(stand, s, answer(s, judgements(s)), aim)
    test = draft.kind is SessionKind.ENTRY_TEST
    run = draft.done is not None
    return draft, Stand(
        future=stand.future.after(day, moment, draft.done, entry_test=test),
        runs=_lately(stand.runs, day, more=run),
        tests=_lately(stand.tests, day, more=test),
        ran=day if run else stand.ran,
        on_ladder=stand.on_ladder if s is None else s.on_ladder,
        entry_open=stand.entry_open if s is None else _entry_open(s),
    )


def _lately(days: tuple[date, ...], day: date, *, more: bool) -> tuple[date, ...]:
    """Of these days the ones that are within a week of tomorrow, and this one if it is more."""
    return tuple(d for d in days if (day - d).days < WEEK - 1) + ((day,) if more else ())


def _asks(stand: Stand, day: date, aim: Aim) -> bool:
    """Whether a run, or the test before one, may stand on this day at all."""
    rests = aim.minor and len(stand.runs) + len(stand.tests) >= MOST_DAYS_UNDER_18
    if rests or stand.ran == day:  # one run a day: today's is done
        return False
    if stand.entry_open or day == aim.on:
        return True
    if len(stand.runs) >= aim.days or aim.eve(day):
        return False
    too_soon = stand.ran is not None and (day - stand.ran).days < EVERY_DAYS
    return is_run_day(day, aim.days) and not (stand.on_ladder and too_soon)


def _draft(stand: Stand, s: Situation, today: TodayAnswer, aim: Aim) -> Draft:
    """A run of that day, the entry test where it is still open, else a day that waits."""
    day = s.today
    if today.light is Light.RED or today.cap.km <= 0:
        after = s.entry_after
        if _entry_open(s) and after is not None and day > after:
            return Draft(day, SessionKind.ENTRY_TEST, "place.entry_test", today=today)
        return Draft(day, SessionKind.REST, WAITS, today=today)
    draft = Draft(
        day,
        SessionKind.RUN,
        "place.easy",
        moment=s.now,
        today=today,
        longest_km=s.running.longest(),
        after_a_run=stand.ran is not None and (day - stand.ran).days == 1,
    )
    step = step_today(s)
    if step is not None and today.cap.minutes is not None:
        found = by_step(step, today, s.km_a_minute)
        if found is None or (found[0].minutes < step.minutes and _better_later(stand, today)):
            return Draft(day, SessionKind.REST, WAITS, today=today)
        kind = SessionKind.WALK_RUN if step.walk else SessionKind.RUN
        done, blocks = found
        ladder = replace(draft, kind=kind, place="place.ladder", stage=step.number + 1)
        return replace(ladder, done=done, blocks=blocks)
    return _by_distance(draft, s, stand.future, aim)


def _better_later(stand: Stand, today: TodayAnswer) -> bool:
    """Whether a part of a step would take the place of a whole one a day later.

    Only sums that free themselves by waiting, and only soon after a run: else nothing would come.
    """
    soon = stand.ran is not None and (today.day - stand.ran).days <= EVERY_DAYS
    return soon and today.cap.rule in SUMS


def _by_distance(draft: Draft, s: Situation, future: Future, aim: Aim) -> Draft:
    today, day = draft.today, draft.day
    assert today is not None  # noqa: S101 - a run is only drafted for a day that was asked about
    if _goal(today, day, aim):
        done, blocks = by_distance(aim.km, s.km_a_minute)
        return replace(draft, kind=SessionKind.GOAL, place="place.goal", done=done, blocks=blocks)
    long_day = next_long_day(day, aim.on) == day and day != aim.on
    length: Length = longer(today, aim) if long_day else easy(s, future, today, aim)
    if length.km < LEAST_KM:
        return Draft(day, SessionKind.REST, WAITS, today=today)
    done, blocks = by_distance(length.km, s.km_a_minute)
    place = "place.longer" if long_day else "place.easy"
    return replace(draft, place=place, done=done, blocks=blocks, length=length.said)


def _goal(today: TodayAnswer, day: date, aim: Aim) -> bool:
    """Whether the goal is run today: on its day, or on the first longer run that may be so long."""
    if today.cap.km + _EXACT < aim.km:
        return False
    if aim.on is not None:
        return day == aim.on
    return day >= aim.not_before and next_long_day(day, None) == day
