"""The calendar of a simulated runner before any pain: when, where, how hard, how rested."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from kneewise.simulate.runner import Gait, RunKind

Chosen = TypeVar("Chosen")

RUN_DAYS: Mapping[int, float] = {1: 0.88, 3: 0.85, 5: 0.45, 6: 0.93}
"""Chance of a run on that weekday (Monday is 0); Sunday is the long run."""

KINDS: Mapping[int, tuple[tuple[RunKind, float], ...]] = {
    1: ((RunKind.INTERVALS, 0.45), (RunKind.EASY, 0.55)),
    3: ((RunKind.EASY, 0.7), (RunKind.TEMPO, 0.3)),
    5: ((RunKind.RECOVERY, 0.6), (RunKind.EASY, 0.4)),
    6: ((RunKind.LONG, 1.0),),
}

ROUTES: Mapping[RunKind, tuple[tuple[str, float], ...]] = {
    RunKind.EASY: (
        ("river", 0.34), ("fields", 0.26), ("hills", 0.24), ("forest", 0.09), ("treadmill", 0.07),
    ),
    RunKind.RECOVERY: (("river", 0.6), ("fields", 0.16), ("hills", 0.1), ("treadmill", 0.14)),
    RunKind.LONG: (("river", 0.38), ("fields", 0.33), ("hills", 0.17), ("forest", 0.12)),
    RunKind.TEMPO: (("river", 0.6), ("fields", 0.3), ("treadmill", 0.1)),
    RunKind.INTERVALS: (("track", 0.7), ("river", 0.3)),
}  # fmt: skip
"""Where each kind is run; long runs are hillier than fast ones, as with most runners."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A run as the calendar holds it; its length is decided when its turn comes.

    `luck` holds uniform draws in [0, 1) used one by one when the run is done, so that the same
    calendar under other causes differs by the causes alone.
    """

    start: datetime
    utc_offset_s: int
    day: date
    kind: RunKind
    place: str
    gait: Gait
    cold_start: bool
    stretched_min: float | None
    temperature_c: float
    speed_m_s: float
    hard_share: float
    luck: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OtherSession:
    """A ride, swim or walk: local wall-clock start, place, minutes."""

    start: datetime
    utc_offset_s: int
    day: date
    place: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Calendar:
    """All slots in time order, the other sports, and one value a day of the daily log.

    `sleep_h`, `stress`, `soreness` and `strength_min` have one entry a day from `first_day`.
    """

    first_day: date
    slots: tuple[Slot, ...]
    others: tuple[OtherSession, ...]
    sleep_h: NDArray[np.float64]
    stress: NDArray[np.float64]
    soreness: NDArray[np.float64]
    strength_min: NDArray[np.float64]


def plan_calendar(rng: np.random.Generator, first_day: date, days: int, zone: str) -> Calendar:
    """Two years (or `days`) of plans in the zone's local time, without looking at any pain."""
    away = _breaks(rng, first_day, days)
    clock = _Clock(ZoneInfo(zone))
    dates = [first_day + timedelta(days=number) for number in range(days)]
    slots = tuple(
        _slot(rng, clock, day, weekday, first_day)
        for day, weekday in _run_days(rng, dates)
        if day not in away
    )
    others = tuple(_other_sports(rng, clock, [day for day in dates if day not in away]))
    strength = np.where(rng.random(days) < 0.16, rng.integers(4, 9, days) * 5.0, 0.0)
    strained = np.concatenate(([0.0], strength[:-1])) > 0
    sore = np.round(rng.gamma(1.0, 0.9, days) + 2.4 * strained)
    return Calendar(
        first_day=first_day,
        slots=slots,
        others=others,
        sleep_h=np.clip(np.round(rng.normal(7.2, 0.85, days) * 4) / 4, 4.0, 9.5),
        stress=np.clip(np.round(rng.normal(3.6, 1.8, days)), 0, 10),
        soreness=np.clip(sore, 0.0, 10.0).astype(np.float64),
        strength_min=strength,
    )


@dataclass(frozen=True, slots=True)
class _Clock:
    zone: ZoneInfo

    def at(self, day: date, minute: float) -> tuple[datetime, int]:
        """UTC and offset of a local minute of a day; whole seconds."""
        local = datetime.combine(day, time(), tzinfo=self.zone) + timedelta(
            seconds=int(minute * 60)
        )
        offset = local.utcoffset()
        seconds = 0 if offset is None else int(offset.total_seconds())
        return local.astimezone(UTC), seconds


def _breaks(rng: np.random.Generator, first_day: date, days: int) -> frozenset[date]:
    """Two weeks off in summer and an illness in winter, each year somewhere else."""
    away: set[date] = set()
    for year in range(first_day.year, first_day.year + days // 365 + 2):
        summer = date(year, 7, 24) + timedelta(days=int(rng.integers(-18, 19)))
        winter = date(year, 2, 4) + timedelta(days=int(rng.integers(-22, 23)))
        for start, length in ((summer, rng.integers(12, 17)), (winter, rng.integers(10, 15))):
            away |= {start + timedelta(days=number) for number in range(int(length))}
    return frozenset(away)


def _run_days(rng: np.random.Generator, dates: list[date]) -> Iterator[tuple[date, int]]:
    for day in dates:
        for weekday, chance in RUN_DAYS.items():
            moved = 1 if weekday in (1, 3) and rng.random() < 0.15 else 0
            if day.weekday() == weekday and rng.random() < chance:
                yield day + timedelta(days=moved), weekday


def _slot(
    rng: np.random.Generator, clock: _Clock, day: date, weekday: int, first_day: date
) -> Slot:
    kind = _choose(rng, KINDS[weekday])
    place = _choose(rng, ROUTES[kind])
    hard = kind in (RunKind.INTERVALS, RunKind.TEMPO)
    start, offset = clock.at(day, _minute(rng, weekday))
    number = (day - first_day).days
    season = float(np.cos(2 * np.pi * (day.timetuple().tm_yday - 200) / 365.25))
    fitness = 1.0 + 0.02 * season + 0.03 * number / 730
    return Slot(
        start=start,
        utc_offset_s=offset,
        day=day,
        kind=kind,
        place=place,
        gait=Gait(
            step_ln=float(rng.normal(0.0, 0.018)),
            fade_spm=float(rng.normal(1.6, 1.6)),
            balance_percent=float(rng.normal(49.7, 0.6)),
        ),
        cold_start=bool(hard and rng.random() < 0.3),
        stretched_min=float(rng.integers(3, 9)) if rng.random() < 0.22 else 0.0,
        temperature_c=float(10.5 + 9.0 * season + rng.normal(0.0, 3.5)),
        speed_m_s=float(2.88 * fitness * np.exp(rng.normal(0.0, 0.02))),
        hard_share=float(rng.uniform(0.3, 0.6)) if hard else float(rng.uniform(0.0, 0.06)),
        luck=tuple(rng.random(24).tolist()),
    )


def _minute(rng: np.random.Generator, weekday: int) -> float:
    """Local minute of the day: Sunday morning, Saturday afternoon, else evening or early."""
    if weekday == 6:
        return float(rng.normal(9 * 60, 35))
    if weekday == 5:
        return float(rng.normal(17 * 60, 40))
    early = rng.random() < 0.25
    return float(rng.normal(6.5 * 60, 15) if early else rng.normal(18.2 * 60, 30))


def _other_sports(
    rng: np.random.Generator, clock: _Clock, dates: list[date]
) -> Iterator[OtherSession]:
    """Rides on Saturday morning, swims on Monday evening, walks on Sunday afternoon."""
    usual = {
        5: ("valley", 0.4, 10.0, 75.0),
        0: ("pool", 0.22, 19.2, 40.0),
        6: ("town", 0.2, 15.5, 55.0),
    }
    for day in dates:
        place, chance, hour, minutes = usual.get(day.weekday(), ("", 0.0, 0.0, 0.0))
        if rng.random() >= chance:
            continue
        start, offset = clock.at(day, hour * 60 + float(rng.normal(0.0, 20.0)))
        length = float(np.round(minutes * rng.uniform(0.7, 1.35)))
        yield OtherSession(start, offset, day, place, length)


def _choose(rng: np.random.Generator, options: tuple[tuple[Chosen, float], ...]) -> Chosen:
    weights = np.array([weight for _, weight in options])
    return options[int(rng.choice(len(options), p=weights / weights.sum()))][0]
