"""Weeks from Monday to Sunday: what was run in each, how much load, how sore."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.exports.report.data import ReportData
from kneewise.model.diary import PainEntry, Side
from kneewise.model.effect import Interval


@dataclass(frozen=True, slots=True)
class Week:
    """One week. `runs` None where nothing at all is known of it; km and minutes of known runs only.

    `load` is in easy kilometres; its ends are added up, for the model errs alike in every run.
    `unknown_km` and `unknown_load` count the runs that lack them.
    """

    monday: date
    runs: int | None
    km: float | None
    longest_km: float | None
    minutes: float | None
    load: Interval | None
    unknown_km: int
    unknown_load: int
    pain: dict[Side, int]


def weeks_of(data: ReportData, first: date, last: date) -> tuple[Week, ...]:
    """Every week that touches the days from first to last, oldest first."""
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        found.append(_week(data, monday))
        monday += timedelta(days=7)
    return tuple(found)


def worst_a_day(diary: Iterable[PainEntry], side: Side) -> dict[date, int]:
    """The worst rating of one knee on each rated day."""
    worst: dict[date, int] = {}
    for entry in diary:
        if entry.side is side and entry.value is not None:
            worst[entry.day] = max(worst.get(entry.day, 0), entry.value)
    return worst


def _week(data: ReportData, monday: date) -> Week:
    past = data.history
    days = {monday + timedelta(days=at) for at in range(7)}
    runs = [run for run in past.runs if run.day in days and run.day <= data.today]
    kms = [run.distance_m / 1000 for run in runs if run.distance_m is not None]
    loads = [past.loads[run.id].cumulative for run in runs if run.id in past.loads]
    known = [load for load in loads if load is not None]
    minutes = [run.moving_s / 60 for run in runs if run.moving_s is not None]
    pain = {}
    for side in Side:
        rated = [v for day, v in worst_a_day(past.diary, side).items() if day in days]
        if rated:
            pain[side] = max(rated)
    return Week(
        monday=monday,
        runs=len(runs) if runs or _looked_at(data, monday) else None,
        km=sum(kms) if kms else None,
        longest_km=max(kms, default=None),
        minutes=sum(minutes) if minutes else None,
        load=_sum(known),
        unknown_km=len(runs) - len(kms),
        unknown_load=len(runs) - len(known),
        pain=pain,
    )


def _looked_at(data: ReportData, monday: date) -> bool:
    """Whether a week without a run lies within what is recorded, so that none is an answer."""
    runs, until = data.history.runs, data.days.known_until
    return bool(runs) and until is not None and runs[0].day <= monday <= until


def _sum(loads: list[Interval]) -> Interval | None:
    if not loads:
        return None
    return Interval(
        sum(load.low for load in loads),
        sum(load.mid for load in loads),
        sum(load.high for load in loads),
    )
