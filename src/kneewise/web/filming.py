"""Clips beside the pages: one at a time in a thread of its own, until the next one or the end.

The clip and its pictures lie on a tray that goes with the next clip, with the server, or when the
runner says so; a killed server's tray is swept by the next one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kneewise.journal.form_measuring import FormStep, FormWish
from kneewise.journal.journal import Journal
from kneewise.journal.trays import Tray
from kneewise.web.mistakes import sentence_of

PICTURES = "pictures"


class Filmed(StrEnum):
    """How far a clip is."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FilmState:
    """One clip as it stands: `doing` is "looking", "drawing" or "fetching".

    `share` 0 to 1; `form` is the number of what came of it, `picture` the clip with its skeleton.
    """

    number: int
    began_at: datetime
    stage: Filmed
    doing: str = "looking"
    share: float = 0.0
    form: int | None = None
    picture: Path | None = None
    failed: str | None = None


class _StoppedError(Exception):
    """The server ends; nothing of the clip is kept."""


@dataclass(slots=True)
class Filming:
    """The clips of one server over one home. `opened` gives a journal of its own."""

    home: Path
    opened: Callable[[], Journal]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _state: FilmState | None = None
    _thread: threading.Thread | None = None
    _tray: Tray | None = None
    _ending: threading.Event = field(default_factory=threading.Event)

    @property
    def state(self) -> FilmState | None:
        """The clip that is looked at, else the last one of this server."""
        return self._state

    @property
    def ending(self) -> bool:
        """Whether the server ends."""
        return self._ending.is_set()

    def busy(self) -> FilmState | None:
        """The clip on its way; None where there is none."""
        state = self._state
        return state if state is not None and state.stage is Filmed.WORKING else None

    def begin(self, tray: Tray, wish: FormWish) -> FilmState | None:
        """Look at a clip that lies on a tray; None where one is on its way."""

        def work() -> dict[str, object]:
            with self.opened() as journal:
                answer = journal.measure_form(
                    replace(wish, picture=tray.folder / PICTURES, force=True), self._tell
                )
            return {"form": answer.form.id, "picture": answer.pictures[0]}

        return self._start("looking", work, tray)

    def fetch(self) -> FilmState | None:
        """Fetch the pose model, which the runner said yes to; None where a clip is on its way."""

        def work() -> dict[str, object]:
            with self.opened() as journal:
                journal.get_form_model(self._fetched)
            return {}

        return self._start("fetching", work, None)

    def forget(self) -> None:
        """Throw the last clip and its pictures away."""
        with self._lock:
            if self.busy() is None:
                self._drop()
                self._state = None

    def stop(self, wait_s: float = 5.0) -> None:
        """The server ends: let go of the clip on its way, and of the last one."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join(wait_s)
        self._drop()

    def _start(
        self, doing: str, work: Callable[[], dict[str, object]], tray: Tray | None
    ) -> FilmState | None:
        with self._lock:
            if self.busy() is not None or self.ending:
                return None
            self._drop()
            self._tray = tray
            before = self._state.number if self._state is not None else 0
            began = FilmState(before + 1, datetime.now(UTC), Filmed.WORKING, doing)
            self._state = began
            self._thread = threading.Thread(
                target=self._run, args=(work,), name="filming", daemon=True
            )
            self._thread.start()
        return began

    def _run(self, work: Callable[[], dict[str, object]]) -> None:
        try:
            ended = {"stage": Filmed.DONE, "share": 1.0, **work()}
        except _StoppedError:
            ended = {"stage": Filmed.FAILED}
        except Exception as error:  # noqa: BLE001 - the edge of a thread: a sentence, and the log
            ended = {"stage": Filmed.FAILED, "failed": sentence_of(error, self.home, "form")}
        if ended["stage"] is Filmed.FAILED:
            self._drop()
        self._put(**ended)

    def _drop(self) -> None:
        if self._tray is not None:
            self._tray.close()
            self._tray = None

    def _tell(self, step: FormStep) -> None:
        self._go(step.stage, step.done, step.total)

    def _fetched(self, here: int, size: int | None) -> None:
        self._go("fetching", here, size or 0)

    def _go(self, doing: str, done: int, total: int) -> None:
        if self.ending:
            raise _StoppedError
        self._put(doing=doing, share=done / total if total else 0.0)

    def _put(self, **changes: object) -> None:
        if self._state is not None:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]
