"""What of a plan may leave the house: seven days, and nothing where the light gives no plan."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.model.advice import Light
from kneewise.model.plan import Session, SessionKind

DAYS_AHEAD = 7
"""Sessions of today and of so many days after it are exported (SAFETY.md, Plan and watch)."""

WITHOUT_A_PLAN = frozenset({Light.RED, Light.UNSCREENED})
"""Lights under which there is no plan, whatever was handed over as one (SAFETY.md)."""

_EXACT = 1e-6  # what floating point may take off a whole metre or second


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that goes out: its name, what kind of file it is, and its bytes."""

    name: str
    media_type: str
    data: bytes


def leaving(sessions: Iterable[Session], light: Light, today: date) -> tuple[Session, ...]:
    """The sessions that may be exported, by day: none under a light without a plan.

    A rest day is left out: a day with nothing on it is one.
    """
    if light in WITHOUT_A_PLAN:
        return ()
    last = today + timedelta(days=DAYS_AHEAD)
    found = (s for s in sessions if today <= s.day <= last and s.kind is not SessionKind.REST)
    return tuple(sorted(found, key=lambda session: (session.day, session.uid)))


def whole(value: float, per: float = 1.0) -> int:
    """`value` in parts of which `per` make one, never rounded up: a limit stays one."""
    return math.floor(value * per + _EXACT)
