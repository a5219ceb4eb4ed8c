"""Garmin's account export (zips in zips) and the folder of a Garmin watch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kneewise.model.problem import Problem
from kneewise.platforms.container import READ_ERRORS, Entry, explain
from kneewise.platforms.garmin.tables import Shoes, activities, hints_of, shoes_of
from kneewise.platforms.member import Find, Hints, Member
from kneewise.platforms.names import base
from kneewise.platforms.place import Place
from kneewise.platforms.walk import plain

_ACCOUNT = "DI_CONNECT"
_ACCOUNT_PARTS = "DI-Connect-"
_WATCH = "GarminDevice.xml"
_ACTIVITIES = "summarizedActivities.json"
_GEAR = "gear.json"
_UPLOADS = "UploadedFiles_"
_HINTS = Hints("garmin")
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What JSON of another shape may raise."""


class Garmin:
    """Garmin's files say nothing of names and shoes; its tables do, joined by the start.

    Uploads mix activities with settings and daily monitoring by the thousand, so members are
    doubtful, except those in a watch's own folder of activities. Activities that Garmin knows
    without a file (typed in there) are not read.
    """

    name = "garmin"

    def identify(self, names: Sequence[str]) -> tuple[str, ...]:
        """Folders that hold `DI_CONNECT`, parts of it, or a watch's `GarminDevice.xml`."""
        return tuple(sorted({root for path in names if (root := _root(path)) is not None}))

    def open(self, place: Place) -> Iterator[Find]:
        """Shoes, then every file; hints of account exports come with `Member.hints_for`."""
        gear = [entry for entry in place.entries if base(entry.path).endswith(_GEAR)]
        tables = [entry for entry in place.entries if base(entry.path).endswith(_ACTIVITIES)]
        shoes, problems = _shoes(place, gear)
        yield from problems
        yield from shoes.hints
        by_start: dict[int, Hints] = {}
        for table in tables:
            yield from _collect(place, table, shoes, by_start)
        own = {id(entry) for entry in place.entries if _is_activity(place.within(entry))}
        for entry in place.entries:
            for found in plain(place.only((entry,))):
                if isinstance(found, Member):
                    doubtful = id(entry) not in own
                    yield replace(found, hints=_HINTS, doubtful=doubtful, by_start=by_start)
                else:
                    yield found


PLATFORM = Garmin()


def _root(path: str) -> str | None:
    parts = path.split("/")
    if parts[-1] == _WATCH:
        return path[: -len(_WATCH)]
    for i, part in enumerate(parts):
        if part == _ACCOUNT or part.startswith((_ACCOUNT_PARTS, _UPLOADS)):
            return "".join(f"{each}/" for each in parts[:i])
    return None


def _shoes(place: Place, entries: Sequence[Entry]) -> tuple[Shoes, list[Problem]]:
    shoes, problems = Shoes(), []
    for entry in entries:
        data = place.table(entry)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        try:
            more = shoes_of(data)
        except _DAMAGE as error:
            problems.append(_damaged(place, entry, error, "shoes are not taken over"))
            continue
        shoes = Shoes(shoes.hints + more.hints, {**shoes.by_activity, **more.by_activity})
    return shoes, problems


def _collect(
    place: Place, table: Entry, shoes: Shoes, by_start: dict[int, Hints]
) -> Iterator[Problem]:
    """Fill `by_start` from one table, as far as it can be read."""
    try:
        with place.open(table) as stream:
            for activity in activities(stream):
                found = hints_of(activity, shoes)
                if found is not None:
                    by_start[found[0]] = found[1]
    except _DAMAGE as error:
        yield _damaged(place, table, error, "names and shoes behind that are not taken over")
    except READ_ERRORS as error:
        yield Problem(place.source_of(table), "whole file", explain(error))


def _damaged(place: Place, entry: Entry, error: Exception, loss: str) -> Problem:
    return Problem(place.source_of(entry), "whole file", f"the table is damaged ({error}); {loss}")


def _is_activity(path: str) -> bool:
    """Whether it lies in a watch's own folder of activities."""
    return path.casefold().startswith("activity/")
