"""A year of running, day by day: kilometres, knee load and pain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kneewise.journal.looking import worst_of_runs
from kneewise.journal.past import load_history
from kneewise.model.diary import PAINFUL
from kneewise.model.history import History
from kneewise.model.run import Run
from kneewise.store.home import Store


@dataclass(frozen=True, slots=True)
class RunDay:
    """A day with at least one run.

    `km` and `knee_load_km` (easy kilometres, middle of its interval) are sums over its runs of
    what is known, None where nothing is. `pain` is the worst rating of its runs and either knee,
    None where none of them is rated: unrated is not 0.
    """

    day: date
    runs: tuple[int, ...]
    km: float | None
    knee_load_km: float | None
    pain: int | None


@dataclass(frozen=True, slots=True)
class MonthOfRuns:
    """One month: its runs, kilometres, and how many runs were rated and painful."""

    first: date
    runs: int
    km: float
    rated: int
    painful: int


@dataclass(frozen=True, slots=True)
class YearOfRuns:
    """One year, the days with a run in order; `years` are all that hold a run, oldest first.

    `worst_month` is the month with the highest share of painful among its rated runs, of those
    with at least three rated and one painful; None where there is none. `km_before` is what the
    year before came to by its end, None without a run in it.
    """

    year: int
    years: tuple[int, ...]
    days: tuple[RunDay, ...]
    months: tuple[MonthOfRuns, ...]
    runs: int
    km: float
    rated: int
    painful: int
    worst_month: MonthOfRuns | None
    km_before: float | None


LEAST_RATED = 3
"""Rated runs a month needs before its share of painful ones says anything (our choice)."""


def year_of_runs(store: Store, runner: str, year: int | None = None) -> YearOfRuns:
    """The days of a year; of the latest with a run, or this one, where none is named."""
    history = load_history(store, runner)
    years = sorted({run.day.year for run in history.runs})
    if year is None:
        year = years[-1] if years else datetime.now(UTC).astimezone().year
    mine = [run for run in history.runs if run.day.year == year]
    before = [run for run in history.runs if run.day.year == year - 1]
    worst = _worst(history, mine)
    months = _months(mine, worst, year)
    return YearOfRuns(
        year=year,
        years=tuple(years),
        days=_days(history, mine, worst),
        months=months,
        runs=len(mine),
        km=_km(mine) or 0.0,
        rated=sum(month.rated for month in months),
        painful=sum(month.painful for month in months),
        worst_month=_worst_month(months),
        km_before=_km(before),
    )


def _worst(history: History, runs: list[Run]) -> dict[int, int]:
    mine = {run.id for run in runs}
    found = worst_of_runs(entry for entry in history.diary if entry.run_id in mine)
    return {run_id: max(sides.values()) for run_id, sides in found.items()}


def _days(history: History, runs: list[Run], worst: dict[int, int]) -> tuple[RunDay, ...]:
    by_day: dict[date, list[Run]] = defaultdict(list)
    for run in runs:
        by_day[run.day].append(run)
    return tuple(
        RunDay(
            day=day,
            runs=tuple(run.id for run in found),
            km=_km(found),
            knee_load_km=_load(history, found),
            pain=max((worst[run.id] for run in found if run.id in worst), default=None),
        )
        for day, found in sorted(by_day.items())
    )


def _months(runs: list[Run], worst: dict[int, int], year: int) -> tuple[MonthOfRuns, ...]:
    months = []
    for number in range(1, 13):
        mine = [run for run in runs if run.day.month == number]
        rated = [worst[run.id] for run in mine if run.id in worst]
        months.append(
            MonthOfRuns(
                first=date(year, number, 1),
                runs=len(mine),
                km=_km(mine) or 0.0,
                rated=len(rated),
                painful=sum(pain >= PAINFUL for pain in rated),
            )
        )
    return tuple(months)


def _worst_month(months: tuple[MonthOfRuns, ...]) -> MonthOfRuns | None:
    telling = [month for month in months if month.rated >= LEAST_RATED and month.painful]
    return max(telling, key=lambda month: month.painful / month.rated, default=None)


def _km(runs: list[Run]) -> float | None:
    known = [run.distance_m / 1000 for run in runs if run.distance_m is not None]
    return sum(known) if known else None


def _load(history: History, runs: list[Run]) -> float | None:
    found = [history.loads[run.id].cumulative for run in runs if run.id in history.loads]
    known = [load.mid for load in found if load is not None]
    return sum(known) if known else None
