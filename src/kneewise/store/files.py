"""Files named by their content: Parquet and originals. Written aside, renamed, synced."""

from __future__ import annotations

import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from kneewise.model.errors import StoreError

if TYPE_CHECKING:
    from kneewise.model.recording import Samples

RAW = "raw"
PACKED = "zlib"
_PACK_FROM_BYTES = 4096  # our choice: below, a file takes one block on disk either way


@dataclass(frozen=True, slots=True)
class Files:
    """The folders `parquet/` and `originals/` of a home, and `incoming/` for unfinished files."""

    home: Path

    @property
    def incoming(self) -> Path:
        """Where files stand until they are whole; swept at the next import."""
        return self.home / "incoming"

    def parquet_path(self, content: str) -> Path:
        """Where the samples with that content hash are."""
        return self.home / "parquet" / content[:2] / f"{content}.parquet"

    def original_path(self, sha256: str, packing: str) -> Path:
        """Where the original with that sha256 is."""
        suffix = ".z" if packing == PACKED else ""
        return self.home / "originals" / sha256[:2] / (sha256 + suffix)

    def samples(self, content: str | None) -> Samples:
        """The samples with that content hash. Raises StoreError where they are gone or damaged."""
        if content is None:
            from kneewise.store.empty import no_samples

            return no_samples()
        from polars.exceptions import PolarsError

        from kneewise.store.samples import samples_from_parquet

        path = self.parquet_path(content)
        try:
            return samples_from_parquet(path)
        except FileNotFoundError as error:
            raise StoreError(
                f"{path} is missing: restore your last backup, or `kneewise import` the "
                "original file again."
            ) from error
        except (OSError, PolarsError) as error:
            raise StoreError(
                f"{path} is damaged or can't be read: restore your last backup."
            ) from error

    def original(self, sha256: str, packing: str) -> bytes:
        """The bytes as they came, checked against their hash. Raises StoreError."""
        path = self.original_path(sha256, packing)
        try:
            data = path.read_bytes()
            data = zlib.decompress(data) if packing == PACKED else data
        except (OSError, zlib.error) as error:
            raise StoreError(f"{path} cannot be read: {error}.") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StoreError(f"{path} is damaged: its content is not what was imported.")
        return data

    def stage(self, name: str, data: bytes) -> Path:
        """Write a file into `incoming/`; `publish` brings it to the disk. Raises OSError."""
        path = self.incoming / name
        path.write_bytes(data)
        return path

    def publish(self, staged: Iterable[tuple[Path, Path]]) -> Callable[[], None]:
        """Move staged files to their places; call what is returned before the rows are committed.

        One that is there already is the same and stays, since a row may rest on it. The call
        returns once everything is on the disk, which works meanwhile. Raises OSError.
        """
        targets: list[str] = []
        folders: dict[str, None] = {}
        for source, target in staged:
            folder = os.path.dirname(target)  # noqa: PTH120 (a thousand files in a moment)
            if os.path.exists(target):  # noqa: PTH110
                source.unlink()
            else:
                _move(source, target, folder)
            targets.append(str(target))
            folders[folder] = None
        return _aside(lambda: to_disk(str(self.home), targets, folders))

    def sweep(self, parquet: Collection[str], originals: Collection[str]) -> int:
        """Remove every file that no row speaks of; how many. Only under the import lock."""
        removed = 0
        for folder, known in (("parquet", parquet), ("originals", originals)):
            for path in _below(self.home / folder):
                if os.path.basename(path).partition(".")[0] not in known:  # noqa: PTH119 (speed)
                    Path(path).unlink(missing_ok=True)
                    removed += 1
        for path in _in(self.incoming):
            Path(path).unlink(missing_ok=True)
            removed += 1
        return removed


def _below(folder: Path) -> Iterator[str]:
    for shelf in _in(folder):
        yield from _in(shelf)


def _in(folder: Path | str) -> list[str]:
    """Paths in a folder as text: a home of 3,000 runs is looked through in milliseconds."""
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries]
    except (FileNotFoundError, NotADirectoryError):
        return []


def pack(data: bytes) -> tuple[str, bytes]:
    """How an original is kept: text packed by zlib, everything else as it is."""
    if len(data) >= _PACK_FROM_BYTES and data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (
        b"<",
        b"{",
    ):
        return PACKED, zlib.compress(data, 6)
    return RAW, data


def _move(source: Path, target: Path, folder: str) -> None:
    try:
        os.replace(source, target)  # noqa: PTH105
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        os.replace(source, target)  # noqa: PTH105


def _aside(work: Callable[[], None]) -> Callable[[], None]:
    """Begin work that waits for the disk; call what is returned to wait for it. Raises OSError.

    A thread that nobody waits for at the end: one of an executor that Ctrl-C meets while it
    starts is never told to stop, and the process never ends.
    """
    done: list[OSError | None] = []

    def run() -> None:
        try:
            work()
        except OSError as error:
            done.append(error)
        else:
            done.append(None)

    thread = Thread(target=run, name="disk", daemon=True)
    thread.start()

    def wait() -> None:
        thread.join()
        error = done[0] if done else OSError("the disk could not be asked to write")
        if error is not None:
            raise error

    return wait


def to_disk(home: str, files: Iterable[str], folders: Iterable[str]) -> None:
    """Everything written below a home so far, with one wait for the disk where that can be had.

    A wait for each file costs 5 ms and more, a thousand of them more than reading them all.
    """
    syncfs = _syncfs()
    if syncfs is None:
        for file in files:
            _sync(os.open(file, os.O_RDWR))
        if os.name == "posix":  # a folder can't be synced on Windows
            for folder in folders:
                _sync(os.open(folder, os.O_RDONLY))
        return
    handle = os.open(home, os.O_RDONLY)
    try:
        syncfs(handle)
    finally:
        os.close(handle)


def _syncfs() -> Callable[[int], None] | None:
    """Linux' way to write down one file system; raises OSError."""
    if sys.platform != "linux":
        return None
    import ctypes

    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return None

    def syncfs(handle: int) -> None:
        if call(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number))

    return syncfs


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
