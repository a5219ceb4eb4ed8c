"""SQLite, Parquet and originals: the only place with SQL. Importing this loads nothing heavy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    from kneewise.store.home import Store
    from kneewise.store.memory import Memory

DATABASE_NAME = "kneewise.sqlite3"

Write = bool | Literal["if possible"]


def open_store(home: Path, *, write: Write = True, memory: Memory | None = None) -> Store:
    """The store in the folder `home`, created there when it is to be written; a context manager.

    With `write=False` nothing is created or changed, and a home that holds nothing yet answers
    as an empty one. With `"if possible"` a home that can't be written is opened for reading:
    `store.writable` tells, and whoever writes gets the StoreError then. Raises StoreError for a
    home that cannot be read or written or that a newer kneewise wrote, StoreBusyError when
    another process keeps it locked for 10 s. `memory` is shared by the stores of one home in one
    process: what one worked out, the others need not.
    """
    from kneewise.store.home import open_home

    return open_home(home, write=write, memory=memory)
