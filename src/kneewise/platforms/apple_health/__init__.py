"""Apple Health's export: workouts in one large XML, routes beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from functools import partial

from kneewise.model.problem import Problem
from kneewise.platforms.apple_health.collect import Collection, Workout, collect, new_spool
from kneewise.platforms.apple_health.cut import document
from kneewise.platforms.apple_health.stream import NotAnExportError, check_prologue
from kneewise.platforms.apple_health.words import utc_text
from kneewise.platforms.apple_health.workout import WorkoutDocument
from kneewise.platforms.container import READ_ERRORS, Entry, explain, refusal
from kneewise.platforms.member import Find, Hints, Member
from kneewise.platforms.names import base, suffix
from kneewise.platforms.place import Place
from kneewise.platforms.walk import plain

_FOLDER = "apple_health_export"
_ROUTES = "workout-routes/"
_CLINICAL = "export_cda.xml"
_NAMES = frozenset(
    {"export.xml", "exportieren.xml", "exporter.xml", "exportar.xml", "esporta.xml", "экспорт.xml"}
)
"""What the table is called on phones of some languages; in Apple's folder any name will do."""


class AppleHealth:
    """The export that the Health app makes ("Export All Health Data")."""

    name = "apple_health"

    def identify(self, names: Sequence[str]) -> tuple[str, ...]:
        """Apple's folder, a folder with routes beside an XML, or a known name of the table."""
        marked = {root for path in names if (root := _marked(path)) is not None}
        tables = {path[: -len(base(path))] for path in names if suffix(path) == ".xml"}
        named = {path[: -len(base(path))] for path in names if base(path).casefold() in _NAMES}
        return tuple(sorted((marked & tables) | named))

    def open(self, place: Place) -> Iterator[Find]:
        """One member a workout, its route and heart rate inside; then files without a workout."""
        used: set[str] = set()
        for entry in place.entries:
            if suffix(entry.path) == ".xml" and "/" not in place.within(entry):
                if base(entry.path).casefold() == _CLINICAL:
                    continue
                yield from _table(place, entry, used)
        yield from plain(place.only(each for each in place.entries if each.path not in used))


PLATFORM = AppleHealth()
DOCUMENT = WorkoutDocument()


def _marked(path: str) -> str | None:
    parts = path.split("/")
    if _FOLDER in parts[:-1]:
        return "/".join(parts[: parts.index(_FOLDER) + 1]) + "/"
    if _ROUTES[:-1] in parts[:-1]:
        return "".join(f"{part}/" for part in parts[: parts.index(_ROUTES[:-1])])
    if parts[-1].casefold() == _CLINICAL:
        return path[: -len(parts[-1])]
    return None


def _table(place: Place, entry: Entry, used: set[str]) -> Iterator[Find]:
    """The members of one table. `used` gains the paths that need no second look."""
    source = place.source_of(entry)
    opener = partial(place.open, entry)
    try:
        check_prologue(opener)
    except NotAnExportError as error:
        if place.by_hand and "entities" not in str(error):
            return  # some other XML: the formats shall say what it is
        used.add(entry.path)
        yield refusal(source, str(error))
        return
    except READ_ERRORS as error:
        used.add(entry.path)
        yield refusal(source, explain(error))
        return
    used.add(entry.path)
    with new_spool() as spool:
        try:
            collection = collect(opener, spool)
        except READ_ERRORS as error:
            yield refusal(source, explain(error))
            return
        yield from _members(place, entry, collection, used)


def _members(place: Place, entry: Entry, collection: Collection, used: set[str]) -> Iterator[Find]:
    source = place.source_of(entry)
    if collection.damage:
        message = f"the XML is damaged ({collection.damage[0]}); what could be read came in"
        yield Problem(source, "whole file", message)
    files = {_key(each.path): each for each in place.entries if _ROUTES in each.path}
    share = entry.weight // max(len(collection.workouts), 1)
    missing: list[str] = []
    for workout in collection.workouts:
        missing += [path for path in workout.routes if _key(path) not in files]
        found = [files[key] for path in workout.routes if (key := _key(path)) in files]
        used.update(each.path for each in found)
        routes: dict[str, bytes] = {}
        for each in found:
            data = place.container.read(each)
            if isinstance(data, Problem):
                yield data
            else:
                routes[base(each.path)] = data
        weight = share + sum(each.weight for each in found)
        yield _member(source, workout, collection, routes, weight)
    if missing:
        message = f"{len(missing)} routes are not in the export (first: {missing[0]})"
        yield Problem(source, "WorkoutRoute", f"{message}; these workouts came in without a track")


def _member(
    source: str,
    workout: Workout,
    collection: Collection,
    routes: Mapping[str, bytes],
    weight: int,
) -> Member:
    data = document(*collection.texts(workout), routes)
    start = utc_text(workout.started_at)
    return Member(
        source=f"{source}, workout {start}",
        name=f"apple-{start.replace(':', '')}.xml",
        size=len(data),
        modified=None,
        read=partial(bytes, data),
        weight=weight,
        hints=Hints(
            platform="apple_health",
            sport=workout.sport,
            external_id=f"apple_health:{start}",
            started_at=workout.started_at.astimezone(UTC),
        ),
    )


def _key(path: str) -> str:
    """A route's name without its punctuation: archives spell spaces and umlauts in many ways."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", base(path))).casefold()
