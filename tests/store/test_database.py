"""Versions of the schema: every earlier one is opened, a newer one is left alone."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import StaticPool

from kneewise.model.errors import StoreError
from kneewise.store import DATABASE_NAME, database, open_store
from kneewise.store.database import SCHEMA
from kneewise.store.kept import Feature
from kneewise.store.migrations.upgrade import VERSIONS, upgrade
from kneewise.store.tables import METADATA

EARLIER = Path(__file__).parent / "versions"


def test_the_tables_in_code_are_those_of_the_last_migration(home):
    with open_store(home) as store:
        found = inspect(store.database.connection)
        for table in METADATA.sorted_tables:
            columns = {column["name"] for column in found.get_columns(table.name)}
            assert columns == {column.name for column in table.columns}, table.name
            keys = found.get_pk_constraint(table.name)["constrained_columns"]
            assert set(keys) == {column.name for column in table.primary_key}, table.name


def test_a_new_home_has_the_schema_that_the_migrations_make(home, tmp_path):
    open_store(home).close()
    migrated = sqlite3.connect(tmp_path / "migrated.sqlite3")
    engine = create_engine("sqlite://", creator=lambda: migrated, poolclass=StaticPool)
    with engine.begin() as connection:
        upgrade(connection)
    with closing(sqlite3.connect(home / DATABASE_NAME)) as anew:
        assert schema(anew) == schema(migrated)
    migrated.close()


def schema(connection):
    rows = connection.execute("SELECT name, sql FROM sqlite_master")
    versions = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    return {name: "".join((sql or "").split()) for name, sql in rows}, versions


def test_every_table_carries_the_runner():
    assert [table.name for table in METADATA.sorted_tables if "runner" not in table.columns] == []


def test_the_newest_migration_is_the_one_that_is_expected():
    assert max(path.name[1:5] for path in VERSIONS.glob("v*.py")) == SCHEMA


@pytest.mark.parametrize("dump", sorted(EARLIER.glob("*.sql")), ids=lambda path: path.stem)
def test_a_database_of_every_version_is_opened_with_all_it_holds(home, dump):
    home.mkdir()
    with sqlite3.connect(home / DATABASE_NAME) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    connection.close()
    with open_store(home) as store:
        assert store.database.version() == SCHEMA
        (run,) = store.runs.all()
        assert (run.name, run.distance_m) == ("Put right", 5000.0)
        assert [entry.value for entry in store.diary.pain()] == [3]
        assert [shoe.name for shoe in store.shoes.all()] == ["Blue"]


def test_there_is_a_database_of_every_version():
    assert {path.stem for path in EARLIER.glob("*.sql")} == {
        path.name[1:5] for path in VERSIONS.glob("v*.py")
    }


@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_a_newer_kneewise_is_left_alone(home, write):
    open_store(home).close()
    with sqlite3.connect(home / DATABASE_NAME) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer kneewise"):
        open_store(home, write=write)


def test_a_file_that_is_no_database_is_said(home):
    home.mkdir()
    (home / DATABASE_NAME).write_bytes(b"something else" * 100)
    with pytest.raises(StoreError, match="damaged"):
        open_store(home)


@pytest.mark.parametrize("write", [True, False])
def test_what_could_not_be_opened_is_let_go_of(home, write, monkeypatch):
    home.mkdir()
    (home / DATABASE_NAME).write_bytes(b"something else" * 100)
    opened = []

    class Watched(sqlite3.Connection):
        closed = False

        def __init__(self, *args, **options):
            super().__init__(*args, **options)
            opened.append(self)

        def close(self):
            self.closed = True
            super().close()

    options = {"factory": Watched, **database._OPTIONS}
    monkeypatch.setattr(database, "_OPTIONS", options)
    with pytest.raises(StoreError, match="damaged"):
        open_store(home, write=write)
    assert opened
    assert all(connection.closed for connection in opened)


def test_an_interrupt_within_a_statement_is_told_as_what_it_is_and_leaves_nothing(
    home, monkeypatch
):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    def write_twice(store):
        with store.database.write():
            store.features.put("test", [Feature(1, "key", b"half")])
            monkeypatch.setattr(store.database.connection.dialect, "do_execute", interrupted)
            store.features.put("test", [Feature(2, "key", b"never")])

    with open_store(home) as store, pytest.raises(KeyboardInterrupt):
        write_twice(store)
    monkeypatch.undo()
    with open_store(home) as store:
        assert store.features.all("test") == {}


def test_a_home_that_is_a_file_is_said(home):
    home.write_text("x")
    with pytest.raises(StoreError, match="a file, not a folder"):
        open_store(home)


def test_opening_a_home_of_this_version_loads_neither_alembic_nor_polars(home):
    open_store(home).close()
    script = (
        "import sys; from pathlib import Path; from kneewise.store import open_store\n"
        "with open_store(Path(sys.argv[1])) as store: store.runs.all()\n"
        "print({'alembic', 'polars', 'numpy', 'scipy'} & set(sys.modules))"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(home)], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "set()"


def test_importing_the_store_loads_no_database():
    script = "import sys, kneewise.store; print('sqlalchemy' in sys.modules)"
    said = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "False"
