"""Days of gel: one counter over all anti-inflammatory gels and both knees (SAFETY.md, Gels)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kneewise.care.relief.answers import GelUse
from kneewise.model.diary import LogEntry

WARN_DAYS = 3
STOP_DAYS = 7
OF_30_DAYS = 10
COURSE_GAP_DAYS = 7
"""Our precaution: a course ends only after a week without any gel, so that a free day in
between starts nothing anew."""


def gel_use(log: Iterable[LogEntry], today: date) -> GelUse:
    """The use up to today. A line without an amount is a use; one of 0 g is none."""
    used = [e for e in log if e.kind == "gel" and e.value != 0 and e.day <= today]
    days = sorted({entry.day for entry in used}, reverse=True)
    course = _course(days, today)
    of_30 = sum(day > today - timedelta(days=30) for day in days)
    return GelUse(
        course_days=course,
        days_of_30=of_30,
        grams_today=_grams(entry for entry in used if entry.day == today),
        warn=course >= WARN_DAYS,
        stop=course >= STOP_DAYS or of_30 >= OF_30_DAYS,
    )


def _course(days: list[date], today: date) -> int:
    """Days of use, back from today, until a gap of a week or more."""
    count, later = 0, today
    for day in days:
        if (later - day).days > COURSE_GAP_DAYS:
            break
        count, later = count + 1, day
    return count


def _grams(used: Iterable[LogEntry]) -> dict[str, float | None]:
    grams: dict[str, float | None] = {}
    for entry in used:
        name = entry.note or "other"
        before = grams.get(name, 0.0)
        grams[name] = None if before is None or entry.value is None else before + entry.value
    return grams
