"""A goal, and the plan towards it: sessions on days, each with what to do and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kneewise.model.advice import Advice
from kneewise.model.run import DEFAULT_RUNNER


@dataclass(frozen=True, slots=True)
class Goal:
    """What the runner wants: a distance in km, by a date (None: whenever), on 1-7 days a week."""

    km: float
    days: int
    entered_at: datetime
    race_on: date | None = None
    ended_at: datetime | None = None
    id: int | None = None
    runner: str = DEFAULT_RUNNER


class SessionKind(StrEnum):
    """What a day of the plan holds."""

    RUN = "run"
    WALK_RUN = "walk_run"
    GOAL = "goal"
    ENTRY_TEST = "entry_test"
    STRENGTH = "strength"
    OTHER_SPORT = "other_sport"
    REST = "rest"


class Gait(StrEnum):
    """How a stretch of a session is covered."""

    WARM_UP = "warm_up"
    RUN = "run"
    WALK = "walk"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One stretch of a session, by minutes or by km; exactly one of them is known."""

    gait: Gait
    minutes: float | None = None
    km: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Stretches in order, done so many times."""

    times: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One session on a local day.

    `uid` stays the same for the same place in the plan, so that a calendar updates it. `km` is
    running at most, `minutes` on feet (both None where the session has none); `blocks` is its
    structure for a watch, empty for what is no run. `because` says why it is there and how long.
    """

    uid: str
    day: date
    kind: SessionKind
    title: str
    because: tuple[Advice, ...]
    km: float | None = None
    minutes: float | None = None
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class SentSession:
    """What a calendar was last told of a session: `sequence` grows with every change."""

    uid: str
    day: date
    sequence: int
    content: str
    sent_at: datetime
    cancelled_at: datetime | None = None
    runner: str = DEFAULT_RUNNER
