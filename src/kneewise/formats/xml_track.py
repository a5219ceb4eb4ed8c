"""What GPX and TCX share: careful XML, rows of points, times and the words for sports.

No entity is resolved, no DTD or network address is opened, and points are thrown away as soon
as they are read, so that memory follows the samples and not the file.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

import numpy as np
from lxml import etree
from numpy.typing import NDArray

from kneewise.model.problem import Problem
from kneewise.model.sport import Sport

Column = NDArray[np.float64]
Element = etree._Element  # noqa: SLF001 (the name lxml gives the type of all elements)
Event = tuple[str, str, Element]
"""start or end, the name without its namespace, the element."""

_EARLIEST_S = 315_532_800.0  # 1980, before any GPS watch
_LATEST_S = 4_102_444_800.0  # 2100

_SPACE = b" \t\r\n"
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_FIRST_TAG = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")


class ForbiddenXmlError(Exception):
    """The document declares a document type, and with it perhaps entities; never leaves here."""


def root_name(head: bytes) -> str | None:
    """Name of the first element in these bytes, lower case; None where this is no XML."""
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = head.decode(encoding, "replace").lstrip()
    if not text.startswith("<"):
        return None
    found = _FIRST_TAG.search(_COMMENT.sub("", text))
    return None if found is None else found[1].lower()


def walk(data: bytes, tags: Sequence[str]) -> Iterator[Event]:
    """Start and end of the named elements, in any namespace.

    Raises lxml's XMLSyntaxError where the document is damaged, after everything before the
    damage, and ForbiddenXmlError for a document with a document type.
    """
    events = etree.iterparse(
        BytesIO(data.lstrip(_SPACE)),  # Strava hands TCX out with blanks before the declaration
        events=("start", "end"),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    checked = False
    for event, element in events:
        if not checked:
            if element.getroottree().docinfo.internalDTD is not None:
                raise ForbiddenXmlError
            checked = True
        yield event, local(element), element


def local(element: Element) -> str:
    """The element's name without its namespace, and without a prefix that nobody declared."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def forget(element: Element) -> None:
    """Free a point that was read, and what stands before it beside it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    while parent is not None and parent[0] is not element:
        del parent[0]


def text_of(element: etree._Element, name: str) -> str | None:
    """The trimmed text of the first child of that name; None where missing or empty."""
    for child in element:
        if isinstance(child.tag, str) and local(child) == name:
            text = (child.text or "").strip()
            return text or None
    return None


def damaged(source: str, error: etree.XMLSyntaxError, points: int) -> Problem:
    """The problem of a document that breaks off, with its line."""
    message = (
        f"the XML is damaged here ({error.msg}); {points} points before it were read. "
        "A fresh download may be whole."
    )
    return Problem(source, f"line {error.lineno or 1}", message)


FORBIDDEN = (
    "it declares a document type; such files can hide entities that harm and are refused. "
    "Export the activity again."
)


class Rows:
    """Points as they come; columns, equally long with NaN for what is missing, in the end."""

    def __init__(self) -> None:
        self.count = 0
        self._columns: dict[str, array[float]] = {"time_s": array("d")}

    def add(self, values: Mapping[str, float]) -> None:
        """One point; a value that is not given is missing."""
        for name, value in values.items():
            column = self._columns.setdefault(name, array("d"))
            column.extend([np.nan] * (self.count - len(column)))
            column.append(value)
        self.count += 1

    def columns(self) -> dict[str, NDArray[np.float64]]:
        """All points as float64 columns."""
        columns = {}
        for name, values in self._columns.items():
            column = np.full(self.count, np.nan)
            column[: len(values)] = np.asarray(values)
            columns[name] = column
        return columns


def number(text: str | None) -> float | None:
    """A decimal number; None for anything else."""
    try:
        return None if text is None else float(text)
    except ValueError:
        return None


class Times:
    """Reads times and remembers what they say of zones."""

    def __init__(self) -> None:
        self.zoneless = 0
        self.utc_offset_s: int | None = None

    def seconds(self, text: str | None) -> float | None:
        """Seconds since 1970; None for no time or one outside 1980 to 2100.

        A time without a zone counts as UTC.
        """
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        offset = moment.utcoffset()
        if offset is None:
            self.zoneless += 1
            moment = moment.replace(tzinfo=UTC)
        elif offset and self.utc_offset_s is None:
            self.utc_offset_s = round(offset.total_seconds())
        seconds = moment.timestamp()
        return seconds if _EARLIEST_S <= seconds < _LATEST_S else None

    def problems(self, source: str, place: str) -> tuple[Problem, ...]:
        """The problem of times without a zone, if there were any."""
        if not self.zoneless:
            return ()
        message = f"{self.zoneless} times name no zone and were taken as UTC."
        return (Problem(source, place, message),)


def moment(seconds: float | None) -> datetime | None:
    """Aware UTC for seconds since 1970; None for None."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


_SPORTS: Mapping[str, Sport] = {
    "run": Sport.RUNNING,
    "running": Sport.RUNNING,
    "jogging": Sport.RUNNING,
    "9": Sport.RUNNING,
    "trailrun": Sport.TRAIL_RUNNING,
    "trailrunning": Sport.TRAIL_RUNNING,
    "trackrunning": Sport.TRACK_RUNNING,
    "treadmill": Sport.TREADMILL_RUNNING,
    "treadmillrunning": Sport.TREADMILL_RUNNING,
    "indoorrunning": Sport.TREADMILL_RUNNING,
    "virtualrun": Sport.VIRTUAL_RUNNING,
    "virtualrunning": Sport.VIRTUAL_RUNNING,
    "walk": Sport.WALKING,
    "walking": Sport.WALKING,
    "10": Sport.WALKING,
    "hike": Sport.HIKING,
    "hiking": Sport.HIKING,
    "4": Sport.HIKING,
    "ride": Sport.CYCLING,
    "biking": Sport.CYCLING,
    "bike": Sport.CYCLING,
    "cycling": Sport.CYCLING,
    "roadbiking": Sport.CYCLING,
    "mountainbiking": Sport.CYCLING,
    "1": Sport.CYCLING,
    "swim": Sport.SWIMMING,
    "swimming": Sport.SWIMMING,
    "16": Sport.SWIMMING,
    "rowing": Sport.ROWING,
    "elliptical": Sport.ELLIPTICAL,
    "crosscountryskiing": Sport.CLASSIC_SKIING,
    "nordicski": Sport.CLASSIC_SKIING,
    "alpineski": Sport.ALPINE_SKIING,
    "skating": Sport.SKATING,
    "inlineskating": Sport.SKATING,
    "strengthtraining": Sport.STRENGTH,
    "yoga": Sport.YOGA,
    "transition": Sport.TRANSITION,
    "other": Sport.OTHER,
}
"""Words (and Strava's numbers) for sports, lower case without spaces and dashes."""


def sport_named(text: str | None) -> Sport:
    """The sport of a word in a file; other for a word not known, unknown for none."""
    word = re.sub(r"[\W_]+", "", (text or "").casefold())
    if word in {"", "unknown", "uncategorized"}:
        return Sport.UNKNOWN
    return _SPORTS.get(word, Sport.OTHER)
