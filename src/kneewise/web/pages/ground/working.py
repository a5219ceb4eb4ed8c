"""Work on the ground beside the pages: matching runs, and making a map; one at a time a server.

It goes on whoever looks or leaves. What is done is kept as it goes, so that what a stopped server
leaves undone is taken up by the next press of the button.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from fastapi import FastAPI, Request

from kneewise.journal.grounding import Matched
from kneewise.journal.journal import Journal
from kneewise.journal.mapping import MapLine
from kneewise.journal.trays import Tray
from kneewise.web.importer import Importer
from kneewise.web.journals import open_for
from kneewise.web.mistakes import sentence_of
from kneewise.web.onlooking import Onlooker


class JobKind(StrEnum):
    """What is being done."""

    MATCH = "match"
    ADD = "add"
    REMOVE = "remove"


class JobStage(StrEnum):
    """How far it is."""

    WORKING = "working"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class GroundJob:
    """One piece of work as it stands: `done` of `total` runs, or of ways with `total` 0.

    `matched`, `added` or `removed` is what became of it, `failed` why nothing did; `name` is the
    map's.
    """

    number: int
    kind: JobKind
    stage: JobStage = JobStage.WORKING
    done: int = 0
    total: int = 0
    name: str | None = None
    matched: Matched | None = None
    added: MapLine | None = None
    removed: MapLine | None = None
    failed: str | None = None


class _StoppedError(Exception):
    """The server ends; what was kept stays and is whole."""


class _Told(Protocol):
    def __call__(self, done: int, total: int = 0) -> None: ...


Doing = Callable[[Journal, _Told], dict[str, object]]


@dataclass(slots=True)
class Jobs:
    """The work of one server over one home; `opened` gives a journal of its own."""

    home: Path
    opened: Callable[[], Journal]
    importer: Importer
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _state: GroundJob | None = None
    _thread: threading.Thread | None = None
    _ending: threading.Event = field(default_factory=threading.Event)

    @property
    def state(self) -> GroundJob | None:
        """The work on its way, else the last of this server; None before the first."""
        return self._state

    @property
    def ending(self) -> bool:
        """Whether the server ends."""
        return self._ending.is_set()

    def busy(self) -> GroundJob | None:
        """The work on its way; None where there is none."""
        state = self._state
        return state if state is not None and state.stage is JobStage.WORKING else None

    def match(self) -> GroundJob | None:
        """Match every run that waits; None where something else is on its way."""

        def doing(journal: Journal, told: _Told) -> dict[str, object]:
            return {"matched": journal.match_ground(None, told)}

        return self._begin(JobKind.MATCH, None, doing)

    def add(self, tray: Tray, file: Path) -> GroundJob | None:
        """Make a map or tile of a file in a tray, which is removed at the end.

        None where something else is on its way; then the tray stays.
        """

        def doing(journal: Journal, told: _Told) -> dict[str, object]:
            return {"added": journal.add_map(file, None, told)}

        return self._begin(JobKind.ADD, file.name, doing, tray)

    def remove(self, name: str) -> GroundJob | None:
        """Take a map or tile away; the runs above a tile are reduced anew."""

        def doing(journal: Journal, _told: _Told) -> dict[str, object]:
            return {"removed": journal.remove_map(name)}

        return self._begin(JobKind.REMOVE, name, doing)

    def wait(self, most_s: float) -> None:
        """Wait until what is on its way is over, but no longer than so many seconds."""
        thread = self._thread
        if thread is not None:
            thread.join(most_s)

    def stop(self) -> None:
        """End what is on its way at its next step; nothing is begun any more."""
        self._ending.set()

    def _begin(
        self, kind: JobKind, name: str | None, doing: Doing, tray: Tray | None = None
    ) -> GroundJob | None:
        with self._lock:
            if self.busy() is not None or self.ending:
                return None
            number = 1 if self._state is None else self._state.number + 1
            began = self._state = GroundJob(number, kind, name=name)
            self._thread = threading.Thread(
                target=self._run, args=(doing, tray), name="ground", daemon=True
            )
            self._thread.start()
        return began

    def _run(self, doing: Doing, tray: Tray | None) -> None:
        ended: dict[str, object]
        onlooker = Onlooker(self.opened)
        try:
            ended = {"stage": JobStage.DONE, **self._do(doing, onlooker)}
        except _StoppedError:
            ended = {"stage": JobStage.STOPPED}
        except Exception as error:  # noqa: BLE001 - the edge of a thread: a sentence, and the log
            said = sentence_of(error, self.home, "ground")
            if tray is not None:  # the runner knows the file, not the folder it stood in here
                said = said.replace(f"{tray.folder.parent.name}/{tray.folder.name}/map/", "")
            ended = {"stage": JobStage.FAILED, "failed": said}
        if tray is not None:
            tray.close()
        self._put(**ended)

    def _do(self, doing: Doing, onlooker: Onlooker) -> dict[str, object]:
        """The work; pages look at one state of the home meanwhile, as during an import."""
        alone = self.importer.onlooker is None
        if alone:
            with onlooker.journal():
                self.importer.onlooker = onlooker
        try:
            with self.opened() as journal:
                return doing(journal, self._tell)
        finally:
            if self.importer.onlooker is onlooker:
                self.importer.onlooker = None
            onlooker.close()

    def _tell(self, done: int, total: int = 0) -> None:
        self._put(done=done, total=total)  # what is told of is kept already
        if self.ending:
            raise _StoppedError

    def _put(self, **changes: object) -> None:
        if self._state is not None:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]


_MAKING = threading.Lock()


def jobs_for(app: FastAPI) -> Jobs:
    """The work of an app, made when it is first asked for."""
    with _MAKING:
        found: Jobs | None = getattr(app.state, "ground_jobs", None)
        if found is None:
            found = app.state.ground_jobs = Jobs(
                app.state.settings.home, lambda: open_for(app), app.state.importer
            )
        return found


def jobs_of(request: Request) -> Jobs:
    """The work of the app that was asked."""
    return jobs_for(request.app)


def stop_jobs(app: FastAPI) -> None:
    """End the work of an app, where there is any."""
    with suppress(AttributeError):
        app.state.ground_jobs.stop()
