"""What can't be gained by changing the past: every value counts as its strictest recent self.

Load is read from all that was ever recorded (deleted, relabelled and split runs too, each at the
most it was ever said to be); what earns a longer run is read from what stands unchanged, at the
least. A lower rating counts only 7 days after it was put down (SAFETY.md, No gaming). What lies
ahead of now (a clock set back, a watch that is fast) counts where it lowers, and waits where not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter

from kneewise.care.today.record import CareRecord, Outing
from kneewise.model.diary import LOG_SIGNS, PainEntry, Side, Window
from kneewise.model.sport import Sport

HOLD = timedelta(days=7)
"""SAFETY.md: downward edits don't improve the light for 7 days."""

STALE = timedelta(days=7)
"""SAFETY.md: no diary or import for 7 days is stale."""

KNEE_KINDS = LOG_SIGNS | {"walked_stairs", "brisk_walk"}
"""Kinds of log that say how the knees are; hours of sleep are no news of them."""

RUN_M_S = 2.2
"""Our choice: faster than brisk walking (7.2 km/h) by a margin; such a walk is a run."""

RUN_MINUTES = 3.0
"""Our choice: so many minutes at that speed make a walk a run; fewer may be a bus."""

SLOWEST_M_S, FASTEST_M_S = 1.6, 6.5
"""Our choice: mean speeds of the running part that a runner can have; others earn nothing."""

VEHICLE_M_S = 7.0
"""Our choice: nobody runs so fast for a whole activity."""

PAUSE = timedelta(hours=4)
"""Our choice: runs with less between them are one session, so that no split makes two of it."""

UNKNOWN_KM_A_MINUTE = 0.18
"""Distance of a run without one, as load: at 3 m/s."""

_ON_FOOT = frozenset({Sport.WALKING, Sport.HIKING, Sport.OTHER, Sport.UNKNOWN, Sport.TRANSITION})
_UNLABELLED = frozenset({Sport.UNKNOWN, Sport.OTHER})


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating as it counts today."""

    side: Side
    day: date
    window: Window
    run_id: int | None
    value: int


def counted_ratings(record: CareRecord, now: datetime) -> tuple[Rated, ...]:
    """Every rated slot at the highest value it had in the last 7 days, or has now.

    A rating that was taken back keeps its value where it was sore, and is unrated where not. What
    is sore counts whatever its clock says, of a day ahead as of today; what is not waits.
    """
    today = now.date()
    slots: dict[tuple[Side, date, Window, int | None], list[PainEntry]] = {}
    for entry in sorted(record.ratings, key=lambda entry: entry.entered_at):
        if entry.value or (entry.entered_at <= now and entry.day <= today):
            key = (entry.side, entry.day, entry.window, entry.run_id)
            slots.setdefault(key, []).append(entry)
    standing = {(e.side, e.day, e.window, e.run_id) for e in record.standing}
    found = []
    for key, entries in slots.items():
        value = strictest(entries, now, withdrawn=key not in standing)
        if value is not None:
            side, day, window, run_id = key
            found.append(Rated(side, min(day, today), window, run_id, value))
    return tuple(found)


def strictest(entries: Sequence[PainEntry], now: datetime, *, withdrawn: bool) -> int | None:
    """The value one slot counts with; `entries` in the order they were put down."""
    if len(entries) == 1 and not withdrawn:
        return entries[0].value
    lately = [
        entry.value
        for place, entry in enumerate(entries)
        if entry.value is not None
        and (place + 1 == len(entries) or entries[place + 1].entered_at > now - HOLD)
    ]
    if withdrawn:
        return max((entry.value or 0 for entry in entries), default=0) or None
    if entries[-1].value is None:
        return max(lately, default=0) or None
    return max(lately)


def counts_as_run(outing: Outing) -> bool:
    """Whether it is a run as load: by any label it ever had, or by its speed on foot."""
    slowest = _speed(min(outing.kms, default=None), outing.minutes)
    if slowest is not None and slowest > VEHICLE_M_S:
        return False
    if any(sport.is_run for sport in outing.sports):
        return True
    if outing.sports[-1] not in _ON_FOOT:
        return False
    mean = _speed(max(outing.kms, default=None), outing.minutes)
    return (mean is not None and mean > RUN_M_S) or (outing.run_minutes or 0.0) >= RUN_MINUTES


def as_load(outing: Outing, now: datetime) -> Outing | None:
    """The same as it counts now: one that is still to begin as run today.

    None for one that was deleted or moved 7 days ago and still lies ahead: it never was then.
    """
    if outing.started_at <= now:
        return outing
    given_up = outing.deleted or outing.moved
    if given_up and outing.changed_at is not None and outing.changed_at <= now - HOLD:
        return None
    return replace(outing, day=now.date())


def stands(outing: Outing, now: datetime) -> bool:
    """Whether it may earn anything: begun, a run from the start, never deleted or moved, plausible.

    A run without a label or distance of its own counts 7 days after it was given one.
    """
    settled = outing.changed_at is None or outing.changed_at <= now - HOLD
    first, *later = outing.sports
    named = first.is_run or (first in _UNLABELLED and bool(later) and settled)
    changed = outing.deleted or outing.moved or outing.started_at > now
    if changed or not named or not all(s.is_run for s in later):
        return False
    if not outing.kms or not (outing.km_recorded or settled):
        return False
    run_minutes = outing.run_minutes if outing.run_minutes is not None else outing.minutes
    speed = _speed(run_km(outing), run_minutes)
    return speed is not None and SLOWEST_M_S <= speed <= FASTEST_M_S


def run_km(outing: Outing) -> float | None:
    """Kilometres run, walking left out, at the least it was ever said to be."""
    return None if not outing.kms else max(0.0, min(outing.kms) - outing.walk_km)


def load_km(outing: Outing) -> float | None:
    """Kilometres as load: the most it was ever said to be; from its time where none is known."""
    if outing.kms:
        return max(outing.kms)
    return None if outing.minutes is None else outing.minutes * UNKNOWN_KM_A_MINUTE


def overlapping(outings: Sequence[Outing]) -> tuple[tuple[Outing, ...], ...]:
    """Outings in time order, those that overlap in time together: one thing recorded twice."""
    groups: list[list[Outing]] = []
    end: datetime | None = None
    for outing in sorted(outings, key=lambda outing: (outing.started_at, outing.id)):
        if end is not None and outing.started_at < end:
            groups[-1].append(outing)
            end = max(end, outing.ended_at)
        else:
            groups.append([outing])
            end = outing.ended_at
    return tuple(tuple(group) for group in groups)


def sessions(groups: Iterable[Sequence[Outing]]) -> tuple[tuple[tuple[Outing, ...], ...], ...]:
    """Groups of `overlapping` in time order, those with less than a pause between them together."""
    found: list[list[tuple[Outing, ...]]] = []
    end: datetime | None = None
    for group in groups:
        if end is not None and group[0].started_at - end < PAUSE:
            found[-1].append(tuple(group))
        else:
            found.append([tuple(group)])
        ends = max(outing.ended_at for outing in group)
        end = ends if end is None else max(end, ends)
    return tuple(tuple(session) for session in found)


def last_news(record: CareRecord, now: datetime) -> datetime | None:
    """When an import or the diary last said anything of the knees; None for never."""
    said = (
        _latest(map(attrgetter("entered_at"), record.ratings), now),
        _latest((entry.at for entry in record.log if entry.kind in KNEE_KINDS), now),
        _latest(map(attrgetter("ended_at"), record.outings), now),
    )
    return max((moment for moment in said if moment is not None), default=None)


def _latest(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """The latest of them that is not to come; hardly ever one is, so that is looked at last."""
    known = list(moments)
    latest = max(known, default=None)
    if latest is None or latest <= now:
        return latest
    return max((moment for moment in known if moment <= now), default=None)


def is_stale(record: CareRecord, now: datetime) -> bool:
    """Whether nothing was said or brought in for 7 days."""
    news = last_news(record, now)
    return news is None or now - news >= STALE


def _speed(km: float | None, minutes: float | None) -> float | None:
    if km is None or minutes is None or minutes <= 0:
        return None
    return 1000.0 * km / (60.0 * minutes)
