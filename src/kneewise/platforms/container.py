"""A folder or a zip as a list of entries that can be read one at a time."""

from __future__ import annotations

import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Protocol

from kneewise.model.problem import Problem
from kneewise.platforms.limits import MAX_MEMBER_BYTES

READ_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,  # zipfile's word for "encrypted"
    NotImplementedError,  # a compression that zipfile does not know
    UnicodeError,  # a name that claims to be UTF-8
    ValueError,  # an impossible date or a NUL in a name
    OverflowError,  # an offset beyond all files
    struct.error,  # a directory cut off
)
"""All that reading a file or an archive may raise."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in a container: readable path with forward slashes, sizes in bytes.

    `weight` is what it counts for on a progress bar, `modified` local time without a zone, `key`
    how its container finds it again.
    """

    path: str
    size: int
    weight: int
    modified: datetime | None
    key: Any


class Container(Protocol):
    """An opened folder or zip. `source` names it for a person."""

    @property
    def source(self) -> str:
        """The container's own name for a person, as `Garmin` or `export.zip!inner.zip`."""
        ...

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All plain files worth a look, hidden ones left out, in a fixed order."""
        ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was refused while listing: unsafe names, pipes, unreadable folders."""
        ...

    def source_of(self, path: str) -> str:
        """The name of a member for a person."""
        ...

    def open(self, entry: Entry) -> AbstractContextManager[IO[bytes]]:
        """The entry as a stream; raises one of `READ_ERRORS`, on opening or on reading."""
        ...

    def read(self, entry: Entry, limit: int = MAX_MEMBER_BYTES) -> bytes | Problem:
        """All bytes of an entry, or why not."""
        ...

    def unpack(self, entry: Entry) -> AbstractContextManager[Container | Problem]:
        """The entry opened as an archive, or why not. Closed with the context."""
        ...


def refusal(source: str, message: str) -> Problem:
    """A fatal problem with a whole file."""
    return Problem(source, "whole file", message, fatal=True)


def explain(error: BaseException) -> str:
    """One sentence for what stopped a read."""
    if isinstance(error, FileNotFoundError):
        return "it vanished while being read; nothing of it came in"
    if isinstance(error, PermissionError):
        return "it may not be read; give yourself the right to read it and import again"
    if isinstance(error, RuntimeError) and "encrypted" in str(error):
        return "it is protected by a password; unpack it yourself and import the folder"
    if isinstance(error, NotImplementedError):
        return f"it is packed in a way not known here ({error}); unpack it and import the folder"
    if isinstance(error, OSError):
        return f"it cannot be read: {error.strerror or error}"
    return f"the archive is damaged here ({_short(error)}); download it again"


def stat_kind(mode: int) -> str | None:
    """What a file is when it is no plain file, in words; None for a plain file."""
    if stat.S_ISREG(mode):
        return None
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a device"


@contextmanager
def just(problem: Problem) -> Iterator[Problem]:
    """A problem where a container was asked for."""
    yield problem


def _short(error: BaseException) -> str:
    return str(error).split("\n", 1)[0][:120] or type(error).__name__
