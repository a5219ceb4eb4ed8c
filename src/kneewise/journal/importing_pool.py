"""Who reads the files: this process, or two of their own from 64 files up. Never forked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from kneewise.journal.importing_worker import Outcome, Task, read_file, receive, send
from kneewise.model.problem import Problem
from kneewise.store.files import Files
from kneewise.store.kept import OriginalState

WORKERS = 2
FROM_FILES = 64
"""From this many unread files on, two processes read (DECISIONS.md, Store)."""

_START = (
    "import gc; gc.disable()\n"  # what a module leaves behind while it is loaded is little
    "from kneewise.journal.importing_worker import main; gc.enable(); main()"
)
_HELD_BYTES = 64 << 20  # files held back before it is known whether there are 64; our choice
_AHEAD = 16
_SWITCH_S = 0.0005


@dataclass(slots=True)
class Readers:
    """Reads files in the order they are given; hands outcomes back in the same order.

    Used as a context manager; left early, the processes are ended and nothing is kept.
    """

    files: Files
    _held: deque[Task] = field(default_factory=deque)
    _asked: deque[Future[Outcome]] = field(default_factory=deque)
    _threads: ThreadPoolExecutor | None = None
    _workers: list[_Worker] = field(default_factory=list)
    _switch_s: float = 0.005
    _idle: SimpleQueue[_Worker] = field(default_factory=SimpleQueue)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
            sys.setswitchinterval(self._switch_s)

    def give(self, task: Task) -> Iterator[Outcome]:
        """Take one more file; yields what is done meanwhile, and waits when too much is ahead."""
        if self._threads is None:
            self._held.append(task)
            if len(self._held) >= FROM_FILES:
                self._start()
            elif sum(len(held.data) for held in self._held) > _HELD_BYTES:
                yield read_file(self._held.popleft(), self.files)
            return
        self._ask(task)
        while self._asked and (len(self._asked) > _AHEAD or self._asked[0].done()):
            yield self._asked.popleft().result()

    def finish(self) -> Iterator[Outcome]:
        """Everything that is still to come."""
        while self._held:
            yield read_file(self._held.popleft(), self.files)
        while self._asked:
            yield self._asked.popleft().result()

    def _start(self) -> None:
        # While this process commits, a thread that has the next file for an idle process would
        # wait 5 ms for its turn, longer than a file takes.
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_S)
        self._workers = [_Worker(self.files) for _ in range(WORKERS)]
        for worker in self._workers:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(WORKERS)
        while self._held:
            self._ask(self._held.popleft())

    def _ask(self, task: Task) -> None:
        if self._threads is not None:
            self._asked.append(self._threads.submit(self._read, task))

    def _read(self, task: Task) -> Outcome:
        worker = self._idle.get()
        try:
            return worker.read(task)
        finally:
            self._idle.put(worker)


class _Worker:
    """One process that reads; started again after a file that ended it."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._process = _spawn(files.home)
        self._ended = False

    def read(self, task: Task) -> Outcome:
        """The outcome of one file. Raises OSError where the home can't be written."""
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise OSError("a reading process has no pipes")
        try:
            send(process.stdin, task)
            answer = receive(process.stdout)
        except (EOFError, BrokenPipeError, ValueError):  # ValueError: closed meanwhile by end()
            if self._ended:
                raise CancelledError from None
            self._stop()
            self._process = _spawn(self._files.home)
            return _broke(task)
        if isinstance(answer, OSError):
            raise answer
        if not isinstance(answer, Outcome):
            raise TypeError(type(answer))
        return answer

    def end(self) -> None:
        """End the process for good."""
        self._ended = True
        self._stop()

    def _stop(self) -> None:
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                _close(stream)
        self._process.wait()


def _close(stream: object) -> None:
    try:
        stream.close()  # type: ignore[attr-defined]
    except BrokenPipeError:
        return  # what was still to be sent is of no use any more


def _spawn(home: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"POLARS_MAX_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    return subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        [sys.executable, "-c", _START, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        process_group=0 if os.name == "posix" else None,  # Ctrl-C is for the parent alone
    )


def _broke(task: Task) -> Outcome:
    return Outcome(
        sha256=task.sha256,
        source=task.source,
        size=len(task.data),
        state=OriginalState.REFUSED,
        format_version=0,  # so that the next import tries again
        problems=(
            Problem(
                task.source,
                "whole file",
                "reading it ended the reading process, so it was left out. Please report it.",
                fatal=True,
            ),
        ),
    )
