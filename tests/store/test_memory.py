"""What is kept in memory is never older than the tables it rests on."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Float, Integer, LargeBinary, delete, insert, update

from kneewise.model.diary import PainEntry, Side, Window
from kneewise.store import open_store
from kneewise.store.memory import Memory
from kneewise.store.migrations import fifth, fourth
from kneewise.store.tables import METADATA

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
COUNTED = (*fourth.COUNTED, *fifth.COUNTED)
UNCOUNTED = {"answers", "stamps"}


def rating(value: int) -> PainEntry:
    return PainEntry(Side.LEFT, date(2026, 5, 1), Window.DAY_EVENING, value, AT)


def test_every_table_but_answers_is_counted():
    assert set(COUNTED) == {table.name for table in METADATA.sorted_tables} - UNCOUNTED


FITTING = {"state": "kept", "side": "left", "subject": "run", "second_id": 2}
"""What the tables' own checks ask for."""


def made_up(column):
    if column.name in FITTING:
        return FITTING[column.name]
    if isinstance(column.type, LargeBinary):
        return b"x"
    return 1 if isinstance(column.type, Integer | Float) else "x"


@pytest.mark.parametrize("name", COUNTED)
def test_putting_in_changing_and_taking_out_each_count_once(home, name):
    table = METADATA.tables[name]
    values = {column.name: made_up(column) for column in table.columns} | {"runner": "me"}
    with open_store(home) as store:
        database = store.database
        database.connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for statement in (
            insert(table).values(values),
            update(table).values(runner="me"),
            delete(table),
        ):
            before = database.stamp([name], "me")
            others = database.stamp([name], "you")
            with database.write():
                database.run(statement)
            assert database.stamp([name], "me") == (before[0], before[1] + 1)
            assert database.stamp([name], "you") == others


def test_what_was_read_is_kept_until_it_changes_and_stores_share_it(home):
    memory = Memory()
    with open_store(home, memory=memory) as one, open_store(home, memory=memory) as other:
        one.diary.add_pain([rating(3)])
        found = one.diary.pain()
        assert other.diary.pain() is found
        other.diary.add_pain([rating(4)])
        assert [entry.value for entry in one.diary.pain()] == [4]


def test_another_process_changes_it_too(home):
    with open_store(home) as ours, open_store(home) as theirs:
        assert ours.diary.pain() == ()
        theirs.diary.add_pain([rating(2)])
        assert [entry.value for entry in ours.diary.pain()] == [2]


def test_what_is_read_within_a_transaction_is_not_kept(home):
    with open_store(home) as store:
        with pytest.raises(ZeroDivisionError):
            rate_and_fail(store)
        store.diary.add_pain([rating(1)])
        assert [entry.value for entry in store.diary.pain()] == [1]


def rate_and_fail(store):
    with store.transaction():
        store.diary.add_pain([rating(9)])
        assert [entry.value for entry in store.diary.pain()] == [9]
        raise ZeroDivisionError


def test_two_homes_are_never_taken_for_each_other(home, tmp_path):
    memory = Memory()
    with open_store(home, memory=memory) as store:
        store.diary.add_pain([rating(3)])
        assert len(store.diary.pain()) == 1
    with open_store(tmp_path / "another", memory=memory) as store:
        store.diary.add_pain([rating(5)])
        assert [entry.value for entry in store.diary.pain()] == [5]


def test_what_else_it_rests_on_counts_as_well(home):
    with open_store(home) as store:
        made = [
            store.remembered("n", ("pain",), lambda day=day: day, also=day) for day in (1, 1, 2)
        ]
    assert made == [1, 1, 2]


def test_many_who_ask_at_once_wait_for_one_answer():
    memory, asked, begun, ended = Memory(), [], threading.Event(), threading.Event()

    def make() -> str:
        asked.append(1)
        begun.set()
        assert ended.wait(10)
        return "answer"

    found: list[str] = []
    askers = [
        threading.Thread(target=lambda: found.append(memory.get("name", 1, make))) for _ in range(8)
    ]
    for asker in askers:
        asker.start()
    assert begun.wait(10)
    ended.set()
    for asker in askers:
        asker.join(10)
    assert found == ["answer"] * 8
    assert len(asked) == 1


def test_what_failed_is_tried_again():
    memory = Memory()

    def fails() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        memory.get("name", 1, fails)
    assert memory.get("name", 1, lambda: 5) == 5


def test_what_is_known_is_told_without_working_it_out(home):
    memory = Memory()
    with open_store(home, memory=memory) as one, open_store(home, memory=memory) as other:
        assert other.known("n", ("pain",), also=1) is None
        one.remembered("n", ("pain",), lambda: "answer", also=1)
        assert other.known("n", ("pain",), also=1) == "answer"
        assert other.known("n", ("pain",), also=2) is None
        one.diary.add_pain([rating(3)])
        assert other.known("n", ("pain",), also=1) is None


def test_who_asks_what_is_known_never_waits_for_it():
    memory, begun, ended = Memory(), threading.Event(), threading.Event()

    def make() -> str:
        begun.set()
        assert ended.wait(10)
        return "answer"

    maker = threading.Thread(target=lambda: memory.get("name", 1, make))
    maker.start()
    assert begun.wait(10)
    assert memory.known("name", 1) is None
    ended.set()
    maker.join(10)
    assert memory.known("name", 1) == "answer"
