"""Deleting everything: no row, no file, nothing that could be read from the database's pages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import func, select

from kneewise.model.diary import LogEntry
from kneewise.model.errors import StoreBusyError
from kneewise.store import DATABASE_NAME, open_store
from kneewise.store.lock import hold
from kneewise.store.tables import METADATA
from kneewise.store.wiping import wipe

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
TOLD = "a note that nobody should find again"


def note(runner: str) -> LogEntry:
    return LogEntry("soreness", AT, date(2026, 5, 1), 3.0, note=TOLD, runner=runner)


def test_no_row_of_any_runner_is_left_and_nothing_is_readable_in_the_file(home):
    with open_store(home) as store:
        store.diary.add_log([note("me"), note("you")])
        (home / "originals").mkdir()
        (home / "originals" / "x").write_bytes(b"x")
        wipe(store)
        for table in METADATA.sorted_tables:
            rows = store.database.rows(select(func.count()).select_from(table))
            assert rows[0][0] == (1 if table.name == "stamps" else 0), table.name
        assert store.diary.log() == ()
    assert not (home / "originals").exists()
    left = b"".join(path.read_bytes() for path in home.glob(f"{DATABASE_NAME}*"))
    assert TOLD.encode() not in left


def test_what_is_not_ours_in_the_folder_stays(home):
    with open_store(home) as store:
        (home / "thesis.docx").write_bytes(b"x")
        wipe(store)
    assert (home / "thesis.docx").exists()


def test_nothing_is_deleted_while_somebody_imports(home, monkeypatch):
    with open_store(home) as store:
        store.diary.add_log([note("me")])
        monkeypatch.setattr("kneewise.store.home.hold", lambda path, what, _: hold(path, what, 0.1))
        with hold(home / "lock", "importing"), pytest.raises(StoreBusyError):
            wipe(store)
        assert len(store.diary.log()) == 1
