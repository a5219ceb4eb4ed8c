"""Everything the rules look at, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from statistics import median

from kneewise.care.today.cap import FRESH_DAYS, GAP_RESTART, Running
from kneewise.care.today.entry import entry_passed
from kneewise.care.today.ladder import Ladder, Place
from kneewise.care.today.light import Lights
from kneewise.care.today.painfree import Told
from kneewise.care.today.policy import Policy, policy_now
from kneewise.care.today.record import CareRecord, Outing, days_ago
from kneewise.model.advice import Screening

USUAL_KM_MIN = 0.15
"""Our choice: 2.5 m/s for a runner whose speed is unknown."""

ENTRY_HOLDS_DAYS = 14
"""Our choice: how long a passed entry test opens the first step after a break."""


@dataclass(frozen=True)
class Situation:
    """One runner at one moment; `now` is aware and in the runner's own zone."""

    record: CareRecord
    screening: Screening | None
    now: datetime

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()

    @cached_property
    def told(self) -> Told:
        """The diary by days."""
        return Told(self.record, self.now)

    @cached_property
    def policy(self) -> Policy:
        """The policy in force."""
        return policy_now(self.told)

    @cached_property
    def zero_tolerance(self) -> bool:
        """Whether any pain is red."""
        return self.screening is not None and self.screening.zero_tolerance

    @cached_property
    def lights(self) -> Lights:
        """The lights of runs and days."""
        return Lights(self.told, self.zero_tolerance)

    @cached_property
    def running(self) -> Running:
        """What was run and tolerated."""
        return Running(self.lights)

    @cached_property
    def place(self) -> Place:
        """The place on the ladder."""
        return Ladder(self.running).place

    @cached_property
    def settled(self) -> bool:
        """Whether what was sore before is closed (`cap.py`)."""
        return self.running.settled(self.today)

    @property
    def last_run(self) -> Outing | None:
        """The latest run of all, deleted ones too."""
        return self.lights.runs[-1] if self.lights.runs else None

    @cached_property
    def on_ladder(self) -> bool:
        """Whether the ladder sets how far: until it is over, or the runner has outlived it."""
        return not self.place.off

    @cached_property
    def fresh(self) -> bool:
        """Whether the 30-day longest is still empty after a break."""
        return self.running.fresh(FRESH_DAYS)

    @cached_property
    def sore_day(self) -> date | None:
        """The latest day above the limit that is not closed; None where there is none."""
        days = self.lights.amber_days
        return days[-1] if days and not self.settled else None

    @cached_property
    def red_day(self) -> date | None:
        """The latest red day that is not closed."""
        days = self.lights.red_days
        return days[-1] if days and not self.settled else None

    @cached_property
    def entry_after(self) -> date | None:
        """After which date the entry test must have been passed; None where none is needed."""
        needed = [day for day in (self.sore_day, self.red_day) if day is not None]
        if self.on_ladder:
            needed.append(self._ladder_since)
        return max(needed, default=None)

    @property
    def _ladder_since(self) -> date:
        last, since = self.running.last_day, self.place.since
        if since is None and self.running.began_on is not None:
            since = days_ago(self.running.began_on, ENTRY_HOLDS_DAYS)
        if last is not None and since is not None and last > since and not self._gap:
            return since
        oldest = days_ago(self.today, ENTRY_HOLDS_DAYS)
        return oldest if since is None else max(since, oldest)

    @property
    def _gap(self) -> bool:
        gap = self.running.gap_days
        return gap is None or gap >= GAP_RESTART

    @cached_property
    def entry_passed_on(self) -> date | None:
        """When the entry test was passed after that; None where it was not or none is needed."""
        return None if self.entry_after is None else entry_passed(self.told, self.entry_after)

    @cached_property
    def km_a_minute(self) -> float:
        """The runner's own running speed, from recordings as they came, whatever became of them."""
        found = [
            (o.kms[0] - o.walk_km) / o.run_minutes
            for o in self.record.outings[-50:]
            if o.km_recorded and o.kms and o.run_minutes and o.kms[0] > o.walk_km
        ]
        return min(max(median(found), 0.1), 0.3) if found else USUAL_KM_MIN
