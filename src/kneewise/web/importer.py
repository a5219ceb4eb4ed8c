"""The import beside the pages: one at a time, in a thread of its own, whoever looks or leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from kneewise.journal.handing_in import Group, HandedIn, HandingIn
from kneewise.journal.journal import Journal
from kneewise.journal.trays import Tray
from kneewise.store.memory import Memory
from kneewise.web.mistakes import sentence_of
from kneewise.web.onlooking import Onlooker

Named = tuple[str, Path]


class Stage(StrEnum):
    """How far an import is."""

    READING = "reading"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ImportState:
    """One import as it stands: a line a group, at the end what became of it, or why not.

    `share` is how much of all is read, 0 to 1; `remaining_s` None before anything can be said.
    """

    number: int
    began_at: datetime
    stage: Stage
    groups: tuple[Group, ...] = ()
    files: int = 0
    files_per_s: float = 0.0
    remaining_s: float | None = None
    result: HandedIn | None = None
    failed: str | None = None


class _StoppedError(Exception):
    """The server ends; what was committed stays and is whole."""


@dataclass(slots=True)
class Importer:
    """Imports of one server over one home.

    `opened` gives a journal that shares what pages worked out, `opened_anew` one with a memory
    of its own, which `renewed` makes that of the pages.
    """

    home: Path
    opened: Callable[[], Journal]
    opened_anew: Callable[[Memory], Journal]
    renewed: Callable[[Memory], None]
    onlooker: Onlooker | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _state: ImportState | None = None
    _thread: threading.Thread | None = None
    _ending: threading.Event = field(default_factory=threading.Event)

    @property
    def state(self) -> ImportState | None:
        """The import on its way, else the last one of this server; None before the first."""
        return self._state

    @property
    def ending(self) -> bool:
        """Whether the server ends."""
        return self._ending.is_set()

    def busy(self) -> ImportState | None:
        """The import on its way; None where there is none."""
        state = self._state
        return state if state is not None and state.stage is Stage.READING else None

    def begin(self, tray: Tray, files: Sequence[Named]) -> ImportState | None:
        """Start on the files of a tray, which is removed at the end; None where one is running."""
        with self._lock:
            if self.busy() is not None or self.ending:
                return None
            before = self._state.number if self._state is not None else 0
            began = ImportState(before + 1, datetime.now(UTC), Stage.READING)
            self._state = began
            # Ends with the process: a kill or Ctrl-C leaves what the import's own rules leave.
            self._thread = threading.Thread(
                target=self._run, args=(tray, tuple(files)), name="import", daemon=True
            )
            self._thread.start()
        return began

    def end(self) -> None:
        """The server ends: who looks on is let go, an import stops before its next file."""
        self._ending.set()

    def stop(self, wait_s: float = 5.0) -> None:
        """End the import on its way and wait until its tray is gone."""
        self.end()
        if self._thread is not None:
            self._thread.join(wait_s)

    def _run(self, tray: Tray, files: Sequence[Named]) -> None:
        ended: dict[str, object]
        try:
            ended = {"stage": Stage.DONE, "result": self._hand_in(files)}
        except _StoppedError:
            ended = {"stage": Stage.STOPPED}
        except Exception as error:  # noqa: BLE001 - the edge of a thread: a sentence, and the log
            ended = {"stage": Stage.FAILED, "failed": sentence_of(error, self.home, "import")}
        tray.close()
        self._put(**ended)

    def _hand_in(self, files: Sequence[Named]) -> HandedIn:
        """The import itself; pages look at the home as it was until it is done."""
        onlooker = Onlooker(self.opened)
        with onlooker.journal():
            self.onlooker = onlooker  # it has its state now
        memory = Memory()
        try:
            with self.opened_anew(memory) as journal:
                result = journal.hand_in(files, self._tell)
                with journal.one_moment():  # what the first page after it would wait for
                    journal.today()
                    journal.status()
            self.renewed(memory)
        finally:
            self.onlooker = None
            onlooker.close()
        return result

    def _tell(self, step: HandingIn) -> None:
        if self.ending:
            raise _StoppedError
        self._put(
            groups=step.groups,
            files=step.files,
            files_per_s=step.files_per_s,
            remaining_s=step.remaining_s,
        )

    def _put(self, **changes: object) -> None:
        if self._state is not None:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]
