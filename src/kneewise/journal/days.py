"""Days that a person may mean: lived through, and within a life."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kneewise.model.errors import UsageError

EARLIEST = date(1900, 1, 1)
"""Nobody who runs today was hurt before; what looks back some months from there still can."""


def lived(day: date, today: date | None = None) -> date:
    """The day as it came. Raises UsageError for one still to come, or before 1900."""
    if day > (today if today is not None else datetime.now(UTC).astimezone().date()):
        raise UsageError(f"{day} is still to come.")
    return not_too_long_ago(day)


def not_too_long_ago(day: date) -> date:
    """The day as it came. Raises UsageError for one before 1900."""
    if day < EARLIEST:
        raise UsageError(f"{day} is too long ago; the first day that can be meant is {EARLIEST}.")
    return day
