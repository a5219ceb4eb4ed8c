"""Which days of the week hold a run, and which the longer one (our choice, for want of trials)."""

from __future__ import annotations

from datetime import date, timedelta

RUN_DAYS = {
    1: (6,),
    2: (2, 6),
    3: (1, 3, 6),
    4: (1, 2, 4, 6),
    5: (1, 2, 3, 5, 6),
    6: (1, 2, 3, 4, 5, 6),
}
"""Weekdays, Monday 0: the longer run on Sunday with a rest day after it, rest days spread."""

STRENGTH_DAYS = {1: (6,), 2: (2, 6), 3: (1, 3), 4: (1, 4), 5: (1, 3), 6: (1, 4)}
"""Of them two with strength before the run, a day between them where there is one."""

LONG_DAY = 6
MOST_DAYS = 6
MOST_DAYS_UNDER_18 = 5
"""SAFETY.md: at least 2 rest days a week from 13 to 17; adults get one (our precaution)."""

WEEK = 7


def run_days(asked: int, *, minor: bool) -> int:
    """Days with a run a week, at most: what was asked, within the rest days."""
    return min(asked, MOST_DAYS_UNDER_18 if minor else MOST_DAYS)


def is_run_day(day: date, days: int) -> bool:
    """Whether this weekday holds a run; on the ladder never two days in a row (`care/today`)."""
    return day.weekday() in RUN_DAYS[days]


def other_sport_day(days: int) -> int | None:
    """The weekday for another sport: the first without a run that is not after the longer one."""
    after_long = (LONG_DAY + 1) % WEEK
    free = [day for day in range(WEEK) if day not in {*RUN_DAYS[days], after_long}]
    return free[0] if free else None


def next_long_day(day: date, race_on: date | None) -> date:
    """The longer run that a day leads up to, itself included: the week's, or the race.

    Within 6 days before the race its day takes the place of the week's longer run.
    """
    found = day + timedelta(days=(LONG_DAY - day.weekday()) % WEEK)
    if race_on is not None and day <= race_on and (race_on - found).days < WEEK:
        return race_on
    return found


def easy_days_left(day: date, until: date, days: int) -> int:
    """Run days from a day on and before the longer one."""
    span = (until - day).days
    return sum(is_run_day(day + timedelta(days=n), days) for n in range(span))
