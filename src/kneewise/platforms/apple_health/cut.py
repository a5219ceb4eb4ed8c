"""One workout cut out of the export: the workout, the records measured during it, its route.

Cuts are kept as originals. They hold Apple's own elements with dates in UTC; what changes from one
export to the next (the device's address, the version, the phone's zone) is left out, so that the
same workout gives the same bytes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from kneewise.platforms.apple_health.words import moment, utc_text

MARK = b'<?xml version="1.0" encoding="UTF-8"?>\n<KneewiseWorkout '
_HEAD = MARK + b'platform="apple_health" version="1">\n'
_TAIL = b"</KneewiseWorkout>\n"
_FLEETING = frozenset({"device", "creationDate", "sourceVersion", "uuid"})
_DATES = frozenset({"startDate", "endDate", "date"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def workout_text(workout: etree._Element, started_at: datetime) -> bytes:
    """A workout with its children; `utcOffset` only where Apple names no zone."""
    tagged = ((child, child.tag) for child in workout)
    kept = [(child, tag) for child, tag in tagged if isinstance(tag, str) and tag != "WorkoutRoute"]
    inside = "".join(f" <{tag}{_written(dict(_attributes(child)))}/>\n" for child, tag in kept)
    fields = dict(_attributes(workout))
    offset = started_at.utcoffset()
    if zone_of(workout) is None and offset is not None:
        fields["utcOffset"] = str(round(offset.total_seconds()))
    return f"<Workout{_written(fields)}>\n{inside}</Workout>\n".encode()


def record_text(record: etree._Element, kind: str, start: datetime, end: datetime) -> bytes:
    """A record in one line."""
    fields = {
        "type": kind,
        "sourceName": record.get("sourceName") or "",
        "start": utc_text(start),
        "end": utc_text(end),
        "value": record.get("value") or "",
        "unit": record.get("unit") or "",
    }
    return f"<Record{_written(fields)}/>\n".encode()


def document(workout: bytes, records: Iterable[bytes], routes: Mapping[str, bytes]) -> bytes:
    """The whole cut; records are sorted and each stands once."""
    parts = [_HEAD, workout, *sorted(set(records))]
    for name, gpx in sorted(routes.items()):
        text = escape(_CONTROL.sub("", gpx.decode("utf-8", errors="replace")))
        parts.append(f"<Route name={quoteattr(name)}>{text}</Route>\n".encode())
    return b"".join((*parts, _TAIL))


def zone_of(workout: etree._Element) -> str | None:
    """The time zone in which the workout was done, as Apple noted it."""
    return metadata(workout).get("HKTimeZone")


def metadata(workout: etree._Element) -> dict[str, str]:
    """The workout's own metadata entries."""
    entries = workout.findall("MetadataEntry")
    return {str(entry.get("key")): str(entry.get("value")) for entry in entries}


def routes_of(workout: etree._Element) -> tuple[str, ...]:
    """The paths of its routes as the export writes them (`/workout-routes/….gpx`)."""
    found = (reference.get("path") for reference in workout.iterfind("WorkoutRoute/FileReference"))
    return tuple(path for path in found if path)


def _attributes(element: etree._Element) -> Iterable[tuple[str, str]]:
    for name, value in element.items():
        key, text = str(name), str(value)
        if key in _FLEETING:
            continue
        when = moment(text) if key in _DATES else None
        yield key, text if when is None else utc_text(when)


def _written(fields: Mapping[str, str]) -> str:
    return "".join(f" {name}={quoteattr(value)}" for name, value in sorted(fields.items()))
