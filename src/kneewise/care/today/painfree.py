"""The diary by days: what was sore, what was free, what was masked, and what nobody said.

Pain-free day: morning and evening rated 0, no painkiller, ordinary walking and stairs done
(SAFETY.md). Unrated is neither free nor sore.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from kneewise.care.today.gaming import Rated, counted_ratings
from kneewise.care.today.record import CareRecord, days_ago
from kneewise.model.diary import Episode, Side, Window
from kneewise.model.runner import RunnerFact

SIGNS = ("limp", "swelling", "night_pain", "giving_way", "locking")
"""Kinds of log that make a day red (SAFETY.md, Red)."""

MASKS = ("painkiller", "gel")
"""Kinds of log of what may hide pain."""

MORNING = (Window.DAY_MORNING, Window.NEXT_MORNING)
EVENING = (Window.DAY_EVENING,)
TROUBLE_DAYS = 60
"""SAFETY.md, Cap: an episode open in 60 days; here also any sore day, so that closing or
removing an episode changes nothing."""
ONSET_DAYS = 2
"""An onset speaks of the last run in the 48 h before (DECISIONS.md, Time)."""


@dataclass(frozen=True)
class Told:
    """What the diary says up to `now`, which is in the runner's own zone."""

    record: CareRecord
    now: datetime

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()

    @cached_property
    def rated(self) -> tuple[Rated, ...]:
        """Every rating as it counts."""
        return counted_ratings(self.record, self.now)

    @cached_property
    def by_day(self) -> Mapping[date, tuple[Rated, ...]]:
        """The same by local day."""
        days: dict[date, list[Rated]] = {}
        for rated in self.rated:
            days.setdefault(rated.day, []).append(rated)
        return {day: tuple(found) for day, found in days.items()}

    @cached_property
    def by_run(self) -> Mapping[int, tuple[Rated, ...]]:
        """The same by run."""
        runs: dict[int, list[Rated]] = {}
        for rated in self.rated:
            if rated.run_id is not None:
                runs.setdefault(rated.run_id, []).append(rated)
        return {run_id: tuple(found) for run_id, found in runs.items()}

    @cached_property
    def facts(self) -> Mapping[str, tuple[RunnerFact, ...]]:
        """All that was ever said of the runner, by its key, each in the order it was said."""
        found: dict[str, list[RunnerFact]] = {}
        for fact in sorted(self.record.profile.facts, key=lambda fact: fact.asked_at):
            found.setdefault(fact.key, []).append(fact)
        return {key: tuple(said) for key, said in found.items()}

    @cached_property
    def signs(self) -> Mapping[date, frozenset[str]]:
        """Limp, swelling, night pain, giving way and locking, by day."""
        return self._logged(SIGNS)

    @cached_property
    def masked_days(self) -> frozenset[date]:
        """Days with a painkiller or gel."""
        return frozenset(self._logged(MASKS))

    @cached_property
    def masked_runs(self) -> frozenset[int]:
        """Runs whose report names a painkiller, in any version of it."""
        return frozenset(
            report.run_id
            for report in self.record.reports
            if report.painkiller_before or report.painkiller_after
        )

    @cached_property
    def sore_days(self) -> tuple[date, ...]:
        """Days with any pain above 0 or a sign, in order."""
        sore = {rated.day for rated in self.rated if rated.value > 0} | set(self.signs)
        return tuple(sorted(sore))

    @cached_property
    def sides(self) -> frozenset[Side]:
        """Knees that must be rated: sore, or with an episode open, in the last 60 days."""
        first = days_ago(self.today, TROUBLE_DAYS)
        sore = {rated.side for rated in self.rated if rated.value > 0 and rated.day >= first}
        open_ = {e.side for e in self.record.episodes if self._open_on(e, first)}
        return frozenset(sore | open_)

    def worst(self, day: date) -> int | None:
        """The highest rating of a day; None where it is unrated."""
        return max((rated.value for rated in self.by_day.get(day, ())), default=None)

    def worst_at(self, day: date, windows: tuple[Window, ...]) -> int | None:
        """The highest rating of these windows of a day, whichever knee; None where unrated."""
        found = (rated.value for rated in self.by_day.get(day, ()) if rated.window in windows)
        return max(found, default=None)

    def at(self, day: date, windows: tuple[Window, ...]) -> int | None:
        """The highest rating of these windows of a day, None unless each needed knee is rated."""
        found = [rated for rated in self.by_day.get(day, ()) if rated.window in windows]
        return self.of(found)

    def of(self, found: list[Rated]) -> int | None:
        """The highest of some ratings, None unless each needed knee is among them."""
        if not found or not self.sides <= {rated.side for rated in found}:
            return None
        return max(rated.value for rated in found)

    def moved_well(self, day: date) -> bool:
        """Whether ordinary walking and stairs were done that day."""
        return day in self._moved_days

    def pain_free(self, day: date) -> bool:
        """Morning and evening rated 0, nothing sore between, nothing masked, walking and stairs."""
        return (
            self.at(day, MORNING) == 0
            and self.at(day, EVENING) == 0
            and self.worst(day) == 0
            and day not in self.signs
            and day not in self.masked_days
            and self.moved_well(day)
        )

    def free_days(self, after: date, until: date) -> Iterator[date]:
        """The pain-free days after one date and before another."""
        for place in range(1, (until - after).days):
            day = after + timedelta(days=place)
            if self.pain_free(day):
                yield day

    def free_in_a_row(self, count: int, after: date, until: date) -> date | None:
        """The first day that ends so many pain-free days in a row; None where there is none."""
        row: list[date] = []
        for day in self.free_days(after, until):
            row = [*row, day] if row and row[-1] == days_ago(day, 1) else [day]
            if len(row) >= count:
                return day
        return None

    def clean(self, days: int, until: date) -> bool:
        """Whether no rating above 0 and no sign stands in the days up to a date."""
        return not self._sore_between(days_ago(until, days - 1), until)

    def troubled(self, day: date) -> bool:
        """Whether knee trouble was open at a day or in the 60 days before it, or began next."""
        first, last = days_ago(day, TROUBLE_DAYS), day + timedelta(days=ONSET_DAYS)
        if self._sore_between(first, last):
            return True
        return any(
            episode.began_on <= last and self._open_on(episode, first)
            for episode in self.record.episodes
        )

    def sore_for_weeks(self, day: date, weeks: int) -> bool:
        """Whether it had hurt for so long: sore days no more than 14 apart, or an episode."""
        began = day
        for sore in reversed(self.sore_days):
            if sore <= began:
                if (began - sore).days > 14:
                    break
                began = sore
        episodes = [
            e.began_on for e in self.record.episodes if e.began_on <= day and self._open_on(e, day)
        ]
        return (day - min([began, *episodes])).days >= 7 * weeks

    @cached_property
    def _moved_days(self) -> frozenset[date]:
        return frozenset(
            entry.day
            for entry in self.record.log
            if entry.kind == "walked_stairs" and (entry.value or 0) >= 1
        )

    def _open_on(self, episode: Episode, day: date) -> bool:
        """Whether it was open on a day or after it, as far as was told by then.

        An end counts from the day it was told: before, the runner was in trouble by their own
        word, and no date said later makes that time trouble-free.
        """
        if episode.ended_on is None:
            return True
        told = episode.end_told_at
        told_on = episode.ended_on if told is None else told.astimezone(self.now.tzinfo).date()
        return max(episode.ended_on, told_on) >= day

    def _sore_between(self, first: date, last: date) -> bool:
        place = bisect_left(self.sore_days, first)
        return place < len(self.sore_days) and self.sore_days[place] <= last

    def _logged(self, kinds: tuple[str, ...]) -> dict[date, frozenset[str]]:
        """What lowers counts whatever its clock says; of a day ahead as of today."""
        days: dict[date, frozenset[str]] = {}
        for entry in self.record.log:
            if entry.kind in kinds and entry.value != 0:
                day = min(entry.day, self.today)
                days[day] = days.get(day, frozenset()) | {entry.kind}
        return days
