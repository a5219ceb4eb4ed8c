"""A year of running, day by day: kilometres, knee load and pain."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kneewise.journal.answers import RunLine
from kneewise.journal.looking import runs
from kneewise.model.diary import PAINFUL
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
    every = runs(store, runner)
    years = sorted({line.day.year for line in every})
    if year is None:
        year = years[-1] if years else datetime.now(UTC).astimezone().year
    mine = [line for line in reversed(every) if line.day.year == year]
    before = [line for line in every if line.day.year == year - 1]
    months = _months(mine, year)
    return YearOfRuns(
        year=year,
        years=tuple(years),
        days=_days(mine),
        months=months,
        runs=len(mine),
        km=_km(mine) or 0.0,
        rated=sum(month.rated for month in months),
        painful=sum(month.painful for month in months),
        worst_month=_worst_month(months),
        km_before=_km(before),
    )


def _worst(line: RunLine) -> int | None:
    return max(line.pain.values(), default=None)


def _days(lines: list[RunLine]) -> tuple[RunDay, ...]:
    by_day: dict[date, list[RunLine]] = defaultdict(list)
    for line in lines:
        by_day[line.day].append(line)
    return tuple(
        RunDay(
            day=day,
            runs=tuple(line.id for line in found),
            km=_km(found),
            knee_load_km=_load(found),
            pain=max(
                (worst for line in found if (worst := _worst(line)) is not None), default=None
            ),
        )
        for day, found in sorted(by_day.items())
    )


def _months(lines: list[RunLine], year: int) -> tuple[MonthOfRuns, ...]:
    months = []
    for number in range(1, 13):
        mine = [line for line in lines if line.day.month == number]
        rated = [worst for line in mine if (worst := _worst(line)) is not None]
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


def _km(lines: list[RunLine]) -> float | None:
    known = [line.km for line in lines if line.km is not None]
    return sum(known) if known else None


def _load(lines: list[RunLine]) -> float | None:
    known = [line.knee_load_km.mid for line in lines if line.knee_load_km is not None]
    return sum(known) if known else None
