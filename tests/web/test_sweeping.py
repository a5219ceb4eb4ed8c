"""Full rounds of the collector: never while somebody waits, and nothing is kept for ever."""

from __future__ import annotations

import gc
import threading
import weakref
from contextlib import suppress

import pytest

from kneewise.store.memory import Memory
from kneewise.web.sweeping import (
    LEAST_ROUNDS,
    MOST_ROUNDS,
    Rounds,
    Waiting,
    due,
    full_rounds_put_off,
    swept_when_quiet,
)

HTTP = {"type": "http"}


class Node:
    """A thing that can be in a cycle and be watched."""

    def __init__(self) -> None:
        self.other: Node | None = None


def a_cycle() -> weakref.ref[Node]:
    one, two = Node(), Node()
    one.other, two.other = two, one
    return weakref.ref(one)


def asked(waiting: Waiting) -> None:
    """One request, its answer swallowed."""

    async def swallow(_message: object) -> None:
        return None

    with suppress(StopIteration):
        waiting(HTTP, swallow, swallow).send(None)  # nothing here waits, so no loop is needed


def test_a_round_is_due_when_it_is_quiet_or_at_last_in_any_case():
    assert not due(LEAST_ROUNDS - 1, quiet=True)
    assert due(LEAST_ROUNDS, quiet=True)
    assert not due(MOST_ROUNDS - 1, quiet=False)
    assert due(MOST_ROUNDS, quiet=False)


def test_middle_rounds_are_counted_from_the_last_full_one_whoever_made_it():
    gc.disable()
    try:
        rounds = Rounds()
        before = rounds.since_full()
        for _ in range(3):
            gc.collect(1)
        assert rounds.since_full() == before + 3
        gc.collect()
        assert rounds.since_full() == 0
        gc.collect(1)
        assert rounds.since_full() == 1
    finally:
        gc.enable()


def test_what_the_collector_counts_itself_decides_nothing(monkeypatch):
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 0))
    test_cycles_go_once_it_is_quiet()


def test_it_is_not_quiet_while_an_answer_is_made_nor_just_after():
    now = [100.0]
    seen = []

    async def app(_scope: object, _receive: object, send: object) -> None:
        seen.append(waiting.quiet())
        await send({"type": "http.response.start"})
        await send({"type": "http.response.body"})

    waiting = Waiting(app, clock=lambda: now[0])
    assert waiting.quiet()
    asked(waiting)
    assert seen == [False]
    assert not waiting.quiet()
    now[0] += 1.0
    assert waiting.quiet()


def test_a_stream_that_goes_on_is_waited_for_no_longer():
    now = [100.0]
    seen = []

    async def app(_scope: object, _receive: object, send: object) -> None:
        await send({"type": "http.response.start"})
        await send({"type": "http.response.body", "more_body": True})
        now[0] += 1.0
        seen.append(waiting.quiet())
        await send({"type": "http.response.body"})

    waiting = Waiting(app, clock=lambda: now[0])
    asked(waiting)
    assert seen == [True]


def test_a_request_that_fails_is_waited_for_no_longer():
    now = [100.0]

    async def app(_scope: object, _receive: object, _send: object) -> None:
        raise LookupError

    waiting = Waiting(app, clock=lambda: now[0])
    with pytest.raises(LookupError):
        asked(waiting)
    now[0] += 1.0
    assert waiting.quiet()


def test_pythons_own_way_is_back_afterwards():
    before = gc.get_threshold()
    with full_rounds_put_off(), full_rounds_put_off():
        assert gc.get_threshold()[:2] == before[:2]
        assert gc.get_threshold()[2] > 1000 * before[2]
    assert gc.get_threshold() == before


def test_cycles_go_once_it_is_quiet():
    swept = threading.Event()

    def told(phase: str, info: dict[str, int]) -> None:
        if phase == "stop" and info["generation"] == 2:
            swept.set()

    async def app(*_: object) -> None:
        return None

    gone = a_cycle()
    with swept_when_quiet(Waiting(app), every_s=0.01):
        gc.callbacks.append(told)
        try:
            for _ in range(LEAST_ROUNDS + 2):
                gc.collect(1)
            assert swept.wait(10)
        finally:
            gc.callbacks.remove(told)
    assert gone() is None


def test_what_is_replaced_goes_at_once_however_often_without_a_full_round():
    memory = Memory()
    made: list[weakref.ref[Node]] = []

    def fill() -> tuple[Node, ...]:
        node = Node()
        made.append(weakref.ref(node))
        return (node,)

    with full_rounds_put_off():
        for state in range(50):
            memory.get("history", state, fill)
    assert sum(ref() is not None for ref in made) == 1
