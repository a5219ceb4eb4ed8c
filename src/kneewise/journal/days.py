"""Days that a person may mean: lived through, and within a life."""

from __future__ import annotations

from datetime import date

from kneewise.model.errors import UsageError
from kneewise.model.words import Said

EARLIEST = date(1900, 1, 1)
"""Nobody who runs today was hurt before; what looks back some months from there still can."""


def lived(day: date, today: date) -> date:
    """The day as it came. Raises UsageError for one after `today`, the runner's, or before 1900."""
    if day > today:
        raise UsageError(Said.of("{day} is still to come.", day=day))
    return not_too_long_ago(day)


def not_too_long_ago(day: date) -> date:
    """The day as it came. Raises UsageError for one before 1900."""
    if day < EARLIEST:
        template = "{day} is too long ago; the first day that can be meant is {first}."
        raise UsageError(Said.of(template, day=day, first=EARLIEST))
    return day
