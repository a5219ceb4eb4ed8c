"""A zip, possibly inside another one, read without unpacking it to disk."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO

from kneewise.model.problem import Problem
from kneewise.platforms.container import READ_ERRORS, Container, Entry, explain, just, refusal
from kneewise.platforms.limits import (
    MAX_DEPTH,
    MAX_ENTRIES,
    MAX_MEMBER_BYTES,
    MAX_RATIO,
    MAX_STREAM_BYTES,
    MAX_TOTAL_BYTES,
    RATIO_FREE_BYTES,
    SPOOL_BYTES,
)
from kneewise.platforms.names import escapes, is_archive, is_hidden, order, zip_name

_ENCRYPTED = 0x1
_CHUNK = 1024**2


class Budget:
    """What one archive and all archives inside it have used so far."""

    def __init__(self) -> None:
        """Nothing used yet."""
        self.entries = 0
        self.total_bytes = 0
        self.spent: str | None = None

    def charge(self, entries: int, size: int) -> str | None:
        """Count an archive's listing; the reason when it is too much, from then on."""
        self.entries += entries
        self.total_bytes += size
        if self.entries > MAX_ENTRIES:
            self.spent = f"it holds more than {MAX_ENTRIES:,} files"
        if self.total_bytes > MAX_TOTAL_BYTES:
            self.spent = f"it unpacks to more than {MAX_TOTAL_BYTES / 1e9:.0f} GB"
        return self.spent


@dataclass(frozen=True, slots=True)
class Archive:
    """An open zip. `scale` turns packed bytes of its members into bytes of the outermost file."""

    source: str
    handle: zipfile.ZipFile
    depth: int
    budget: Budget
    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = field(default=())

    def source_of(self, path: str) -> str:
        """A member as `archive!member`."""
        return f"{self.source}!{path}"

    def open(self, entry: Entry) -> AbstractContextManager[IO[bytes]]:
        """The member as a stream; raises one of `READ_ERRORS`, also on reading (a wrong CRC)."""
        return self.handle.open(self._info(entry))

    def read(self, entry: Entry, limit: int = MAX_MEMBER_BYTES) -> bytes | Problem:
        """The member's bytes, checked against its CRC."""
        info, source = self._info(entry), self.source_of(entry.path)
        if info.file_size > limit:
            size = info.file_size / 1e6
            return refusal(source, f"it unpacks to {size:.0f} MB; it was left out")
        try:
            data = self.handle.read(info)
        except READ_ERRORS as error:
            return refusal(source, explain(error))
        if not data:
            return refusal(source, "it is empty (0 bytes); download the archive again")
        return data

    def unpack(self, entry: Entry) -> AbstractContextManager[Container | Problem]:
        """The member as an archive of its own; refused below `MAX_DEPTH`."""
        source = self.source_of(entry.path)
        if self.depth >= MAX_DEPTH:
            self.budget.spent = f"archives lie in archives more than {MAX_DEPTH} deep"
        if self.budget.spent is not None:
            return just(refusal(source, f"{self.budget.spent}; the rest was left out"))
        return _nested(self, entry, source)

    def _info(self, entry: Entry) -> zipfile.ZipInfo:
        info: zipfile.ZipInfo = entry.key
        return info


@contextmanager
def open_archive(path: Path, source: str) -> Iterator[Archive | Problem]:
    """Open a zip on disk. What is wrong with it comes as a problem."""
    try:
        packed = path.stat().st_size
        handle = zipfile.ZipFile(path)
    except READ_ERRORS as error:
        yield refusal(source, explain(error))
        return
    with handle:
        yield _listed(handle, source, 1, Budget(), packed)


@contextmanager
def _nested(outer: Archive, entry: Entry, source: str) -> Iterator[Archive | Problem]:
    with tempfile.SpooledTemporaryFile(max_size=SPOOL_BYTES) as spool:
        try:
            with outer.open(entry) as packed:
                shutil.copyfileobj(packed, spool, _CHUNK)
            spool.seek(0)
            handle = zipfile.ZipFile(spool)
        except READ_ERRORS as error:
            yield refusal(source, explain(error))
            return
        with handle:
            yield _listed(handle, source, outer.depth + 1, outer.budget, entry.size)


def _listed(
    handle: zipfile.ZipFile, source: str, depth: int, budget: Budget, packed: int
) -> Archive | Problem:
    infos = [info for info in handle.infolist() if not info.is_dir()]
    total = sum(info.file_size for info in infos)
    reason = budget.charge(len(infos), total)
    if reason is None and _swells(total, packed):
        reason = (
            f"it would unpack to {total / max(packed, 1):.0f} times its size, as only a bomb does"
        )
    if reason is not None:
        return refusal(source, f"{reason}; nothing of it came in")
    entries: list[Entry] = []
    problems: list[Problem] = []
    for info in infos:
        path = zip_name(info)
        reason = _unsafe(info, path)
        if reason is not None:
            problems.append(refusal(f"{source}!{path}", reason))
        elif not (is_hidden(path) or _is_link(info)):
            entries.append(Entry(path, info.file_size, info.compress_size, _modified(info), info))
    entries.sort(key=lambda entry: order(entry.path))
    return Archive(source, handle, depth, budget, tuple(entries), tuple(problems))


def _unsafe(info: zipfile.ZipInfo, path: str) -> str | None:
    if escapes(path):
        return "its name points outside the archive; it was left out"
    if is_hidden(path):
        return None
    if info.file_size > MAX_STREAM_BYTES:
        return f"it would unpack to {info.file_size / 1e9:.0f} GB; it was left out"
    if _swells(info.file_size, info.compress_size):
        return "it would unpack to far more than any recording does (a zip bomb); it was left out"
    if info.flag_bits & _ENCRYPTED and not is_archive(path):
        return "it is protected by a password; unpack it yourself and import the folder"
    return None


def _swells(size: int, packed: int) -> bool:
    return size > RATIO_FREE_BYTES and size > MAX_RATIO * max(packed, 1)


def _is_link(info: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(info.external_attr >> 16)


def _modified(info: zipfile.ZipInfo) -> datetime | None:
    try:
        return datetime(*info.date_time)  # noqa: DTZ001 (a zip stores wall-clock time without a zone)
    except ValueError:
        return None
