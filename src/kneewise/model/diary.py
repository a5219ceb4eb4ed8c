"""What the runner tells: pain, when an episode began, and everything else worth a line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kneewise.model.run import DEFAULT_RUNNER

PAINFUL = 3
"""A run is painful from this rating up (INFERENCE.md 1)."""


class Side(StrEnum):
    """Which knee."""

    LEFT = "left"
    RIGHT = "right"


class Window(StrEnum):
    """When, relative to a run or a day, a rating speaks of."""

    BEFORE = "before"
    DURING = "during"
    WITHIN_24H = "within_24h"
    NEXT_MORNING = "next_morning"
    DAY_MORNING = "day_morning"
    DAY_EVENING = "day_evening"


OUTCOME_WINDOWS = (Window.DURING, Window.WITHIN_24H, Window.NEXT_MORNING)
"""The windows whose worst rating is a run's outcome Y."""


class Site(StrEnum):
    """A point on the knee map; the last four before `other` are coarse and stay coarse."""

    FRONT_AROUND_KNEECAP = "front-around-kneecap"
    FRONT_BEHIND_KNEECAP = "front-behind-kneecap"
    FRONT_UPPER_POLE = "front-upper-pole"
    FRONT_LOWER_POLE = "front-lower-pole"
    FRONT_BESIDE_TENDON = "front-beside-tendon"
    FRONT_SHIN_BUMP = "front-shin-bump"
    INSIDE_KNEECAP_EDGE = "inside-kneecap-edge"
    INSIDE_JOINT_LINE = "inside-joint-line"
    INSIDE_BELOW = "inside-below"
    OUTSIDE_JOINT_LINE = "outside-joint-line"
    OUTSIDE_ABOVE = "outside-above"
    BACK = "back"
    THIGH_ABOVE = "thigh-above"
    DIFFUSE = "diffuse"
    FRONT = "front"
    INSIDE = "inside"
    OUTSIDE = "outside"
    AROUND_KNEECAP = "around-kneecap"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class PainEntry:
    """One rating of one knee in one window: 0–10, or None where it was asked and left open.

    One row a (runner, side, local day, window) and run; `entered_at` is aware UTC and tells
    backdated ratings apart. Unrated is no row, never 0.
    """

    side: Side
    day: date
    window: Window
    value: int | None
    entered_at: datetime
    run_id: int | None = None
    site: Site | None = None
    runner: str = DEFAULT_RUNNER


@dataclass(frozen=True, slots=True)
class RunReport:
    """What the runner says of one run beside the ratings; None is "not said".

    `pain_began_km` is where in the run pain began; `shortened` and `changed` whether the run
    was cut or altered for the knee; `planned_km` what had been planned; painkillers as said.
    """

    run_id: int
    pain_began_km: float | None = None
    shortened: bool | None = None
    changed: bool | None = None
    planned_km: float | None = None
    planned_pace_s_per_km: float | None = None
    planned_descent_m: float | None = None
    painkiller_before: bool | None = None
    painkiller_after: bool | None = None
    runner: str = DEFAULT_RUNNER


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of knee trouble, opened by the runner: it began on a local day.

    `end_told_at` (aware UTC) is when the end in force was told of one that was kept already;
    None where it came in with its end, or is open.
    """

    id: int
    side: Side
    began_on: date
    ended_on: date | None = None
    site: Site | None = None
    runner: str = DEFAULT_RUNNER
    end_told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogEntry:
    """Everything else that is logged: soreness, sleep, stretching, strength, skipped runs.

    `at` is aware UTC, `day` the local date it speaks of; `value` has the unit of its kind
    (`LOG_KINDS`).
    """

    kind: str
    at: datetime
    day: date
    value: float | None
    unit: str | None = None
    run_id: int | None = None
    note: str | None = None
    runner: str = DEFAULT_RUNNER


class Muscle(StrEnum):
    """Where a leg may be sore; the names in log kinds."""

    FRONT_THIGH = "front_thigh"
    BACK_THIGH = "back_thigh"
    HIP = "hip"
    CALF = "calf"


SORENESS_KINDS = {f"sore_{muscle}_{side}": (muscle, side) for muscle in Muscle for side in Side}
"""Kinds of log that rate one muscle group of one side, 0-10, beside `soreness` of the thighs."""

LOG_KINDS = {
    "soreness": "0-10, thigh muscles on that day",
    "strength": "minutes of leg strength work",
    "stretching": "minutes of static stretching before the run",
    "warm_up": "minutes of warm-up before the run",
    "sleep": "hours slept in the night before",
    "stress": "0-10",
    "ice": "minutes",
    "insoles": "1 when worn, 0 when a trial of them ends",
    "skipped": "1 when a planned run was left out; the note says why",
    "planned_run": "km planned for that day",
    "other_sport": "minutes of a sport without a recording; the note says which",
    "painkiller": "1 for any painkiller or gel that day",
    "gel": "grams of an anti-inflammatory gel; the note names the product",
    "walked_stairs": "1 when ordinary walking and stairs were done that day",
    "brisk_walk": "minutes of brisk walking without a limp (entry test)",
    "limp": "1 on a day with a limp",
    "swelling": "1 on a day with a swollen knee",
    "night_pain": "1 after a night with knee pain",
    "giving_way": "1 on a day the knee gave way",
    "locking": "1 on a day the knee locked",
    "clinician_date": "1 on the day from which a clinician lets you run again",
    **dict.fromkeys(SORENESS_KINDS, "0-10, that muscle group on that day"),
}
"""The kinds of log the house reads and the unit of each; others are kept where they came in."""

LOG_SIGNS = frozenset(
    {"limp", "swelling", "night_pain", "giving_way", "locking", "painkiller", "gel"}
)
"""What is logged against running: it stays in the log, so that taking it back allows nothing."""

LOG_AHEAD = frozenset({"planned_run", "clinician_date"})
"""What may speak of a day to come."""

LOG_LIMITS = {
    "soreness": (0, 10),
    "strength": (0, 600),
    "stretching": (0, 240),
    "warm_up": (0, 240),
    "sleep": (0, 24),
    "stress": (0, 10),
    "ice": (0, 240),
    "planned_run": (0, 500),
    "other_sport": (0, 1440),
    "gel": (0, 100),
    "brisk_walk": (0, 600),
    **dict.fromkeys(SORENESS_KINDS, (0, 10)),
}
"""What a value of a kind can be; kinds that are not here are yes (1) or no (0)."""
