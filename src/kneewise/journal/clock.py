"""The runner's own clock: what "today" and "this morning" mean wherever something is told or asked.

One clock for all: a rating filed by the machine's zone and a light read by the runner's would lie
on different days.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kneewise.store.home import Store


def local_now(store: Store, runner: str, at: datetime | None = None) -> datetime:
    """The moment in the runner's home zone, else the machine's."""
    moment = at if at is not None else datetime.now(UTC)
    return moment.astimezone(home_zone(store, runner))


def home_zone(store: Store, runner: str) -> ZoneInfo | None:
    """The runner's home zone; None where it was not said or is none, and the machine's is meant."""
    zone = store.facts.profile(runner).get("home_zone")
    try:
        return None if zone is None else ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None  # kept by an older version, or a zone that this machine's tables lack


def local_day(store: Store, runner: str, at: datetime | None = None) -> date:
    """The runner's date at that moment, now without one."""
    return local_now(store, runner, at).date()
