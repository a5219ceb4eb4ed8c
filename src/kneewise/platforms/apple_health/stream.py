"""Apple's `export.xml` as a stream of elements, in flat memory and without its DTD.

Apple has shipped exports whose DTD is not well-formed, so the DTD is never given to the parser;
without it no entity can be defined, and an export that declares one is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

from kneewise.platforms.apple_health.words import COLUMNS
from kneewise.platforms.limits import MAX_PROLOGUE_BYTES

ROOT = b"<HealthData"
_TOP = (
    "Record",
    "Correlation",
    "Workout",
    "ActivitySummary",
    "ClinicalRecord",
    "Audiogram",
    "VisionPrescription",
)
_CHUNK = 1024**2
_LONGEST = 8 * _CHUNK  # a record cut by blocks is waited for up to here
_RECORD = b"<Record "
_DULL = re.compile(
    rb'<Record type="(?!HKQuantityTypeIdentifier(?:%s)")[^>]*/>\s*' % "|".join(COLUMNS).encode()
)
"""A record of a kind that fills no column. Apple escapes > in attributes."""

Opener = Callable[[], AbstractContextManager[IO[bytes]]]
"""Opens the table anew; it is read twice."""


class NotAnExportError(ValueError):
    """The file is not what Apple writes; the message says why."""


def check_prologue(opener: Opener) -> None:
    """Raises NotAnExportError for another file and for one that declares entities."""
    with opener() as stream:
        head = b""
        while ROOT not in head and len(head) < MAX_PROLOGUE_BYTES:
            more = stream.read(_CHUNK)
            if not more:
                break
            head += more
    begins = head.find(ROOT)
    if b"<!ENTITY" in (head if begins < 0 else head[:begins]):
        raise NotAnExportError("it declares XML entities, which Apple never does; it was refused")
    if begins < 0:
        raise NotAnExportError("it is no export of Apple Health")


@dataclass(slots=True)
class ElementStream:
    """The elements of one pass over the table. `damage` says afterwards what was not readable."""

    opener: Opener
    damage: list[str] = field(default_factory=list)

    def workouts(self) -> Iterator[etree._Element]:
        """Every workout. Apple writes records first, so all before the first one is skipped."""
        return self._elements("Workout", b"<Workout ", b"<HealthData>")

    def records(self) -> Iterator[etree._Element]:
        """Every record that fills a column, also those inside correlations."""
        return self._elements("Record", ROOT, b"")

    def _elements(self, tag: str, marker: bytes, lead: bytes) -> Iterator[etree._Element]:
        parser = etree.XMLPullParser(
            events=("end",),
            tag=_TOP,
            huge_tree=True,
            recover=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
        )
        with self.opener() as stream:
            for block in _sieved(_from(stream, marker, lead)):
                parser.feed(block)
                yield from _taken(parser, tag)
        try:
            parser.close()
        except etree.XMLSyntaxError as error:
            self.damage.append(str(error.msg))
        yield from _taken(parser, tag)
        self.damage.extend(str(entry.message) for entry in parser.feed_error_log)


def _taken(parser: etree.XMLPullParser[Any], tag: str) -> Iterator[etree._Element]:
    for _, element in parser.read_events():
        if element.tag == tag:
            yield element
        _forget(element)


def _from(stream: IO[bytes], marker: bytes, lead: bytes) -> Iterator[bytes]:
    """The stream from a marker on, with something put in front; an empty root without it."""
    tail = b""
    while chunk := stream.read(_CHUNK):
        window = tail + chunk
        found = window.find(marker)
        if found >= 0:
            yield lead + window[found:]
            break
        tail = window[-len(marker) :]
    else:
        yield b"<HealthData/>"
    while chunk := stream.read(_CHUNK):
        yield chunk


def _sieved(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks without the records that fill no column, which are most of an export.

    A record is dropped only when it stands whole in one block; all else reaches the parser.
    """
    tail = b""
    for block in blocks:
        window = tail + block
        cut = window.rfind(_RECORD)
        if cut < 0 or len(window) > _LONGEST:
            cut = len(window)
        tail = window[cut:]
        yield _DULL.sub(b"", window[:cut])
    yield tail


def _forget(element: etree._Element) -> None:
    """Free an element and all before it, so that the tree never grows."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
