"""Files named by their content: Parquet and originals. Written aside, synced, then renamed."""

from __future__ import annotations

import hashlib
import os
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
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

    def stage(self, name: str, data: bytes) -> Path:
        """Write a file into `incoming/` and have it on the disk. Raises OSError."""
        path = self.incoming / name
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        return path

    def publish(self, staged: Iterable[tuple[Path, Path]]) -> None:
        """Move staged files to their places; one that is there already is the same. OSError."""
        folders = set()
        for source, target in staged:
            if target.exists():
                source.unlink()
                continue
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            source.replace(target)
        for folder in folders:
            _sync_folder(folder)

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


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # pragma: no cover (a folder can't be opened on Windows)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
