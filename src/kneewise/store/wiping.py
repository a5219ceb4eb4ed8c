"""Delete everything of a home for good: rows first, then the files that nobody speaks of now."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from sqlalchemy import delete

from kneewise.store.clips import FOLDER as CLIPS
from kneewise.store.maps import ELEVATION
from kneewise.store.tables import METADATA, STAMPS

if TYPE_CHECKING:
    from kneewise.store.home import Store

FOLDERS = ("parquet", "originals", "incoming", "maps", ELEVATION, CLIPS)
"""Maps and elevation tiles go too: they tell where the runner lives."""


def wipe(store: Store) -> None:
    """Nothing of any runner is left, in the database or beside it.

    Killed halfway, either everything is still there or only files are that no row names; the
    next import sweeps those. Raises StoreBusyError while somebody imports, StoreError.
    """
    database = store.database
    with store.lock("deleting everything"):
        database.connection.exec_driver_sql("PRAGMA secure_delete = ON")
        with database.write():
            database.connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            for table in METADATA.sorted_tables:
                if table is not STAMPS:
                    database.run(delete(table))
            database.run(delete(STAMPS).where(STAMPS.c.name != "home"))
            database.connection.exec_driver_sql("UPDATE stamps SET n = abs(random() / 2)")
        for folder in FOLDERS:
            shutil.rmtree(store.home / folder, ignore_errors=True)
        database.connection.exec_driver_sql("VACUUM")
        database.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
