"""Pain that goes on or comes back, read from the diary: a clinician, green or not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from kneewise.care.check.flag import Flag, flag_advice, valid_clearings
from kneewise.care.check.signs import FIRST_ADULT_AGE
from kneewise.care.check.told import Told
from kneewise.model.advice import RaisedFlag, Urgency
from kneewise.model.diary import Episode, PainEntry

SORE_SHARE = 0.5
ADULT_DAYS = 42
CHILD_DAYS = 15
"""Six weeks; more than two weeks under 18 (both our precaution, SAFETY.md)."""
EPISODE_DAYS = 90
FEWEST_RATED_SHARE = 0.25
"""Our choice: a stretch counts once every fourth of its days is rated; fewer say too little."""


@dataclass(frozen=True, slots=True)
class LongPain:
    """Pain above 0 on half of the rated days for six weeks, or two episodes at one site."""

    id: str = "long_pain"
    urgency: Urgency = Urgency.ROUTINE
    zero_tolerance: bool = False
    doctor_only: bool = False
    reads: frozenset[str] = frozenset({"age"})

    def check(self, told: Told) -> RaisedFlag | None:
        """Raised since the day on which it held first, until it is cleared; told of the latest."""
        cleared = valid_clearings(told.clearings, self.id, doctor_only=False)
        after = max((clearing.on for clearing in cleared), default=date.min)
        low = told.age(told.today).low
        days = CHILD_DAYS if low is not None and low < FIRST_ADULT_AGE else ADULT_DAYS
        worst = _worst_by_day([entry for entry in told.diary if entry.day > after])
        stretches = _sore_stretches(worst, days)
        pairs = _second_episodes([e for e in told.episodes if e.began_on > after])
        since = [*(s.last for s in stretches[:1]), *(second for _, second in pairs[:1])]
        if not since:
            return None
        if stretches:
            told_of: dict[str, object] = asdict(stretches[-1])
        else:
            told_of = dict(zip(("first", "second"), pairs[-1], strict=True))
        return RaisedFlag(
            flag=self.id,
            urgency=self.urgency,
            advice=flag_advice(self.id, "weeks" if stretches else "again", seen=told_of),
            since=datetime.combine(min(since), time(), tzinfo=UTC),
            stops=False,
            from_diary=True,
        )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from first to last, and how many of them were rated and sore."""

    first: date
    last: date
    rated: int
    sore: int


def _worst_by_day(entries: Sequence[PainEntry]) -> Mapping[date, int]:
    worst: dict[date, int] = {}
    for entry in entries:
        if entry.value is not None:
            worst[entry.day] = max(worst.get(entry.day, 0), entry.value)
    return worst


def _sore_stretches(worst: Mapping[date, int], days: int) -> tuple[Stretch, ...]:
    """Every such stretch, by its last day; it begins and ends with a sore day or not."""
    known = sorted(worst)
    found = []
    for place, end in enumerate(known):
        start = end - timedelta(days=days - 1)
        first = bisect_left(known, start)
        rated = [worst[day] for day in known[first : place + 1]]
        spans = known[first] <= start + timedelta(days=6)
        enough = spans and len(rated) >= max(3, FEWEST_RATED_SHARE * days)
        sore = sum(value > 0 for value in rated)
        if enough and sore >= SORE_SHARE * len(rated):
            found.append(Stretch(known[first], end, len(rated), sore))
    return tuple(found)


def _second_episodes(episodes: Sequence[Episode]) -> tuple[tuple[date, date], ...]:
    """When two at the same site of the same knee began within 90 days, by the second."""
    found = []
    for side, site in {(e.side, e.site) for e in episodes}:
        began = sorted(e.began_on for e in episodes if (e.side, e.site) == (side, site))
        found += [(a, b) for a, b in pairwise(began) if (b - a).days <= EPISODE_DAYS]
    return tuple(sorted(found, key=lambda pair: pair[::-1]))


FLAGS: tuple[Flag, ...] = (LongPain(),)
