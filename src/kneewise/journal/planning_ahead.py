"""What is planned for the rest of this week, for a page that must not wait for a whole plan.

A plan to a marathon takes a second where years of runs are read. So what it holds for the coming
days is kept for as long as nothing it rests on changes and the day is the same; a plan asked for
itself is made anew every minute.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from kneewise.journal.clock import local_now
from kneewise.journal.planning import PLANNED, goal_in_force, plan
from kneewise.model.plan import Session
from kneewise.store.home import Store

_NAME = "week_ahead"


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """Sessions from today to Sunday, in order; empty where there is no plan now.

    `known` is False where they were not worked out yet (`week_ahead` works them out).
    """

    sessions: tuple[Session, ...] = ()
    known: bool = True


def week_ahead(store: Store, runner: str) -> WeekAhead:
    """The rest of this week as planned, worked out where it is not known."""
    if goal_in_force(store, runner) is None:
        return WeekAhead()
    today = _today(store, runner)

    def made() -> WeekAhead:
        answer = plan(store, runner)
        sunday = today + timedelta(days=6 - today.weekday())
        sessions = () if answer is None else answer.sessions
        return WeekAhead(tuple(one for one in sessions if today <= one.day <= sunday))

    return store.remembered(_NAME, PLANNED, made, runner, also=today)


def week_ahead_known(store: Store, runner: str) -> WeekAhead:
    """The same where it is known, else `known` is False; it never waits."""
    if goal_in_force(store, runner) is None:
        return WeekAhead()
    found = store.known(_NAME, PLANNED, runner, also=_today(store, runner))
    return WeekAhead(known=False) if found is None else cast("WeekAhead", found)


def _today(store: Store, runner: str) -> date:
    return local_now(store, runner).date()
