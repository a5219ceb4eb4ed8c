"""The collector's full rounds, in moments when nobody waits for a page.

A full round goes through everything that lives, looking for cycles that nobody holds any more.
With the history of 3,000 runs remembered it takes a fifth of a second, and Python begins it in
the middle of whatever is asked. What is remembered holds no cycles and goes as soon as it is
replaced; so the full rounds can wait until a page was read for a second, and the short ones, which
find nearly all there is, go on as ever.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

QUIET_S = 1.0
"""So long nobody must have waited: a page and what it asks for by itself are done (our choice)."""

LEAST_ROUNDS = 10
"""Middle rounds since the last full one that make one worth it: Python's own number."""

MOST_ROUNDS = 200
"""Our choice: so many make one due in any case, some 1.5 million new things or 100 to 200 MB."""

_NEVER = 1_000_000


@dataclass(slots=True)
class Waiting:
    """An app, and whether anybody waits for an answer of it to begin.

    A stream that goes on after its answer began is waited for no longer.
    """

    app: ASGIApp
    clock: Callable[[], float] = time.monotonic
    answered: int = 0
    _now: int = 0
    _last: float = field(default=float("-inf"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, counted until the answer is there or a stream has begun."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        waits = True

        def done() -> None:
            nonlocal waits
            if waits:
                waits = False
                self._now -= 1
                self.answered += 1
                self._last = self.clock()

        async def watched(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body":
                done()

        self._now += 1
        try:
            await self.app(scope, receive, watched)
        finally:
            done()

    def quiet(self) -> bool:
        """Whether nobody waits or did within the last second."""
        return self._now == 0 and self.since_s() >= QUIET_S

    def since_s(self) -> float:
        """Seconds since the last answer; infinite before the first."""
        return self.clock() - self._last


def due(rounds: int, *, quiet: bool) -> bool:
    """Whether a full round is made now, after so many middle rounds."""
    return rounds >= MOST_ROUNDS or (quiet and rounds >= LEAST_ROUNDS)


def _made() -> tuple[int, int]:
    """Middle and full rounds since Python began.

    `gc.get_count()` tells of the middle ones as well, but what its numbers count differs between
    Pythons: since 3.14 it is nothing of the kind.
    """
    _, middle, full = (int(one["collections"]) for one in gc.get_stats())
    return middle, full


@dataclass(slots=True)
class Rounds:
    """Middle rounds since the last full one; before the first one seen, since Python began."""

    _full: int = field(default_factory=lambda: _made()[1])
    _middle: int = 0

    def since_full(self) -> int:
        """How many there were; those between a full round and the next look are forgotten."""
        middle, full = _made()
        if full != self._full:
            self._full, self._middle = full, middle
        return middle - self._middle


@contextmanager
def full_rounds_put_off() -> Iterator[None]:
    """Inside, no full round begins by itself; after it Python's own way is back.

    Loading the pages and the history makes hundreds of thousands of things that all stay.
    """
    before = gc.get_threshold()
    gc.set_threshold(*before[:2], _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def swept_when_quiet(waiting: Waiting, every_s: float = QUIET_S / 2) -> Iterator[None]:
    """Inside, full rounds are made by a thread of their own, when they are due."""
    ended = threading.Event()
    rounds = Rounds()

    def sweep() -> None:
        while not ended.wait(every_s):
            if due(rounds.since_full(), quiet=waiting.quiet()):
                gc.collect()

    thread = threading.Thread(target=sweep, name="sweep", daemon=True)
    with full_rounds_put_off():
        thread.start()
        try:
            yield
        finally:
            ended.set()
            thread.join()
