"""Apple's `export.xml` as a stream of elements, in flat memory and without its DTD.

Apple has shipped exports whose DTD is not well-formed, so the DTD is never given to the parser;
without it no entity can be defined, and an export that declares one is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

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
_CHUNK = 256 * 1024

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
        return self._elements(b"<Workout ", b"<HealthData>", "Workout")

    def records(self) -> Iterator[etree._Element]:
        """Every record, also those inside correlations (which stand a second time outside)."""
        return self._elements(ROOT, b"", "Record")

    def _elements(self, marker: bytes, lead: bytes, tag: str) -> Iterator[etree._Element]:
        with self.opener() as stream:
            source = _From(stream, marker, lead)
            passing = etree.iterparse(
                source,
                events=("end",),
                tag=_TOP,
                huge_tree=True,
                recover=True,
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
            )
            try:
                for _, element in passing:
                    if element.tag == tag:
                        yield element
                    _forget(element)
            except etree.XMLSyntaxError as error:
                self.damage.append(str(error.msg))
            self.damage.extend(str(entry.message) for entry in passing.error_log)


class _From:
    """A stream that begins at a marker, with something put in front of it."""

    def __init__(self, stream: IO[bytes], marker: bytes, lead: bytes) -> None:
        self._stream = stream
        self._marker = marker
        self._ready: bytes | None = None
        self._lead = lead

    def read(self, size: int = -1, /) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._ready is None:
            self._ready = self._skip()
        if self._ready:
            part, self._ready = self._ready[:size], self._ready[size:]
            return part
        return self._stream.read(size)

    def _skip(self) -> bytes:
        tail = b""
        while chunk := self._stream.read(_CHUNK):
            window = tail + chunk
            found = window.find(self._marker)
            if found >= 0:
                return self._lead + window[found:]
            tail = window[-len(self._marker) :]
        return b"<HealthData/>"


def _forget(element: etree._Element) -> None:
    """Free an element and all before it, so that the tree never grows."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]
