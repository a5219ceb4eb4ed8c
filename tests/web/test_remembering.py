"""What is remembered for the pages names every table it was read from, so it never stays behind."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager

import pytest
from sqlalchemy import Table
from sqlalchemy.sql.visitors import iterate

from kneewise.store.database import Database
from kneewise.web.page import all_pages

BESIDES = ("/runs/latest", "/trials/takes", "/today/week", "/api/trials/offers")


class Watched:
    """What is being worked out, from which tables, and what was read without being named."""

    def __init__(self) -> None:
        self.making: list[tuple[object, frozenset[str]]] = []
        self.names: set[object] = set()
        self.unnamed: set[tuple[object, str]] = set()

    def read(self, tables: Iterable[str]) -> None:
        for table in tables:
            self.unnamed |= {(name, table) for name, named in self.making if table not in named}

    @contextmanager
    def made(self, name: object, tables: frozenset[str]):
        self.names.add(name)
        self.making.append((name, tables))
        try:
            yield
        finally:
            self.making.pop()


@pytest.fixture
def watched(monkeypatch):
    """Every answer that is remembered, watched while it is worked out; one request at a time."""
    found = Watched()
    remembered, rows = Database.remembered, Database.rows

    def watching(self, name, rests_on, runner, make, also=None):
        named = tuple(rests_on)
        tables = frozenset(named)
        found.read(tables)

        def watched_make():
            with found.made(name, tables):
                return make()

        return remembered(self, name, named, runner, watched_make, also)

    def reading(self, statement, **values):
        found.read(one.name for one in iterate(statement) if isinstance(one, Table))
        return rows(self, statement, **values)

    monkeypatch.setattr(Database, "remembered", watching)
    monkeypatch.setattr(Database, "rows", reading)
    return found


def test_all_that_is_remembered_names_the_tables_it_rests_on(watched, told_client):
    for path in (*(f"/{page.name}" for page in all_pages() if page.place is not None), *BESIDES):
        assert told_client.get(path).status_code == 200, path
    assert len(watched.names) > 30
    assert watched.unnamed == set()
