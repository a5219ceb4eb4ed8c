"""A folder on disk, or single files of one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from kneewise.model.problem import Problem
from kneewise.platforms.archive import open_archive
from kneewise.platforms.container import Container, Entry, explain, refusal, stat_kind
from kneewise.platforms.limits import MAX_MEMBER_BYTES
from kneewise.platforms.names import is_hidden, order, readable


@dataclass(frozen=True, slots=True)
class Folder:
    """All plain files below `path`, hidden ones left out; links are followed, each folder once."""

    path: Path
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    @property
    def source(self) -> str:
        """The path as it was given."""
        return readable(str(self.path))

    def source_of(self, path: str) -> str:
        """The path of a member below the folder's own."""
        return str(Path(self.source, path))

    def open(self, entry: Entry) -> AbstractContextManager[IO[bytes]]:
        """The file as a stream; raises OSError."""
        path: Path = entry.key
        return path.open("rb")

    def read(self, entry: Entry, limit: int = MAX_MEMBER_BYTES) -> bytes | Problem:
        """The file's bytes; a file that changes meanwhile is refused."""
        source = self.source_of(entry.path)
        path: Path = entry.key
        try:
            before = path.stat()
            kind = stat_kind(before.st_mode)
            if kind is not None:
                return refusal(source, f"it is {kind}, not a file")
            if before.st_size > limit:
                return too_large(source, before.st_size)
            with path.open("rb") as stream:
                data = stream.read(limit + 1)
            after = path.stat()
        except (OSError, ValueError) as error:
            return refusal(source, explain(error))
        changed = (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns)
        if changed or len(data) != after.st_size:
            return refusal(source, "it is still being written; import it again when that is done")
        return data or empty(source)

    def unpack(self, entry: Entry) -> AbstractContextManager[Container | Problem]:
        """The file as an archive."""
        return open_archive(entry.key, self.source_of(entry.path))


def open_folder(path: Path) -> Folder:
    """List a folder. Never raises for what lies in it; the folders it may not read are problems."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for found in _list(path, "", set()):
        (problems if isinstance(found, Problem) else entries).append(found)  # type: ignore[arg-type]
    entries.sort(key=lambda entry: order(entry.path))
    return Folder(path, tuple(entries), tuple(problems))


def open_file(path: Path) -> Folder:
    """A folder that seems to hold this one file. Raises OSError where it cannot be looked at."""
    entry = entry_of(path, readable(path.name), path.stat())
    return Folder(path.parent, (entry,))


def empty(source: str) -> Problem:
    """The problem of a file without a byte."""
    return refusal(source, "it is empty (0 bytes); copy it from the watch or download it again")


def too_large(source: str, size: int) -> Problem:
    """The problem of a file no activity can fill."""
    return refusal(source, f"it has {size / 1e6:.0f} MB, more than any activity; it was left out")


def _list(folder: Path, prefix: str, seen: set[tuple[int, int]]) -> Iterator[Entry | Problem]:
    try:
        own = folder.stat()
        paths = sorted(folder.iterdir(), key=os.fsencode)
    except OSError as error:
        yield refusal(readable(str(folder)), explain(error))
        return
    if (own.st_dev, own.st_ino) in seen:
        return  # a link that leads back into a folder already listed
    seen.add((own.st_dev, own.st_ino))
    for path in paths:
        if not is_hidden(path.name):
            yield from _look(path, prefix + readable(path.name), seen)


def _look(path: Path, shown: str, seen: set[tuple[int, int]]) -> Iterator[Entry | Problem]:
    try:
        state = path.stat()
    except OSError as error:
        yield refusal(readable(str(path)), explain(error))
        return
    kind = stat_kind(state.st_mode)
    if kind == "a folder":
        yield from _list(path, shown + "/", seen)
    elif kind is None:
        yield entry_of(path, shown, state)
    else:
        yield refusal(readable(str(path)), f"it is {kind}, not a file; it was left out")


def entry_of(path: Path, shown: str, state: os.stat_result) -> Entry:
    """A plain file as an entry of that name."""
    modified = datetime.fromtimestamp(state.st_mtime)  # noqa: DTZ006 (wall-clock time, as in a zip)
    return Entry(shown, state.st_size, state.st_size, modified, path)
