"""SQLite, Parquet and originals: the only place with SQL. Importing this loads nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from kneewise.store.home import Store

DATABASE_NAME = "kneewise.sqlite3"

Write = bool | Literal["if possible"]


def open_store(home: Path, *, write: Write = True) -> Store:
    """The store in the folder `home`, created there when it is to be written; a context manager.

    With `write=False` nothing is created or changed, and a home that holds nothing yet answers
    as an empty one. With `"if possible"` a home that can't be written is opened for reading:
    `store.writable` tells, and whoever writes gets the StoreError then. Raises StoreError for a
    home that cannot be read or written or that a newer kneewise wrote, StoreBusyError when
    another process keeps it locked for 10 s.
    """
    from kneewise.store.home import open_home

    return open_home(home, write=write)
