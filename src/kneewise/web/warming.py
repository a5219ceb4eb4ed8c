"""Working out beforehand, in moments when nobody waits, what the next page would wait for.

The first page after a start needs the diary and the light alone; lists, loads and exposures are
worked out behind it, one thing at a time, and again after every change. So is the light of a new
minute, as long as somebody looked at a page in the last ten.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kneewise.web.journals import open_for
from kneewise.web.mistakes import sentence_of

if TYPE_CHECKING:
    from fastapi import FastAPI

    from kneewise.journal.journal import Journal
    from kneewise.web.sweeping import Waiting

LOOKED_S = 600.0
"""Our choice: who has not looked for so long has gone; then nothing is worked out."""

_EVERY_S = 0.5
_GRACE_S = 0.1
"""A thread between two steps is gone by then; nobody waits for a step that takes longer."""

_SWITCH_S = 0.0005
"""A page that comes in meanwhile gets its turn ten times sooner than Python's 5 ms; it asks the
database some ten times, and each time would wait that long."""


def _latest(journal: Journal) -> object:
    return journal.one_run() if journal.runs(last=1) else None


STEPS: tuple[Callable[[Journal], object], ...] = (
    lambda journal: (journal.today(), journal.status()),
    lambda journal: journal.return_plan(),
    lambda journal: journal.runs(),
    _latest,
    lambda journal: journal.shoes(),
    lambda journal: journal.week_ahead(),
)
"""What pages share and what is slow, in the order in which it is likely to be asked."""


@dataclass(slots=True)
class Warmth:
    """What was worked out for which answers and minute.

    Once `ended` is set no further step is begun: the server ends.
    """

    app: FastAPI
    waiting: Waiting
    clock: Callable[[], float] = time.time
    ended: threading.Event = field(default_factory=threading.Event)
    _done: tuple[int, int] | None = None

    def warm(self) -> bool:
        """Work out what is missing; False where there was nothing to do or somebody came."""
        wanted = (self.waiting.answered, int(self.clock() // 60))
        if wanted == self._done or not self._wanted():
            return False
        self._done = wanted  # also where a step fails: whoever asks for it is told then
        for step in STEPS:
            if not self._wanted():
                self._done = None  # it goes on once it is quiet; what stands is passed quickly
                return False
            with open_for(self.app) as journal, journal.one_moment():
                step(journal)
        return True

    def _wanted(self) -> bool:
        looked = self.waiting.answered > 0 and self.waiting.since_s() < LOOKED_S
        importing = self.app.state.importer.busy() is not None
        return looked and self.waiting.quiet() and not importing and not self.ended.is_set()


@contextmanager
def warmed_when_quiet(warmth: Warmth, every_s: float = _EVERY_S) -> Iterator[None]:
    """Inside, a thread of its own works out what the next page would wait for.

    A step that is under way when it is left is not waited for: it ends by itself or with the
    process, and the store keeps what a step worked out as a whole or not at all.
    """

    def go_on() -> None:
        while not warmth.ended.wait(every_s):
            try:
                warmth.warm()
            except Exception as error:  # noqa: BLE001 - the edge of a thread: to the log
                sentence_of(error, warmth.app.state.settings.home, "warm")

    thread = threading.Thread(target=go_on, name="warm", daemon=True)
    switch_s = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_S)
    thread.start()
    try:
        yield
    finally:
        warmth.ended.set()
        thread.join(_GRACE_S)
        sys.setswitchinterval(switch_s)
