"""Where the runner stands on the ladder, from the runs really done and how they were rated.

Two green sessions a step, every second day, none skipped; amber takes one step back, red two;
three weeks without a step, or off, begin anew (SAFETY.md, Ladder).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from kneewise.care.today.cap import FRESH_DAYS, GAP_RESTART, Running
from kneewise.care.today.matching import STAGES, Stage, matches
from kneewise.care.today.record import Outing, days_ago
from kneewise.model.advice import Light

GREENS = 2
EVERY_DAYS = 2
STEP_GROWTH = 1.12
"""SAFETY.md: time on feet at most 1.12 x the longest green one."""
TOP = len(STAGES)
"""The place after the last step."""


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that happened on the ladder: a session, or a sore day without one."""

    day: date
    run_id: int | None
    stage: int
    light: Light
    what: str
    """counted, easier, too_soon, other, pending, back_one, back_two or anew."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the ladder.

    `settled` is a runner who has outlived it (`cap.py`). `since` is the last red day or the day
    before a break, after which the entry test counts; `began` and `last_step` are when the
    ladder began and was last kept up, which a sore day does not move.
    """

    stage: int = 0
    greens: int = 0
    settled: bool = False
    since: date | None = None
    began: date | None = None
    last_step: date | None = None
    longest_min: float | None = None
    history: tuple[Done, ...] = ()

    @property
    def off(self) -> bool:
        """Whether the ladder is over."""
        return self.settled or self.stage >= TOP

    @property
    def step(self) -> Stage | None:
        """The step to do next; None after the last."""
        return STAGES[self.stage] if self.stage < TOP else None

    @property
    def minutes(self) -> float | None:
        """Minutes on feet at most: the step's, within 1.12 x the longest green one."""
        if self.step is None:
            return None
        if self.longest_min is None:
            return self.step.minutes
        return min(self.step.minutes, STEP_GROWTH * self.longest_min)


@dataclass(frozen=True)
class Ladder:
    """The state machine over everything up to now."""

    running: Running

    @cached_property
    def place(self) -> Place:
        """Where the runner stands today."""
        place = Place()
        flare: date | None = None
        previous: date | None = None
        last_kept: date | None = None
        began = date.min
        events: list[tuple[date, Outing | None]] = [
            *((day, None) for day in self._sore_days_without_run()),
            *((outing.day, outing) for outing in self.running.lights.runs),
        ]
        for day, outing in sorted(events, key=lambda event: event[0]):
            if last_kept is None or (day - last_kept).days >= GAP_RESTART:
                began = day
            fresh = (day - began).days < FRESH_DAYS
            place = self._settle(self._pause(place, day, last_kept), day, last_kept)
            if outing is None:
                place = self._sore_day(place, day, flare, fresh=fresh)
                flare = day
                continue
            place = self._session(place, outing, previous, fresh=fresh)
            flare, previous = None, outing.day
            last_kept = outing.day if outing.id in self.running.kept_ids else last_kept
        today = self.running.today
        return self._settle(self._pause(place, today, last_kept), today, last_kept)

    @cached_property
    def _runs_a_day(self) -> Counter[date]:
        """A run cut in two is no step: the day's other runs, deleted ones too, belong to it."""
        return Counter(group[0].day for group in self.running.lights.groups)

    def _sore_days_without_run(self) -> list[date]:
        """Days of their own amber or red; a sore morning after one is part of it."""
        lights = self.running.lights
        sore = {*lights.red_days, *self._amber_days}
        ran = {o.day for o in lights.runs}
        return [day for day in sore - ran if not lights.only_morning_after(day)]

    @cached_property
    def _amber_days(self) -> frozenset[date]:
        return frozenset(first for first, _ in self.running.lights.ambers)

    def _sore_day(self, place: Place, day: date, flare: date | None, *, fresh: bool) -> Place:
        """A day without a run; red ones next to each other are one step back of two."""
        if day not in self.running.lights.red_days:
            return self._amber(place, day, None)
        if flare == days_ago(day, 1) and flare in self.running.lights.red_days:
            return place
        return self._red(place, day, None, fresh=fresh)

    def _pause(self, place: Place, day: date, last_kept: date | None) -> Place:
        """Three weeks off, or on the ladder without a step, begin anew."""
        if last_kept is not None and (day - last_kept).days >= GAP_RESTART:
            return _anew(place, last_kept)
        idle = place.last_step or place.began
        if place.stage < TOP and idle is not None and (day - idle).days >= GAP_RESTART:
            return replace(_anew(place, idle), settled=place.settled)
        return place

    def _settle(self, place: Place, day: date, last_kept: date | None) -> Place:
        off = last_kept is None or (day - last_kept).days >= GAP_RESTART
        if place.off or off or not self.running.settled(day):
            return place
        return replace(place, settled=True)

    def _session(
        self, place: Place, outing: Outing, previous: date | None, *, fresh: bool
    ) -> Place:
        light = self.running.lights.of_run[outing.id]
        if outing.day in self.running.lights.red_days:
            return self._red(place, outing.day, outing, fresh=fresh)
        if light is Light.AMBER or (outing.day in self._amber_days and outing.day != previous):
            return self._amber(place, outing.day, outing)
        return self._counted(place, outing, light, previous)

    def _counted(self, place: Place, outing: Outing, light: Light, previous: date | None) -> Place:
        if place.step is None:
            return place
        what = self._what(place, place.step, outing, previous)
        noted = _note(place, outing, light, what)
        if what != "other":
            noted = replace(noted, last_step=outing.day)
        if what != "counted":
            return noted
        longest = max(place.longest_min or 0.0, outing.minutes or 0.0)
        noted = replace(noted, longest_min=longest)
        if place.greens + 1 < GREENS:
            return replace(noted, greens=place.greens + 1)
        return replace(noted, stage=place.stage + 1, greens=0)

    def _what(self, place: Place, step: Stage, outing: Outing, previous: date | None) -> str:
        """What a session without pain is to the ladder; an easier step keeps the place."""
        steps = STAGES[: place.stage + 1]
        alone = outing.id in self.running.kept_ids and self._runs_a_day[outing.day] == 1
        if not alone or not any(matches(one, outing) for one in steps):
            return "other"
        if not matches(step, outing):
            return "easier"
        if previous is not None and (outing.day - previous).days < EVERY_DAYS:
            return "too_soon"
        green = self.running.lights.of_run[outing.id] is Light.GREEN
        return "counted" if green else "pending"

    def _amber(self, place: Place, day: date, outing: Outing | None) -> Place:
        if place.stage >= TOP:
            return place
        floor = self._floor(place, day)
        done = Done(
            day, None if outing is None else outing.id, place.stage, Light.AMBER, "back_one"
        )
        stage = max(place.stage - 1, floor)
        return replace(place, stage=stage, greens=0, history=(*place.history, done))

    def _red(self, place: Place, day: date, outing: Outing | None, *, fresh: bool) -> Place:
        run_id = None if outing is None else outing.id
        done = Done(day, run_id, place.stage, Light.RED, "back_two")
        # outlived long after a break: as if the last step were done; soon after one, where it is
        from_ = TOP if place.settled and not fresh else place.stage
        weeks_sore = self.running.lights.told.sore_for_weeks(day, 4)
        stage = 0 if weeks_sore else max(from_ - 2, self._floor(place, day))
        return replace(
            place,
            stage=stage,
            greens=0,
            settled=False,
            since=day,
            last_step=day if place.off else place.last_step,
            history=(*place.history, done),
        )

    def _floor(self, place: Place, day: date) -> int:
        """The first step is for after 4 weeks of pain or 3 weeks off; else the second."""
        weeks_sore = self.running.lights.told.sore_for_weeks(day, 4)
        return 0 if weeks_sore or place.stage == 0 else 1


def _anew(place: Place, since: date) -> Place:
    if place.stage == 0 and not place.settled and place.greens == 0 and place.since is not None:
        return replace(place, since=max(since, place.since), longest_min=None)
    done = Done(since, None, place.stage, Light.PENDING, "anew")
    since = since if place.since is None else max(since, place.since)
    return Place(
        since=since,
        began=done.day,
        history=(*place.history, done) if place.since else place.history,
    )


def _note(place: Place, outing: Outing, light: Light, what: str) -> Place:
    if place.settled and what == "other":
        return place
    done = Done(outing.day, outing.id, place.stage, light, what)
    return replace(place, history=(*place.history, done))
