"""The light of one run, and the days it makes sore, amber or red.

Red: above 5/10, limp, swelling, night pain, giving way, locking; any pain under zero tolerance;
the second amber of any 14 days, on a day with a run or without. Amber: above 2/10 (`article`:
above 0), or a morning after above baseline. Baseline is 0: one read from the diary would let a
higher rating before a run excuse a worse morning after it. Green: every needed rating is there
and within the limit. Else pending.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from kneewise.care.today.gaming import Rated, as_load, counts_as_run, overlapping, sessions
from kneewise.care.today.painfree import EVENING, MORNING, Told
from kneewise.care.today.policy import policy_on
from kneewise.care.today.record import Outing, days_ago
from kneewise.model.advice import Light
from kneewise.model.diary import Window

RED_ABOVE = 5
AMBER_ABOVE = 2
"""SAFETY.md; the cut-offs come from trials at the Achilles tendon (SILBERNAGEL2007)."""

WINDOW_DAYS = 14
ZERO_TOLERANCE_DAYS = 28
"""Our choice: how far back zero tolerance looks; what it forbids lies after."""


_BY_DAY = tuple(window for window in Window if window not in MORNING)


@dataclass(frozen=True)
class Lights:
    """The lights of all runs and days."""

    told: Told
    zero_tolerance: bool = False

    @cached_property
    def runs(self) -> tuple[Outing, ...]:
        """Everything that counts as a run, in time order: deleted, relabelled and to come too."""
        found = [
            run
            for outing in self.told.record.outings
            if counts_as_run(outing) and (run := as_load(outing, self.told.now)) is not None
        ]
        return tuple(sorted(found, key=lambda outing: (outing.started_at, outing.id)))

    @cached_property
    def groups(self) -> tuple[tuple[Outing, ...], ...]:
        """Runs that overlap in time together."""
        return overlapping(self.runs)

    @cached_property
    def sessions(self) -> tuple[tuple[tuple[Outing, ...], ...], ...]:
        """Groups with only a short pause between them together."""
        return sessions(self.groups)

    @cached_property
    def of_run(self) -> Mapping[int, Light]:
        """The light of each run: green, pending, amber or red."""
        return {outing.id: self._light(outing) for outing in self.runs}

    @cached_property
    def amber_days(self) -> tuple[date, ...]:
        """Days whose rating or run is above the limit, red ones among them, in order."""
        rated = {
            day
            for day in self.told.by_day
            if (self.told.worst(day) or 0) > min(AMBER_ABOVE, policy_on(self.told, day).limit)
        }
        runs = {o.day for o in self.runs if self.of_run[o.id] in {Light.AMBER, Light.RED}}
        return tuple(sorted(rated | runs | set(self.red_days)))

    @cached_property
    def red_days(self) -> tuple[date, ...]:
        """Days that are red, in order."""
        told = self.told
        rated = {day for day in told.by_day if self._is_red(day, told.worst(day) or 0)}
        runs = {o.day for o in self.runs if self.of_run[o.id] is Light.RED}
        more = self._second_ambers() | self._red_by_the_morning_after(rated)
        return tuple(sorted(rated | runs | set(told.signs) | more))

    def masked(self, outing: Outing) -> bool:
        """Whether a painkiller was taken from 24 h before the run to its last rating."""
        days = {outing.day + timedelta(days=shift) for shift in (-1, 0, 1)}
        return outing.id in self.told.masked_runs or bool(days & self.told.masked_days)

    def worst(self, outing: Outing) -> int | None:
        """The highest rating that speaks of a run; None where it is unrated."""
        return max((rated.value for rated in self._ratings(outing)), default=None)

    def _ratings(self, outing: Outing) -> list[Rated]:
        morning = outing.day + timedelta(days=1)
        by_day = self.told.by_day
        return [
            *self.told.by_run.get(outing.id, ()),
            *(r for r in by_day.get(outing.day, ()) if r.window in EVENING),
            *(r for r in by_day.get(morning, ()) if r.window in MORNING),
        ]

    def _light(self, outing: Outing) -> Light:
        told, found = self.told, self._ratings(outing)
        worst = max((rated.value for rated in found), default=0)
        morning_day = outing.day + timedelta(days=1)
        morning = [r for r in found if r.day == morning_day and r.window in MORNING]
        if self._is_red(outing.day, worst) or {outing.day, morning_day} & set(told.signs):
            return Light.RED
        limit = min(AMBER_ABOVE, policy_on(told, outing.day).limit)
        if worst > limit or any(rated.value > 0 for rated in morning):
            return Light.AMBER
        during = [r for r in found if r.run_id == outing.id and r.window is Window.DURING]
        rated = told.of(during) is not None and told.of(morning) is not None
        return Light.GREEN if rated and not self.masked(outing) else Light.PENDING

    def _is_red(self, day: date, worst: int) -> bool:
        none_allowed = self.zero_tolerance and day > days_ago(self.told.today, ZERO_TOLERANCE_DAYS)
        return worst > RED_ABOVE or (none_allowed and worst > 0)

    @cached_property
    def ambers(self) -> tuple[tuple[date, date], ...]:
        """Every amber or red in order, its first and last day: one a sore run, else one a sore day.

        A day without a run is one by a sign or a rating above 2, so that no run left out takes one
        away; a sore morning belongs to the day before where that is one.
        """
        sore = {Light.AMBER, Light.RED}
        ran = Counter(g[0].day for g in self.groups if any(self.of_run[o.id] in sore for o in g))
        rated = {day for day in self.told.by_day if self._is_amber(day, MORNING + _BY_DAY)}
        found: list[tuple[date, date]] = []
        for day in sorted({*ran, *rated, *self.told.signs}):
            own = day in ran or day in self.told.signs or self._is_amber(day, _BY_DAY)
            if not own and found and found[-1][0] == days_ago(day, 1):
                found[-1] = (found[-1][0], day)
            else:
                found += [(day, day)] * max(1, ran[day])
        return tuple(found)

    def _is_amber(self, day: date, windows: tuple[Window, ...]) -> bool:
        """Whether a rating of a day, in these windows, is above 2 or red."""
        return any(
            rated.value > AMBER_ABOVE or self._is_red(day, rated.value)
            for rated in self.told.by_day.get(day, ())
            if rated.window in windows
        )

    def only_morning_after(self, day: date) -> bool:
        """Whether a day is red for no more than the sore morning after a second amber."""
        own = self._is_red(day, self.told.worst(day) or 0) or day in self.told.signs
        return not own and any(first < day <= last for first, last in self.ambers)

    def _red_by_the_morning_after(self, rated: AbstractSet[date]) -> set[date]:
        """Amber days with a red morning or a sign on the next, as it is with a run on them."""
        signs = set(self.told.signs)
        return {
            first
            for first, _ in self.ambers
            if (after := first + timedelta(days=1)) in signs
            or (after in rated and self._is_red(after, self.told.worst_at(after, MORNING) or 0))
        }

    def _second_ambers(self) -> set[date]:
        return {
            day
            for earlier, later in itertools.pairwise(self.ambers)
            if (later[0] - earlier[1]).days < WINDOW_DAYS
            for day in later
        }


def locked_since(lights: Lights) -> date | None:
    """The day of the latest third red within 14 days; None where there was none."""
    days = lights.red_days
    thirds = [
        third
        for first, third in zip(days, days[2:], strict=False)
        if (third - first).days < WINDOW_DAYS
    ]
    return thirds[-1] if thirds else None
