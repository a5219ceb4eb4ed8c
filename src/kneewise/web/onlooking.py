"""What pages show while an import goes on: the home as it was before, and all that is told since.

Every batch that comes in changes what today's light rests on, and working that out anew for
thousands of runs takes a second. So pages look at one state until the import ends; what a person
tells meanwhile (a rating, an answer) shows at once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from kneewise.journal.journal import Journal

WAIT_S = 0.5
"""Requests take turns at the one connection; who waits longer opens one of their own, so that
waiting requests never hold every thread."""


@dataclass(slots=True)
class Onlooker:
    """One state of the home for many requests. `opened` gives a journal of its own."""

    opened: Callable[[], Journal]
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _held: ExitStack = field(default_factory=ExitStack)
    _journal: Journal | None = None
    _told: Hashable = None
    _closed: bool = False

    @contextmanager
    def journal(self) -> Iterator[Journal | None]:
        """The journal to ask; None where the turn does not come or the import is over."""
        if not self._turn.acquire(timeout=WAIT_S):
            yield None
            return
        try:
            yield self._current()
        finally:
            self._turn.release()

    def renew(self) -> None:
        """Look anew with the next request: something was changed by this server itself."""
        self._told = None

    def close(self) -> None:
        """The import is over; who asks now opens a journal of their own."""
        with self._turn:
            self._closed = True
            self._held.close()
            self._journal = None

    def _current(self) -> Journal | None:
        if self._closed:
            return None
        with self.opened() as now:
            told = now.told_state()
        if self._journal is None or told != self._told:
            self._held.close()
            self._held = ExitStack()
            self._journal = self._held.enter_context(self.opened())
            self._held.enter_context(self._journal.one_moment())
            self._told = told
        return self._journal
