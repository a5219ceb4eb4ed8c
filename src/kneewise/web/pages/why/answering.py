"""Answers being worked out, one after the other, whoever looks or leaves.

Each runs in a thread with a journal of its own. Who asks the same meanwhile attaches to it; a
browser that leaves does not end it; the end of the server does.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request

from kneewise.journal.asking_why import WhyStage
from kneewise.journal.journal import Journal
from kneewise.model.diary import Side
from kneewise.model.ranking import Ranking
from kneewise.web.journals import open_for
from kneewise.web.mistakes import sentence_of


@dataclass(frozen=True, slots=True)
class Asked:
    """Which knee (None: the sorer one) and which episode (None: the latest)."""

    side: Side | None = None
    episode: date | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """How far one answer is: the main fits once they stand, each check, then the whole.

    `answer`, `failed` (a sentence) or `stopped` end it.
    """

    first: Ranking | None = None
    done: int = 0
    total: int = 0
    what: str = ""
    answer: Ranking | None = None
    failed: str | None = None
    stopped: bool = False

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.answer is not None or self.failed is not None or self.stopped


class _StoppedError(Exception):
    """The server ends, or the data changed and the question is asked anew."""


@dataclass(slots=True)
class Work:
    """One answer being worked out from the data that `mark` names."""

    asked: Asked
    mark: str
    home: Path
    state: Answering = field(default_factory=Answering)
    _ending: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _wake: list[Callable[[], None]] = field(default_factory=list)

    def run(self, opened: Callable[[], Journal], *, anew: bool) -> None:
        """Work it out; whatever happens ends in a state that is over."""
        try:
            with opened() as journal:
                answer = journal.why(
                    side=self.asked.side,
                    episode=self.asked.episode,
                    anew=anew,
                    on_progress=self._tell,
                )
        except _StoppedError:
            self._put(stopped=True)
        except Exception as error:  # noqa: BLE001 - the edge of a thread: a sentence, and the log
            self._put(failed=sentence_of(error, self.home, "why"))
        else:
            self._put(answer=answer)

    def stop(self) -> None:
        """End it at its next step."""
        self._ending.set()

    async def states(self) -> AsyncGenerator[Answering, None]:
        """The state as it is and then every newer one, up to the one that is over.

        Steps that come faster than they are taken are passed over; the last never is.
        """
        woken = asyncio.Event()
        loop = asyncio.get_running_loop()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop of a browser that left may be closed
                loop.call_soon_threadsafe(woken.set)

        with self._lock:
            self._wake.append(wake)
        try:
            told: Answering | None = None
            while told is None or not told.over:
                woken.clear()
                state = self.state
                if state is told:
                    await woken.wait()
                    continue
                told = state
                yield state
        finally:
            with self._lock:
                self._wake.remove(wake)

    def _tell(self, stage: WhyStage) -> None:
        if self._ending.is_set():
            raise _StoppedError
        if stage.ranking is not None and not stage.ranking.complete:
            self._put(first=stage.ranking)
        elif stage.ranking is None:
            self._put(done=stage.done, total=stage.total, what=stage.what)

    def _put(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        with self._lock:
            listening = tuple(self._wake)
        for wake in listening:
            wake()


@dataclass(slots=True)
class Answers:
    """The works of one server, at most one on its way for a question."""

    home: Path
    opened: Callable[[], Journal]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _works: dict[Asked, Work] = field(default_factory=dict)
    _ended: bool = False
    _turn: threading.Lock = field(default_factory=threading.Lock)
    """Held by the one work that goes on: two at once would slow each other and the pages."""

    def at(self, asked: Asked) -> Work | None:
        """The work on a question, on its way or over; None where there was none."""
        return self._works.get(asked)

    def ask(self, asked: Asked, mark: str, *, anew: bool = False) -> Work:
        """The work on a question over the data of `mark`: begun, or the one there is.

        With `anew` also where one is over. One over older data is ended: its answer is of the
        past.
        """
        with self._lock:
            found = self._works.get(asked)
            if found is not None and found.mark == mark and not _spent(found.state, anew=anew):
                return found
            if found is not None:
                found.stop()
            work = self._works[asked] = Work(asked, mark, self.home)
            if self._ended:
                work.stop()
        threading.Thread(target=self._run, args=(work, anew), name="why", daemon=True).start()
        return work

    def _run(self, work: Work, anew: bool) -> None:  # noqa: FBT001 - a thread's plain arguments
        with self._turn:
            work.run(self.opened, anew=anew)

    def stop(self) -> None:
        """End everything at its next step; what is asked from now on ends at once."""
        with self._lock:
            self._ended = True
            works = tuple(self._works.values())
        for work in works:
            work.stop()


def _spent(state: Answering, *, anew: bool) -> bool:
    """Whether a work is of no use to who asks now."""
    return state.stopped or (anew and state.over)


_MAKING = threading.Lock()


def answers_for(app: FastAPI) -> Answers:
    """The works of an app, made with the first question."""
    with _MAKING:
        found: Answers | None = getattr(app.state, "answers", None)
        if found is None:
            found = app.state.answers = Answers(app.state.settings.home, lambda: open_for(app))
        return found


def answers_of(request: Request) -> Answers:
    """The works of the app that was asked."""
    return answers_for(request.app)
