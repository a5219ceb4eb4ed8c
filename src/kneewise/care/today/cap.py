"""How far: 1.10 x the longest tolerated run of 30 days, the gap rule, and the sums.

"Longest of 30 days" and 10 % are FRANDSEN2025's; everything else is our rule. What was run is
read at its most, what earns more at its least (`gaming.py`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kneewise.care.today.gaming import load_km, run_km, stands
from kneewise.care.today.light import Lights
from kneewise.care.today.record import Outing, days_ago
from kneewise.care.today.twins import shifted_twins
from kneewise.model.advice import Light

GROWTH = 1.10
LOOKS_BACK_DAYS = 30
LONGER_DAYS = 7
WEEK_GROWTH = 1.3
GAP_70, GAP_50, GAP_RESTART = 7, 14, 21
LADDER_DAYS = 52
FRESH_DAYS = LADDER_DAYS + LOOKS_BACK_DAYS
"""52 days are the least the ladder takes (26 sessions, every second day): so long after a break
the sums wait for it, on the ladder or not, so that a sore runner is never sent further than one
who is not. 30 days later the 30-day longest is nobody's ladder any more (our choice)."""
SETTLED_DAYS = 42
SETTLED_RUN_DAYS = 12
CONTINUOUS = 0.95
"""Our rule: 6 weeks without any pain and 12 days of tolerated running without walking in them
stand in for the ladder and close what was sore before. A criterion, no clock; and nobody who
is on the ladder is past it sooner, for its steps of running alone are 12 sessions."""


@dataclass(frozen=True)
class Running:
    """What was run, tolerated and added up."""

    lights: Lights

    @property
    def now(self) -> datetime:
        """The moment asked about."""
        return self.lights.told.now

    @property
    def today(self) -> date:
        """The local date."""
        return self.lights.told.today

    @cached_property
    def kept(self) -> tuple[Outing, ...]:
        """Runs that stand as they were recorded and are no earlier one again, in time order."""
        return tuple(o for o in self.lights.runs if self._stands(o))

    @cached_property
    def kept_ids(self) -> frozenset[int]:
        """Their ids."""
        return frozenset(outing.id for outing in self.kept)

    @cached_property
    def _tolerated_days(self) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Days of tolerated running at their latest, and the same at their earliest, in order."""
        days: dict[date, date] = {}
        for outing, _ in self.tolerated_km:
            if _continuous(outing):
                latest = self._twin_days.get(outing.id, outing.day)
                days[latest] = min(outing.day, days.get(latest, outing.day))
        return tuple(sorted(days)), tuple(sorted(days.values()))

    @cached_property
    def tolerated_km(self) -> tuple[tuple[Outing, float], ...]:
        """Tolerated runs with their kilometres of running, the least of what overlaps them."""
        found = []
        for group in self.lights.groups:
            least = min((km for o in group if (km := run_km(o)) is not None), default=None)
            found += [(o, least) for o in group if least is not None and self.tolerated(o)]
        return tuple(found)

    def tolerated(self, outing: Outing) -> bool:
        """Plausible, kept, green in all windows; unrated only without trouble in 60 days."""
        if not self._stands(outing):
            return False
        light = self.lights.of_run[outing.id]
        if light is Light.GREEN:
            return True
        quiet = not self.lights.masked(outing) and not self.lights.told.troubled(outing.day)
        return light is Light.PENDING and quiet

    def _stands(self, outing: Outing) -> bool:
        return stands(outing, self.now) and outing.id not in self._twins

    @cached_property
    def _twins(self) -> Mapping[int, int]:
        return shifted_twins(self.lights.runs, self.now)

    @cached_property
    def _twin_days(self) -> Mapping[int, date]:
        """The latest day on which a run may have been that came in twice, hours apart."""
        days = {outing.id: outing.day for outing in self.lights.runs}
        latest: dict[int, date] = {}
        for later, earlier in self._twins.items():
            latest[earlier] = max(days[later], latest.get(earlier, days[later]))
        return latest

    def longest(self, before: datetime | None = None) -> float | None:
        """The longest tolerated run of the 30 days before a moment, km; None without one."""
        until = before if before is not None else self.now
        first = days_ago(until.astimezone(self.now.tzinfo).date(), LOOKS_BACK_DAYS)
        return max(
            (km for o, km in self.tolerated_km if o.day >= first and o.ended_at <= until),
            default=None,
        )

    @cached_property
    def longer_lately(self) -> bool:
        """Whether a session of the last 7 days was longer than the 30-day longest before it."""
        first = days_ago(self.today, LONGER_DAYS - 1)
        for session in self.lights.sessions:
            if session[-1][0].day < first:
                continue
            longest = self.longest(session[0][0].started_at)
            done = sum(max(load_km(o) or 0.0 for o in group) for group in session)
            if longest is None or done > longest:
                return True
        return False

    @cached_property
    def last_day(self) -> date | None:
        """The day of the last run that stands; None without one."""
        return self.kept[-1].day if self.kept else None

    @property
    def gap_days(self) -> int | None:
        """Days since then; None is unknown."""
        return None if self.last_day is None else (self.today - self.last_day).days

    @cached_property
    def began_on(self) -> date | None:
        """The day of the first run after the last break of 21 days, or of all."""
        return _begins([outing.day for outing in self.kept])

    def fresh(self, days: int) -> bool:
        """Whether a break of 21 days, or no past at all, ended within so many days or lasts.

        What was deleted was run all the same: taking runs out makes no break here.
        """
        ran = [outing.day for outing in self.lights.runs]
        began = _begins(ran)
        if began is None or (self.today - ran[-1]).days >= GAP_RESTART:
            return True
        return (self.today - began).days < days

    def gap_limit(self) -> float | None:
        """The gap rule in km: 70 % after 7-13 days, 50 % after 14-20; None where it is silent."""
        gap = self.gap_days
        if gap is None or gap < GAP_70 or gap >= GAP_RESTART or self.last_day is None:
            return None
        earlier = self.longest(self.kept[-1].ended_at) or 0.0
        return (0.7 if gap < GAP_50 else 0.5) * earlier

    def loaded(self, first: date, last: date) -> float | None:
        """Kilometres run from one date to another at their most; None where one is unknown."""
        total = 0.0
        for group in self.lights.groups:
            kms = [load_km(o) for o in group if first <= o.day <= last]
            if any(km is None for km in kms):
                return None
            total += max((km for km in kms if km is not None), default=0.0)
        return total

    def loaded_24h(self) -> float | None:
        """Kilometres of the last 24 hours at their most; None where one is unknown."""
        first = self.now - timedelta(hours=24)
        total = 0.0
        for group in self.lights.groups:
            kms = [load_km(o) for o in group if o.ended_at > first]
            if any(km is None for km in kms):
                return None
            total += max((km for km in kms if km is not None), default=0.0)
        return total

    def earned(self, first: date, last: date) -> float:
        """Kilometres from one date to another of runs that stand, at their least."""
        total = 0.0
        for group in self.lights.groups:
            kept = [o for o in group if o.id in self.kept_ids and first <= o.day <= last]
            kms = [min(o.kms) for o in kept if self._twin_days.get(o.id, o.day) <= last]
            total += min(kms, default=0.0)
        return total

    def week_left(self) -> float | None:
        """Kilometres left of 1.3 x the mean of the 3 weeks before; None in a new beginning."""
        if self.fresh(LADDER_DAYS):
            return None
        before = self.earned(days_ago(self.today, 27), days_ago(self.today, 7)) / 3
        done = self.loaded(days_ago(self.today, 6), self.today)
        return 0.0 if done is None else max(0.0, WEEK_GROWTH * before - done)

    def fourth_week_left(self) -> float | None:
        """Kilometres left in every fourth week, which is not above the third; None in others.

        The calendar counts the weeks, so that nothing done to runs moves the fourth one. A
        third week without any run hands its place to the one before.
        """
        monday = days_ago(self.today, self.today.weekday())
        if (monday.toordinal() // 7) % 4 != 3 or self.fresh(LADDER_DAYS):
            return None
        third = 0.0
        for weeks in (1, 2, 3):
            first, last = days_ago(monday, 7 * weeks), days_ago(monday, 7 * weeks - 6)
            if any(first <= o.day <= last for o in self.lights.runs):
                third = self.earned(first, last)
                break
        done = self.loaded(monday, self.today)
        return 0.0 if done is None else max(0.0, third - done)

    def settled(self, on: date) -> bool:
        """Whether 6 weeks without pain and 12 days of tolerated running lay before a date."""
        latest, earliest = self._tolerated_days
        runs = bisect_right(latest, on) - bisect_right(earliest, days_ago(on, SETTLED_DAYS))
        return runs >= SETTLED_RUN_DAYS and self.lights.told.clean(SETTLED_DAYS, on)

    def most(self, what: str) -> float | None:
        """The 30-day maximum of `descent_m` or `fast_minutes` in tolerated runs."""
        first = days_ago(self.today, LOOKS_BACK_DAYS)
        values = [getattr(o, what) for o, _ in self.tolerated_km if o.day >= first]
        return max((value for value in values if value is not None), default=None)


def _continuous(outing: Outing) -> bool:
    if outing.minutes is None or outing.run_minutes is None:
        return outing.walk_km == 0
    return outing.run_minutes >= CONTINUOUS * outing.minutes


def _begins(days: Sequence[date]) -> date | None:
    """The first day after the last break of 21 days; days in order."""
    began: date | None = None
    previous: date | None = None
    for day in days:
        if previous is None or (day - previous).days >= GAP_RESTART:
            began = day
        previous = day
    return began
