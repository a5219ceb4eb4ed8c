"""What every format promises: to know its own bytes, and to read them without ever raising."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from kneewise.model.problem import Problem
from kneewise.model.recording import ReadResult


@runtime_checkable
class Format(Protocol):
    """One kind of file; a module of this package offers it as `FORMAT`.

    `identify` looks at content and never at the name alone. `read` takes plain bytes (never
    gzipped) and names `source` in every problem; it raises nothing, whatever the bytes are.
    """

    @property
    def name(self) -> str:
        """Short name, e.g. `fit`."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Usual endings of such files, lower case and with the dot."""
        ...

    def identify(self, head: bytes, name: str) -> bool:
        """Whether these first bytes (4 KiB or the whole file) are of this format."""
        ...

    def read(self, data: bytes, source: str) -> ReadResult:
        """All recordings of the file, and all that was wrong with it."""
        ...


def refused(source: str, place: str, message: str, *more: Problem) -> ReadResult:
    """A result without a recording: one fatal problem after those that led to it."""
    return ReadResult((), (*more, Problem(source, place, message, fatal=True)))
