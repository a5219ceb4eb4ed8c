"""The made-up runner on her way back: seen by a doctor, twelve days off, the entry test done.

Her two years know no rules, so they end in red. For the pages she is brought to where a runner who
follows the rules would be: at the first step of the ladder, with a goal and a plan towards it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kneewise.journal.journal import Journal
from kneewise.model.diary import LogEntry, Window

OFF_DAYS = 12
"""Days without a run: red asks for 7, the entry test for two pain-free ones more (SAFETY.md)."""

GOAL_KM = 10.0
GOAL_DAYS = 3
EXCLUDED = "bone stress injury, arthritis, torn meniscus"
WALK_MIN = 35.0
HOME = ZoneInfo("Europe/Berlin")
ASIDE = ((Window.DAY_MORNING, time(7)), (Window.DAY_EVENING, time(21)))


def come_back(journal: Journal, today: date) -> None:
    """Twelve days up to yesterday of rest, walks and zeros; flags cleared, and a goal."""
    first = today - timedelta(days=OFF_DAYS)
    for flag in journal.screening().flags:
        journal.clear_flag(
            flag.flag,
            on=first,
            profession="sports physician",
            excluded=EXCLUDED,
            sign_absent=True,
        )
    days = [first + timedelta(days=shift) for shift in range(OFF_DAYS)]
    lines = [_line("clinician_date", first, 1.0)]
    lines += [_line("walked_stairs", day, 1.0) for day in days]
    lines += [_line("brisk_walk", day, WALK_MIN) for day in days[-4:]]
    journal.store.diary.add_log(lines)
    for day in days:
        for window, hour in ASIDE:
            at = datetime.combine(day, hour, tzinfo=HOME)
            journal.rate(0, day=day, window=window, at=at)
    journal.rate(0, day=today, window=Window.DAY_MORNING)
    journal.set_goal(f"{GOAL_KM:g}km", days=GOAL_DAYS)


def _line(kind: str, day: date, value: float) -> LogEntry:
    at = datetime.combine(day, time(19), tzinfo=HOME).astimezone(UTC)
    return LogEntry(kind=kind, at=at, day=day, value=value)
