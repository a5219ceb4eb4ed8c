"""One importer at a time: a lock on a file of the home that dies with its process."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from kneewise.model.errors import StoreBusyError, StoreError

WAIT_S = 10.0
"""How long a second importer waits before it says who is in the way (DECISIONS.md, Store)."""


@contextmanager
def hold(path: Path, what: str, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the lock file at `path` while the block runs; `what` tells others what is done.

    Raises StoreBusyError naming the holder after `wait_s` seconds, StoreError where the file
    can't be made.
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror}.") from error
    with file:
        _wait_for(file, path, wait_s)
        try:
            _write_holder(file, what)
            yield
        finally:
            _write_holder(file, None)
            _unlock(file)


def _wait_for(file: IO[bytes], path: Path, wait_s: float) -> None:
    end = time.monotonic() + wait_s
    while not _try_lock(file):
        if time.monotonic() >= end:
            raise StoreBusyError(_who(path))
        time.sleep(0.05)


def _who(path: Path) -> str:
    try:
        holder = json.loads(path.read_text(encoding="utf-8") or "null")
    except (OSError, ValueError):
        holder = None
    if not holder:
        return f"Another process works on {path.parent}. Wait for it to end and repeat."
    return (
        f"Process {holder['pid']} works on {path.parent} since {holder['since']} "
        f"({holder['what']}). Wait for it to end and repeat."
    )


def _write_holder(file: IO[bytes], what: str | None) -> None:
    since = datetime.now(tz=UTC).astimezone().isoformat(sep=" ", timespec="seconds")
    holder = "" if what is None else json.dumps({"pid": os.getpid(), "since": since, "what": what})
    try:
        file.seek(0)
        file.truncate()
        file.write(holder.encode())
        file.flush()
    except OSError as error:
        raise StoreError(f"{file.name} cannot be written: {error.strerror}.") from error


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _try_lock(file: IO[bytes]) -> bool:
        file.seek(1 << 20)  # far behind the text, which others may read
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        file.seek(1 << 20)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
