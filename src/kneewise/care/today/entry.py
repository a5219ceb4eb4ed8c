"""The entry test: what must be true before running again, whatever the calendar says.

On each of two days in a row: 30 minutes of brisk walking, ordinary walking and stairs, no limp
or other sign, morning and evening rated within the policy's limit. Our rule, from usual
practice (EVIDENCE.md 10.2); single-leg squats and hopping are left out for everybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.care.today.painfree import EVENING, MORNING, Told
from kneewise.care.today.policy import policy_now
from kneewise.care.today.record import days_ago

WALK_MIN = 30.0
DAYS = 2


@dataclass(frozen=True, slots=True)
class EntryDay:
    """One day of the test; None is not rated yet."""

    day: date
    walked_min: float
    stairs: bool
    morning: int | None
    evening: int | None
    sign: bool
    masked: bool
    limit: int

    @property
    def passed(self) -> bool:
        """Whether every item was there and within the limit."""
        rated = self.morning is not None and self.evening is not None
        worst = max(self.morning or 0, self.evening or 0)
        moved = self.walked_min >= WALK_MIN and self.stairs
        return rated and worst <= self.limit and moved and not self.sign and not self.masked


def entry_day(told: Told, day: date) -> EntryDay:
    """One day of the test as the diary has it; the worst rating of the day counts at both ends."""
    walked = [e.value or 0.0 for e in told.record.log if e.kind == "brisk_walk" and e.day == day]
    morning, evening = told.at(day, MORNING), told.at(day, EVENING)
    worst = told.worst(day)
    return EntryDay(
        day=day,
        walked_min=sum(walked),
        stairs=told.moved_well(day),
        morning=None if morning is None else max(morning, worst or 0),
        evening=evening,
        sign=day in told.signs,
        masked=day in told.masked_days,
        limit=policy_now(told).limit,
    )


def entry_passed(told: Told, after: date) -> date | None:
    """The first day that ended a passed test after a date; None while there is none."""
    walked = sorted({e.day for e in told.record.log if e.kind == "brisk_walk"})
    for day in walked:
        if after < days_ago(day, 1) and day < told.today:
            pair = (entry_day(told, days_ago(day, 1)), entry_day(told, day))
            if all(one.passed for one in pair):
                return day
    return None


def last_days(told: Told) -> tuple[EntryDay, ...]:
    """The two days before today, for whoever wants to see what is missing."""
    return tuple(entry_day(told, told.today - timedelta(days=back)) for back in (DAYS, 1))
