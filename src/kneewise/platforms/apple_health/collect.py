"""Which records belong to which workout, collected in two passes without holding either."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime
from itertools import accumulate
from typing import IO

from lxml import etree

from kneewise.model.sport import Sport
from kneewise.platforms.apple_health.cut import metadata, record_text, routes_of, workout_text
from kneewise.platforms.apple_health.stream import ElementStream, Opener
from kneewise.platforms.apple_health.words import moment, quantity, sport_of
from kneewise.platforms.limits import SPOOL_BYTES


@dataclass(slots=True)
class Workout:
    """One workout: its time, sport and routes; where its text and records lie in the spool.

    `pieces` are (offset, length); the first is the workout, each other a run of records.
    """

    started_at: datetime
    start_s: float
    end_s: float
    sport: Sport
    routes: tuple[str, ...]
    pieces: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Collection:
    """All workouts of an export in the order of their start, and the spool that holds them."""

    spool: IO[bytes]
    workouts: list[Workout]
    damage: list[str]

    def texts(self, workout: Workout) -> tuple[bytes, list[bytes]]:
        """The text of a workout and the lines of its records."""
        parts = []
        for offset, length in workout.pieces:
            self.spool.seek(offset)
            parts.append(self.spool.read(length))
        return parts[0], b"".join(parts[1:]).splitlines(keepends=True)


def collect(opener: Opener, spool: IO[bytes]) -> Collection:
    """Read the export twice: the workouts, then the records that were measured during them.

    Holds a few numbers a workout; everything else waits in `spool` (a temporary file). Raises what
    reading the stream raises.
    """
    passing = ElementStream(opener)
    workouts = sorted(
        (found for element in passing.workouts() if (found := _workout(element, spool))),
        key=lambda workout: (workout.start_s, workout.end_s),
    )
    if not workouts:
        return Collection(spool, workouts, passing.damage)
    second = ElementStream(opener)
    _Sorter(workouts, spool).sort(second)
    return Collection(spool, workouts, second.damage or passing.damage)


def new_spool() -> tempfile.SpooledTemporaryFile[bytes]:
    """Where texts wait: in memory while they are few, else in a file that vanishes."""
    return tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES)


class _Sorter:
    """Hands each record to the workouts in whose time it was measured."""

    def __init__(self, workouts: list[Workout], spool: IO[bytes]) -> None:
        self._workouts = workouts
        self._spool = spool
        self._starts = [workout.start_s for workout in workouts]
        self._latest = list(accumulate((workout.end_s for workout in workouts), max))
        self._held: list[bytes] = []
        self._owner: int | None = None

    def sort(self, passing: ElementStream) -> None:
        for record in passing.records():
            kind = quantity(record.get("type") or "")
            start = moment(record.get("startDate")) if kind else None
            if kind is None or start is None:
                continue
            owners = self._owners(start.timestamp())
            if owners:
                end = moment(record.get("endDate")) or start
                line = record_text(record, kind, start, end)
                for owner in owners:
                    self._hold(owner, line)
        self._flush()

    def _owners(self, at_s: float) -> list[int]:
        owners = []
        i = bisect_right(self._starts, at_s) - 1
        while i >= 0 and self._latest[i] > at_s:
            if self._workouts[i].end_s > at_s:
                owners.append(i)
            i -= 1
        return owners

    def _hold(self, owner: int, line: bytes) -> None:
        """Records come in runs of one workout, so few pieces are written."""
        if owner != self._owner:
            self._flush()
            self._owner = owner
        self._held.append(line)

    def _flush(self) -> None:
        if self._owner is not None and self._held:
            piece = _put(self._spool, b"".join(self._held))
            self._workouts[self._owner].pieces.append(piece)
        self._held = []


def _workout(element: etree._Element, spool: IO[bytes]) -> Workout | None:
    start, end = moment(element.get("startDate")), moment(element.get("endDate"))
    if start is None or end is None:
        return None
    indoor = metadata(element).get("HKIndoorWorkout") in ("1", "true")
    return Workout(
        started_at=start,
        start_s=start.timestamp(),
        end_s=end.timestamp(),
        sport=sport_of(element.get("workoutActivityType") or "", indoor=indoor),
        routes=routes_of(element),
        pieces=[_put(spool, workout_text(element, start))],
    )


def _put(spool: IO[bytes], text: bytes) -> tuple[int, int]:
    offset = spool.tell()
    spool.write(text)
    return offset, len(text)
