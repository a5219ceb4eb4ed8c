"""Runs that came in twice, hours apart: an exporter's wrong time zone makes a second run of one.

Equal in distance and moving time, and apart by what two zones can differ, not overlapping (what
overlaps is one run anyway). SAFETY.md, Cap: what is tolerated is no duplicate. Nobody knows which
of the two is right, so both count as load and only the earlier one earns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from kneewise.care.today.gaming import HOLD
from kneewise.care.today.record import Outing

MOST_APART = timedelta(hours=14)
"""The time zone furthest from UTC."""

STEP_S = 900.0
"""Time zones differ by quarters of an hour."""

CLOCK_S = 30.0
"""Our choice: the clocks of two files of one run differ by seconds."""

ALIKE = 0.01
"""Our choice: two exporters work out distance and moving time to within 1 %."""


def is_again(
    apart: timedelta, kms: tuple[float, float], minutes: tuple[float | None, float | None]
) -> bool:
    """Whether a run is another one again, so much later: by distance, moving time and the clock."""
    first, second = minutes
    if first is None or second is None or not timedelta(0) < apart <= MOST_APART + _CLOCK:
        return False
    off = apart.total_seconds() % STEP_S
    return min(off, STEP_S - off) <= CLOCK_S and _alike(*kms) and _alike(first, second)


def shifted_twins(runs: Sequence[Outing], now: datetime) -> Mapping[int, int]:
    """Runs that are an earlier one again: the id of each and of the earliest such. In time order.

    The earlier one stands in the way until it was deleted 7 days ago (SAFETY.md, No gaming).
    """
    found: dict[int, int] = {}
    for place, one in enumerate(runs):
        if one.deleted and one.changed_at is not None and one.changed_at <= now - HOLD:
            continue
        for other in runs[place + 1 :]:
            if other.started_at - one.started_at > MOST_APART + _CLOCK:
                break
            if other.id != one.id and other.started_at >= one.ended_at and _same(one, other):
                found.setdefault(other.id, found.get(one.id, one.id))
    return found


_CLOCK = timedelta(seconds=CLOCK_S)


def _same(one: Outing, other: Outing) -> bool:
    """By any distance that either was ever said to have, so that no edit hides it."""
    apart = other.started_at - one.started_at
    return any(
        is_again(apart, (mine, theirs), (one.minutes, other.minutes))
        for mine in one.kms
        for theirs in other.kms
    )


def _alike(one: float, other: float) -> bool:
    return abs(one - other) <= ALIKE * max(one, other)
