"""The platforms of this package, found by scanning it, and the one way to decode a member."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol

from kneewise.model.recording import ReadResult
from kneewise.platforms.member import Find
from kneewise.platforms.place import Place

DOCUMENT_HEAD_BYTES = 512
"""How many bytes `Platform.wrote` is shown."""


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

    def wrote(self, head: bytes) -> bool:
        """Whether these first bytes begin a document that this platform cut out of a table."""
        ...

    def read(self, data: bytes, source: str) -> ReadResult:
        """The recordings of such a document."""
        ...


@cache
def all_platforms() -> tuple[Platform, ...]:
    """Every platform of this package, by name."""
    import kneewise.platforms as room

    modules = (
        import_module(f"{room.__name__}.{each.name}") for each in iter_modules(room.__path__)
    )
    found: list[Platform] = [module.PLATFORM for module in modules if hasattr(module, "PLATFORM")]
    return tuple(sorted(found, key=lambda platform: platform.name))


def read(data: bytes, name: str) -> ReadResult:
    """Decode the bytes of a member: a document cut out of a platform's table, or any format.

    Works on originals long after the walk. Damaged data comes back as fatal problems.
    """
    from kneewise import formats

    head = data[:DOCUMENT_HEAD_BYTES]
    for platform in all_platforms():
        if platform.wrote(head):
            return platform.read(data, name)
    return formats.read(data, name)
