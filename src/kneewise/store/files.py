"""Files named by their content: Parquet and originals. Written aside, synced, then renamed."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
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
    _disk: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(2, thread_name_prefix="disk"),
        repr=False,
        compare=False,
    )
    """Threads that wait for the disk; none is started before the first file."""

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
        """The samples with that content hash. Raises StoreError where they are gone."""
        if content is None:
            from kneewise.store.empty import no_samples

            return no_samples()
        from kneewise.store.samples import samples_from_parquet

        path = self.parquet_path(content)
        try:
            return samples_from_parquet(path)
        except FileNotFoundError as error:
            raise StoreError(
                f"{path} is missing: restore your last backup, or `kneewise import` the "
                "original file again."
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

    def stage(self, name: str, data: bytes) -> Staged:
        """Write a file into `incoming/`; it is on the disk once `Staged.done` returned.

        The disk works while the caller goes on. Raises OSError.
        """
        path = self.incoming / name
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            handle = os.dup(file.fileno())
        return Staged(path, self._disk.submit(_sync, handle))

    def publish(self, staged: Iterable[tuple[Path, Path]]) -> Callable[[], None]:
        """Move staged files to their places; call what is returned before the rows are committed.

        One that is there already is the same. It returns once the folders are on the disk.
        Raises OSError.
        """
        folders: dict[str, None] = {}
        for source, target in staged:
            folder = os.path.dirname(target)  # noqa: PTH120 (a thousand files in a moment)
            try:
                os.replace(source, target)  # noqa: PTH105
            except FileNotFoundError:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                os.replace(source, target)  # noqa: PTH105
            folders[folder] = None
        if os.name != "posix":  # pragma: no cover (a folder can't be synced on Windows)
            return _nothing
        syncing = [self._disk.submit(_sync_folder, folder) for folder in folders]

        def wait() -> None:
            for each in syncing:
                each.result()

        return wait

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


@dataclass(frozen=True, slots=True)
class Staged:
    """A file on its way to the disk."""

    path: Path
    _synced: Future[None]

    def done(self) -> Path:
        """The path, once the file is on the disk. Raises OSError."""
        self._synced.result()
        return self.path


def _sync(handle: int) -> None:
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: str) -> None:
    _sync(os.open(folder, os.O_RDONLY))


def _nothing() -> None:
    """Where there is nothing to wait for."""
