"""Reading one state while others write."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest

from kneewise.model.diary import Side
from kneewise.store import open_store


@pytest.fixture
def two(home):
    """Two connections to one home."""
    with open_store(home, write=True) as first, open_store(home, write=True) as second:
        yield first, second


def began(store) -> list[date]:
    return [episode.began_on for episode in store.diary.episodes("me")]


def begin(store, day: int) -> None:
    store.diary.open_episode(Side.LEFT, date(2026, 1, day), None, "me")


def test_what_others_write_meanwhile_is_seen_after(two):
    reader, writer = two
    begin(writer, 1)
    with reader.one_moment():
        assert began(reader) == [date(2026, 1, 1)]
        begin(writer, 2)
        assert began(reader) == [date(2026, 1, 1)]
    assert began(reader) == [date(2026, 1, 1), date(2026, 1, 2)]


def test_a_change_inside_is_made_on_the_newest_state_and_shows_it(two):
    reader, writer = two
    with reader.one_moment():
        assert began(reader) == []
        begin(writer, 1)
        begin(reader, 2)
        assert began(reader) == [date(2026, 1, 1), date(2026, 1, 2)]
    assert began(writer) == [date(2026, 1, 1), date(2026, 1, 2)]


def test_one_inside_another_is_the_outer_one(two):
    reader, writer = two
    with reader.one_moment():
        with reader.one_moment():
            assert began(reader) == []
        begin(writer, 1)
        assert began(reader) == []


def test_who_gets_the_lock_sees_what_its_last_holder_left(two):
    reader, writer = two
    with reader.one_moment():
        assert began(reader) == []
        with writer.lock("import"):
            begin(writer, 1)
        with reader.lock("import"):
            assert began(reader) == [date(2026, 1, 1)]


def test_left_by_an_error_it_is_over(two):
    reader, writer = two
    with suppress(ZeroDivisionError), reader.one_moment():
        began(reader)
        begin(writer, 1)
        raise ZeroDivisionError
    assert began(reader) == [date(2026, 1, 1)]


def test_it_can_be_had_where_nothing_may_be_written(home):
    with open_store(home, write=True) as store:
        begin(store, 1)
    with open_store(home, write=False) as reader, reader.one_moment():
        assert began(reader) == [date(2026, 1, 1)]
