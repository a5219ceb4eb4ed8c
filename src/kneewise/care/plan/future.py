"""Days to come as if each planned session was done as planned and all of it rated 0.

So the rules of `care/today` themselves say what each day allows: nothing of them is restated
here. What is put down for a day is what that rests on: a run done and rated, a morning and an
evening at 0, ordinary walking and stairs, and the walk of the entry test where it is planned.
Nothing is laid over what the runner has said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from kneewise.care.plan.shortening import shortened
from kneewise.care.today.gaming import counts_as_run
from kneewise.care.today.record import CareRecord, Outing
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Screening
from kneewise.model.diary import LogEntry, PainEntry, Side, Window
from kneewise.model.sport import Sport

ASKED_AT, MORNING_AT, EVENING_AT = time(8), time(7), time(21)
"""Our choice: when a planned day is rated and asked about; the cap holds for any 24 hours, so a
run on the day after another begins no sooner than that one ended."""

WALK_KM_MIN = 0.09
"""Brisk walking of 5.4 km/h, as distance on the watch."""

ENTRY_WALK_MIN = 30.0
SHORTEN_EVERY_DAYS = 56


@dataclass(frozen=True, slots=True)
class Done:
    """A planned run as if done: km of running, minutes on feet, of them running."""

    km: float
    minutes: float
    run_minutes: float
    longest_run_minutes: float


@dataclass(frozen=True)
class Future:
    """The record with the days planned so far done and green; `now` is the real moment."""

    record: CareRecord
    screening: Screening | None
    now: datetime
    sides: tuple[Side, ...]

    def asked_at(self, day: date) -> datetime | None:
        """The moment a day is asked about; None where no hour of it is 24 h after the last run."""
        if day == self.now.date():
            return self.now
        base = datetime.combine(day, ASKED_AT, tzinfo=self.now.tzinfo)
        ends = [
            outing.ended_at.astimezone(self.now.tzinfo) + timedelta(hours=24)
            for outing in self.record.outings
            if outing.ended_at > base - timedelta(hours=48) and counts_as_run(outing)
        ]
        moment = max([base, *ends])
        return moment if moment.date() == day else None

    def situation(self, moment: datetime) -> Situation:
        """What the rules look at then, the morning of that day rated 0."""
        record = self.record
        if moment.date() > self.now.date():
            record = self._rated(record, moment.date(), Window.DAY_MORNING, MORNING_AT)
        return Situation(record, self.screening, moment)

    def after(
        self, day: date, moment: datetime | None, done: Done | None, *, entry_test: bool
    ) -> Future:
        """The same with a day as planned: what was done, and all of it rated 0."""
        record = self._rated(self.record, day, Window.DAY_MORNING, MORNING_AT)
        record = self._rated(record, day, Window.DAY_EVENING, EVENING_AT)
        record = self._logged(record, "walked_stairs", day, 1.0)
        if entry_test:
            record = self._logged(record, "brisk_walk", day, ENTRY_WALK_MIN)
        if done is not None and moment is not None:
            record = self._ran(record, day, moment, done)
        return replace(self, record=record)

    def shortened(self, moment: datetime) -> Future:
        """The same without what no rule reads any more."""
        return replace(self, record=shortened(self.situation(moment)))

    def _rated(self, record: CareRecord, day: date, window: Window, hour: time) -> CareRecord:
        """A day's 0, for each knee that must be rated, where nothing stands in its place."""
        taken = {e.side for e in record.ratings if e.day == day and e.window is window}
        at = max(self.now, datetime.combine(day, hour, tzinfo=self.now.tzinfo))
        new = tuple(
            PainEntry(side=side, day=day, window=window, value=0, entered_at=at)
            for side in self.sides
            if side not in taken
        )
        return _with_ratings(record, new)

    def _logged(self, record: CareRecord, kind: str, day: date, value: float) -> CareRecord:
        at = max(self.now, datetime.combine(day, ASKED_AT, tzinfo=self.now.tzinfo))
        return replace(record, log=(*record.log, LogEntry(kind=kind, at=at, day=day, value=value)))

    def _ran(self, record: CareRecord, day: date, moment: datetime, done: Done) -> CareRecord:
        """A run as planned.

        It stands first and has no watch's distance, so that the runner's own speed stays what
        real runs say (`Situation.km_a_minute`).
        """
        walk_km = WALK_KM_MIN * (done.minutes - done.run_minutes)
        run = Outing(
            id=-day.toordinal(),
            started_at=moment,
            ended_at=moment + timedelta(minutes=done.minutes),
            day=day,
            sports=(Sport.RUNNING,),
            kms=(done.km + walk_km,),
            km_recorded=False,
            minutes=done.minutes,
            run_minutes=done.run_minutes,
            longest_run_minutes=done.longest_run_minutes,
            walk_km=walk_km,
        )
        during = tuple(
            PainEntry(side, day, Window.DURING, 0, run.ended_at, run_id=run.id)
            for side in self.sides
        )
        return _with_ratings(replace(record, outings=(run, *record.outings)), during)


def _with_ratings(record: CareRecord, new: tuple[PainEntry, ...]) -> CareRecord:
    return replace(record, ratings=record.ratings + new, standing=record.standing + new)
