"""Everything in one file and back: a backup is a zip of the database, samples and originals.

The database is copied while others may go on writing; the files it speaks of are never changed,
so the copy and the files fit together. A backup is whole or not there at all, and so is a home
that was restored: the database is put in place last.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

from kneewise.journal.keeping_tables import export as export  # noqa: PLC0414 (offered here too)
from kneewise.model.errors import StoreError, UsageError
from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.writing import writing

if TYPE_CHECKING:
    from kneewise.store.home import Store

_MEMBER = re.compile(
    rf"{re.escape(DATABASE_NAME)}|parquet/[0-9a-f]{{2}}/[0-9a-f]{{64}}\.parquet"
    r"|originals/[0-9a-f]{2}/[0-9a-f]{64}(\.z)?|clips/[0-9a-f]{2}/[0-9a-f]{64}"
)
_CHUNK = 1 << 20


def backup(store: Store, file: Path, *, force: bool = False) -> Path:
    """Write everything of the home, all runners, into one zip; the path of it.

    A folder as `file` gets a file named after the day. With `force` an older file of that name
    is replaced once the new one is whole. Raises UsageError where there is one, StoreError where
    it can't be written.
    """
    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    target = file / f"kneewise-{today}.zip" if file.is_dir() else file
    if not force and (target.exists() or target.is_symlink()):
        raise UsageError(
            f"{target} is there already. Name another file, or replace it with --force."
        )
    part = target.with_name(target.name + ".part")
    with writing(target):
        try:
            with TemporaryDirectory(dir=target.parent, prefix=".kneewise-") as folder:
                copy = Path(folder) / DATABASE_NAME
                store.database.copy_to(copy)
                _write_zip(store, copy, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return target


def restore(file: Path, home: Path) -> Path:
    """Bring a backup back into a home that holds nothing yet; the home.

    Every file is checked against its hash before anything is put in place. Raises UsageError
    where the home holds data already, StoreError for a file that is no whole backup or a home
    that can't be written.
    """
    if (home / DATABASE_NAME).exists():
        raise UsageError(
            f"{home} holds data already. Restore into another home (--home), or move it away."
        )
    with writing(home):
        home.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=home, prefix="restoring-") as folder:
            _unpack(file, Path(folder))
            _check(Path(folder), file)
            _put_in_place(Path(folder), home)
    return home


def _write_zip(store: Store, database: Path, part: Path) -> None:
    parquet, originals = store.imports.contents()
    paths = [store.files.parquet_path(content) for content in sorted(parquet)]
    paths += [store.files.original_path(sha256, how) for sha256, how in sorted(originals.items())]
    paths += store.clips.all()
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        archive.write(database, DATABASE_NAME, zipfile.ZIP_DEFLATED)
        for path in paths:
            archive.write(path, path.relative_to(store.home).as_posix())


def _unpack(file: Path, folder: Path) -> None:
    """Every member to its place below `folder`, its content compared with its name."""
    try:
        archive = zipfile.ZipFile(file)
    except FileNotFoundError as error:
        raise StoreError(f"There is no file {file}.") from error
    except zipfile.BadZipFile as error:
        raise StoreError(f"{file} is not a backup, or not a whole one ({error}).") from error
    with archive:
        names = archive.namelist()
        if DATABASE_NAME not in names:
            raise StoreError(f"{file} is not a backup of kneewise: there is no {DATABASE_NAME}.")
        for name in names:
            if not _MEMBER.fullmatch(name):
                raise StoreError(f"{file} is not a backup of kneewise: it holds {name!r}.")
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(name) as source, target.open("xb") as out:
                    digest = _copy(source, out, packed=name.endswith(".z"))
            except (zipfile.BadZipFile, zlib.error, EOFError, FileExistsError) as error:
                raise StoreError(f"{file} is damaged at {name}: {error}.") from error
            if name != DATABASE_NAME and digest != target.name.partition(".")[0]:
                raise StoreError(f"{file} is damaged: {name} is not what was kept.")


def _copy(source: IO[bytes], out: IO[bytes], *, packed: bool) -> str:
    """The sha256 of what was copied, unpacked where it is packed."""
    digest = hashlib.sha256()
    unpacker = zlib.decompressobj() if packed else None
    while chunk := source.read(_CHUNK):
        out.write(chunk)
        while chunk and unpacker is not None:
            digest.update(unpacker.decompress(chunk, _CHUNK))
            chunk = unpacker.unconsumed_tail
        if unpacker is None:
            digest.update(chunk)
    return digest.hexdigest()


def _check(folder: Path, file: Path) -> None:
    """Open the database, bring it up to date, and see that all it speaks of is there."""
    with open_store(folder) as store:
        store.database.check()
        parquet, originals = store.imports.contents()
        paths = [store.files.parquet_path(content) for content in parquet]
        paths += [store.files.original_path(sha256, how) for sha256, how in originals.items()]
        missing = [path for path in paths if not path.is_file()]
    if missing:
        raise StoreError(
            f"{file} is not whole: {len(missing)} files are missing, first {missing[0].name}."
        )


def _put_in_place(folder: Path, home: Path) -> None:
    """The files first, the database last."""
    for shelf in ("parquet", "originals", "clips"):
        for path in (folder / shelf).glob("??/*"):
            target = home / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    shutil.move(folder / DATABASE_NAME, home / DATABASE_NAME)
