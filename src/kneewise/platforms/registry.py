"""The platforms of this package, found by scanning it, and the one way to decode a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Protocol

from kneewise.model.recording import ReadResult
from kneewise.platforms.member import Find
from kneewise.platforms.place import Place

DOCUMENT_HEAD_BYTES = 512
"""How many bytes `Document.wrote` is shown."""


class Platform(Protocol):
    """One service's export. A module or package here with an object `PLATFORM` is one."""

    @property
    def name(self) -> str:
        """The name in `Hints.platform`."""
        ...

    def identify(self, names: Sequence[str]) -> tuple[str, ...]:
        """The folders (as `""` or `a/b/`) of these paths that hold an export; mostly none."""
        ...

    def open(self, place: Place) -> Iterator[Find]:
        """Shoes, then members with hints, and problems; one at a time, in a fixed order."""
        ...


class Document(Protocol):
    """What a platform cuts out of its tables, as bytes that can be kept and decoded again.

    A module or package here with an object `DOCUMENT` has one.
    """

    def wrote(self, head: bytes) -> bool:
        """Whether these first bytes begin such a document."""
        ...

    def read(self, data: bytes, source: str) -> ReadResult:
        """Its recordings; a damaged document is refused with a fatal problem."""
        ...


def all_platforms() -> tuple[Platform, ...]:
    """Every platform of this package, by name."""
    found: list[Platform] = [each.PLATFORM for each in _modules() if hasattr(each, "PLATFORM")]
    return tuple(sorted(found, key=lambda platform: platform.name))


def all_documents() -> tuple[Document, ...]:
    """Every kind of document that the platforms write."""
    return tuple(each.DOCUMENT for each in _modules() if hasattr(each, "DOCUMENT"))


def read(data: bytes, source: str) -> ReadResult:
    """Decode the bytes of a member: a document cut out of a platform's table, or any format.

    Works on originals long after the walk; the content decides, `source` is the name that problems
    carry. Never raises for what the bytes are: damaged data comes back as fatal problems.
    """
    from kneewise import formats

    head = data[:DOCUMENT_HEAD_BYTES]
    for document in all_documents():
        if document.wrote(head):
            return document.read(data, source)
    return formats.read(data, source)


@cache
def _modules() -> tuple[ModuleType, ...]:
    import kneewise.platforms as room

    names = sorted(each.name for each in iter_modules(room.__path__))
    return tuple(import_module(f"{room.__name__}.{name}") for name in names)
