"""A goal, and the plan towards it: made anew from the diary each time, never kept."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from kneewise.care.plan import PlanAnswer
from kneewise.care.plan import plan as plan_towards
from kneewise.care.plan.opening import MOST_KM_UNDER_18
from kneewise.care.plan.projecting import HORIZON_DAYS
from kneewise.care.today.record import CareRecord
from kneewise.care.today.rules.minor import is_minor
from kneewise.care.today.situation import Situation
from kneewise.journal.checking import screening
from kneewise.journal.clock import local_now
from kneewise.journal.today import care_record, this_minute
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.plan import Goal
from kneewise.model.quantity import Distance
from kneewise.model.words import Said
from kneewise.store.fingerprint import CARED
from kneewise.store.home import Store

NAMED_KM = {"half": 21.0975, "half-marathon": 21.0975, "marathon": 42.195}
LEAST_KM, MOST_KM = 1.0, 100.0
MOST_DAYS = 7
DEFAULT_DAYS = 3

PLANNED = (*CARED, "goals")
"""What a plan rests on, beside the clock."""


def goal_km(said: str) -> float:
    """Kilometres of a goal as people write it: `5k`, `10k`, `half`, `marathon`, `12.5km`, `12.5`.

    Raises UsageError for anything else.
    """
    word = said.strip().lower().replace(" ", "").replace(",", ".")
    if word in NAMED_KM:
        return NAMED_KM[word]
    number = word.removesuffix("km").removesuffix("k")
    if not number.replace(".", "", 1).isdecimal() or not number.isascii():
        raise UsageError(f"{said!r} is no distance; say 5k, 10k, half, marathon or 12.5km.")
    return float(number)


def set_goal(
    store: Store,
    runner: str,
    km: float,
    race_on: date | None = None,
    days: int = DEFAULT_DAYS,
    at: datetime | None = None,
) -> Goal:
    """Put a goal down; the one before ends. Raises UsageError for what can't be planned."""
    now = local_now(store, runner, at)
    if not LEAST_KM <= km <= MOST_KM:
        template = "A goal is from {least} to {most}, not {km}."
        least, most = Distance(LEAST_KM, None), Distance(MOST_KM, None)
        raise UsageError(Said.of(template, least=least, most=most, km=Distance(km, None)))
    if not 1 <= days <= MOST_DAYS:
        raise UsageError(f"Running days a week are from 1 to {MOST_DAYS}, not {days}.")
    today = now.date()
    if race_on is not None and race_on <= today:
        raise UsageError(Said.of("{day} is not ahead; a goal needs a day to come.", day=race_on))
    if race_on is not None and race_on >= today + timedelta(days=HORIZON_DAYS):
        template = "{day} is too far: a plan looks {weeks} weeks ahead."
        raise UsageError(Said.of(template, day=race_on, weeks=HORIZON_DAYS // 7))
    if km > MOST_KM_UNDER_18:
        told = Situation(CareRecord(profile=store.facts.profile(runner)), None, now)
        if is_minor(told):
            raise UsageError("Under 18 no plan goes beyond 10 km (our precaution).")
    goal = Goal(km=km, days=days, entered_at=now, race_on=race_on, runner=runner)
    return store.plans.set_goal(goal)


def end_goal(store: Store, runner: str, at: datetime | None = None) -> Goal:
    """End the goal in force. Raises NotFoundError where there is none."""
    goal = goal_in_force(store, runner)
    if goal is None:
        raise NotFoundError("No goal is set; `kneewise plan --goal 10k` sets one.")
    store.plans.end_goal(local_now(store, runner, at), runner)
    return goal


def goal_in_force(store: Store, runner: str) -> Goal | None:
    """The goal that has not ended; None where there is none."""
    return next((goal for goal in store.plans.goals(runner) if goal.ended_at is None), None)


def plan(store: Store, runner: str, at: datetime | None = None) -> PlanAnswer | None:
    """The plan towards the goal in force from today on; None where no goal is set."""
    goal = goal_in_force(store, runner)
    if goal is None:
        return None
    now = local_now(store, runner, at)

    def planned() -> PlanAnswer:
        return plan_towards(care_record(store, runner), screening(store, runner, now), goal, now)

    if at is not None:
        return planned()
    return store.remembered("plan", PLANNED, planned, runner, also=this_minute(now))
