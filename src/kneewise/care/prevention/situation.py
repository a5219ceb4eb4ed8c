"""What the rules of prevention see: shoes, runs, the log, the profile, the check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kneewise.model.advice import Screening
from kneewise.model.diary import LogEntry
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerProfile

LATELY_DAYS = 90
MONTH_DAYS = 28
FEWEST_RUNS = 5
"""Our choice: from so many runs with a shoe named the shoes in use are known."""


@dataclass(frozen=True, slots=True)
class ShoeUse:
    """A pair and its runs lately; `km` in all, at least (None where no run has a distance)."""

    shoe: Shoe
    runs: int
    first_on: date
    km: float | None


@dataclass(frozen=True)
class Situation:
    """One runner on one day. `runs` are runs that stand, of any day; `screening` None: none.

    `flat_feet` is what a footprint or six things looked at say clearly; None where they do not.
    """

    today: date
    runs: tuple[Run, ...] = ()
    shoes: tuple[Shoe, ...] = ()
    log: tuple[LogEntry, ...] = ()
    profile: RunnerProfile = RunnerProfile()  # noqa: RUF009 - frozen and empty
    screening: Screening | None = None
    flat_feet: bool | None = None

    @cached_property
    def in_use(self) -> tuple[ShoeUse, ...]:
        """Pairs worn in the last 90 days, the most worn first."""
        by_shoe: dict[int, list[Run]] = {}
        for run in self.runs:
            if run.shoe_id is not None and run.day <= self.today:
                by_shoe.setdefault(run.shoe_id, []).append(run)
        known = {shoe.id: shoe for shoe in self.shoes if not shoe.retired}
        uses = [_use(known[n], runs, self.lately) for n, runs in by_shoe.items() if n in known]
        return tuple(sorted((u for u in uses if u.runs), key=lambda use: (-use.runs, use.shoe.id)))

    @property
    def lately(self) -> date:
        """From when on a run is a recent one."""
        return self.today - timedelta(days=LATELY_DAYS)

    @property
    def shoes_known(self) -> bool:
        """Whether enough recent runs have their shoe named to say which pairs are in use."""
        return sum(use.runs for use in self.in_use) >= FEWEST_RUNS

    def minutes_logged(self, kind: str) -> tuple[int, float]:
        """Days of the last 28 with a kind of log, and its minutes in all."""
        first = self.today - timedelta(days=MONTH_DAYS - 1)
        found = [e for e in self.log if e.kind == kind and first <= e.day <= self.today and e.value]
        return len({e.day for e in found}), sum(e.value or 0.0 for e in found)

    def week_km(self) -> float | None:
        """Kilometres a week over the last 28 days; None where no run of them has a distance."""
        first = self.today - timedelta(days=MONTH_DAYS - 1)
        metres = [
            run.distance_m
            for run in self.runs
            if first <= run.day <= self.today and run.distance_m is not None
        ]
        return sum(metres) / 1000 * 7 / MONTH_DAYS if metres else None

    @property
    def stopped(self) -> bool:
        """Whether a warning sign stands that stops running."""
        return self.screening is not None and any(flag.stops for flag in self.screening.flags)

    def gated(self, name: str) -> bool:
        """Whether a profile gate of that name holds."""
        return self.screening is not None and any(g.gate == name for g in self.screening.gates)


def _use(shoe: Shoe, runs: Iterable[Run], since: date) -> ShoeUse:
    all_runs = list(runs)
    metres = [run.distance_m for run in all_runs if run.distance_m is not None]
    km = None if not metres and shoe.start_km is None else sum(metres) / 1000
    return ShoeUse(
        shoe=shoe,
        runs=sum(run.day >= since for run in all_runs),
        first_on=min(run.day for run in all_runs),
        km=None if km is None else km + (shoe.start_km or 0.0),
    )


def said_of(uses: Iterable[ShoeUse]) -> str:
    """Names of pairs, in a row."""
    return ", ".join(use.shoe.name for use in uses)


def by_midsole(uses: Iterable[ShoeUse]) -> Mapping[str | None, list[ShoeUse]]:
    """Pairs by their midsole; None holds those of which it is unknown."""
    found: dict[str | None, list[ShoeUse]] = {}
    for use in uses:
        found.setdefault(use.shoe.midsole, []).append(use)
    return found
