"""A long past cut to what the rules still read, so that a year of days is asked in a second.

Every rule looks back a fixed number of days, save for what a runner carries along: the place on
the ladder, the last sore and red day, the policy, the light of each run. A cut is taken only
where all of that is the same with and without the days before it; from then on both pasts see
the same days, so they answer alike. Where no cut is, nothing is cut.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kneewise.care.today.cap import FRESH_DAYS, GAP_RESTART, LOOKS_BACK_DAYS
from kneewise.care.today.painfree import ONSET_DAYS, TROUBLE_DAYS
from kneewise.care.today.record import CareRecord
from kneewise.care.today.resolve import judgements
from kneewise.care.today.situation import Situation

SHORTEST_DAYS = FRESH_DAYS + GAP_RESTART + LOOKS_BACK_DAYS
"""The furthest that a rule looks back by the calendar, with a month to spare: a break of 21 days
up to 82 days ago. The 30-day longest with the 60 days of trouble before it is less."""

TRIED_DAYS = (SHORTEST_DAYS, 2 * SHORTEST_DAYS, 4 * SHORTEST_DAYS, 8 * SHORTEST_DAYS)
SPEED_RUNS = 50  # `Situation.km_a_minute` reads so many

Carried = tuple[object, ...]


def shortened(full: Situation) -> CareRecord:
    """Its record without the oldest days, where no answer of `today` from then on changes."""
    record, now = full.record, full.now
    for days in TRIED_DAYS:
        first = now.date() - timedelta(days=days)
        shorter = _since(record, first)
        if len(shorter.outings) == len(record.outings):
            return record
        other = Situation(shorter, full.screening, now)
        if _carried(full, first) == _carried(other, first):
            return shorter
    return record


def _since(record: CareRecord, first: date) -> CareRecord:
    """What was run, rated and logged from a day on; the last 50 activities whatever their day."""
    speed = {outing.id for outing in record.outings[-SPEED_RUNS:]}
    return replace(
        record,
        outings=tuple(o for o in record.outings if o.day >= first or o.id in speed),
        ratings=tuple(e for e in record.ratings if e.day >= first),
        standing=tuple(e for e in record.standing if e.day >= first),
        log=tuple(e for e in record.log if e.day >= first or e.kind == "clinician_date"),
    )


def _carried(s: Situation, first: date) -> Carried:
    """All that reaches from before a day into the days to come."""
    recent = [o for o in s.lights.runs if o.day >= first]
    trouble = first + timedelta(days=TROUBLE_DAYS + ONSET_DAYS)
    # off the ladder and not new to it, nothing reads the place but that it is over
    place = None if s.place.off and not s.fresh else replace(s.place, history=())
    return (
        place,
        s.policy,
        s.settled,
        s.fresh,
        s.sore_day,
        s.red_day,
        s.entry_after if s.on_ladder or s.sore_day is not None else None,
        s.entry_passed_on,
        s.km_a_minute,
        s.told.sides,
        s.running.last_day,
        {o.id: s.lights.of_run[o.id] for o in recent},
        {o.id: km for o, km in s.running.tolerated_km if o.day >= trouble},
        [day for day in s.lights.red_days if day >= first],
        judgements(s),
    )
