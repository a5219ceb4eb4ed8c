"""What a walk finds: members with hints, shoes, problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from kneewise.model.problem import Problem
from kneewise.model.recording import Recording
from kneewise.model.sport import Sport

START_TOLERANCE_S = 5
"""How far a start in a platform's table may lie from the start in the file (our choice: both are
whole seconds of one clock; services round differently)."""


@dataclass(frozen=True, slots=True)
class Hints:
    """What a platform says of one activity beside its file; None where it says nothing.

    `sport` is a fall-back for files that do not know (the more specific of the two wins, see
    `Sport.specificity`). `shoe` is the `name` of a `ShoeHint` of the same walk, given before its
    members. `utc_offset_s` is local time minus UTC in seconds. `external_id` is the platform's own
    id, as `strava:123`. `started_at` is aware UTC.
    """

    platform: str = "files"
    sport: Sport | None = None
    name: str | None = None
    note: str | None = None
    private_note: str | None = None
    shoe: str | None = None
    utc_offset_s: int | None = None
    external_id: str | None = None
    started_at: datetime | None = None

    def over(self, other: Hints) -> Hints:
        """These hints, with what they leave open taken from `other`."""
        missing = {
            each.name: getattr(other, each.name)
            for each in fields(self)
            if getattr(self, each.name) is None
        }
        return replace(self, **missing)


@dataclass(frozen=True, slots=True)
class ShoeHint:
    """A pair of shoes as a platform knows it. `name` is unique within one export.

    `start_km` is what it had run before it was entered there; None when the platform does not say.
    """

    name: str
    brand: str | None = None
    model: str | None = None
    retired: bool = False
    start_km: float | None = None
    bought_on: date | None = None
    platform: str = "files"
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One file that may hold activities.

    `source` names it for a person (`export.zip!activities/1.fit.gz`) and in every problem that
    `kneewise.platforms.read` finds; `name` is its own file name. `size` is in bytes (packed, for a
    `.gz`), `weight` what it adds to a progress bar whose end is `weigh(paths)`. `modified` is the
    file's local time without a zone, None where unknown.

    `read()` gives all bytes, or the Problem that forbade it (vanished, still being written, not
    readable, damaged archive). Call it before the walk is asked for its next item.

    `doubtful` marks members most of which are no activity (a watch's settings, daily monitoring,
    files without a suffix): when one is refused, count it instead of listing it.
    """

    source: str
    name: str
    size: int
    modified: datetime | None
    read: Callable[[], bytes | Problem] = field(repr=False)
    weight: int = 0
    hints: Hints = field(default_factory=Hints)
    doubtful: bool = False
    by_start: Mapping[int, Hints] = field(default_factory=dict, repr=False)
    """Hints of a platform that names files and activities differently (Garmin), by start in
    seconds since 1970 UTC; shared by all members. Ask through `hints_for`."""

    def hints_for(self, recording: Recording) -> Hints:
        """The hints of one recording read from this member."""
        if recording.started_at is None or not self.by_start:
            return self.hints
        start = round(recording.started_at.timestamp())
        for distance in range(START_TOLERANCE_S + 1):
            for second in (start - distance, start + distance):
                found = self.by_start.get(second)
                if found is not None:
                    return found.over(self.hints)
        return self.hints


Find = Member | ShoeHint | Problem
"""One item of a walk. Shoes of an export come before its members."""
