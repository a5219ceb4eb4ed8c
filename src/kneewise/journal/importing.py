"""Bring in what a watch or a platform handed out: each file once, each run once, nothing half.

The way of a file: walk → bytes → sha256 → known? → read and reduced (here or in two processes) →
original and Parquet in place → one transaction for at most 16 files. The row is the commit; what
a stopped import left behind is swept by the next one.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.grounding import match_after_import
from kneewise.journal.importing_clocks import again, ahead
from kneewise.journal.importing_hints import Zones, with_hints
from kneewise.journal.importing_known import SeenBefore
from kneewise.journal.importing_shoes import ShoeShelf
from kneewise.journal.importing_summary import ImportProgress, ImportSummary, as_json
from kneewise.model.errors import StoreError
from kneewise.model.problem import Problem
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.platforms.handed import Handed
from kneewise.platforms.member import Member, ShoeHint
from kneewise.platforms.walk import walk, weigh
from kneewise.store.kept import PROFILES, Feature, KeptRecording, Original, OriginalState, Subject

if TYPE_CHECKING:
    from kneewise.journal.importing_pool import Readers
    from kneewise.journal.importing_runs import RunIndex
    from kneewise.journal.importing_worker import Outcome, ReadRecording
    from kneewise.store.home import Store

__all__ = ["ImportProgress", "ImportSummary", "import_paths"]

BATCH_FILES = 16
"""Files of one transaction (DECISIONS.md, Store)."""


def import_paths(
    store: Store,
    paths: Iterable[Path | Handed],
    on_progress: Callable[[ImportProgress], None] | None = None,
    runner: str = DEFAULT_RUNNER,
) -> ImportSummary:
    """Import files, folders and zips. Can be stopped at any moment and repeated at will.

    What is wrong with files is in the summary and kept in the store. Raises StoreBusyError when
    another import runs, StoreError where the home can't be written; what was committed before
    stays and is whole.
    """
    wanted = [path if isinstance(path, Handed) else Path(path) for path in paths]
    with store.lock("import"), _said(store):
        summary = _Import(store, runner, on_progress).run(wanted)
    if summary.runs or summary.merged:
        _lay_painkillers(store, runner)
        return replace(summary, ground_waiting=match_after_import(store, runner))
    return summary


def _lay_painkillers(store: Store, runner: str) -> None:
    """A gel may have been told of before the run that it reaches came in."""
    from kneewise.journal.relieving import note_painkillers

    note_painkillers(store, runner)


@dataclass(slots=True)
class _Tally:
    known: int = 0
    refused: int = 0
    not_activities: int = 0
    files: int = 0
    problems: list[Problem] = field(default_factory=list)


@dataclass(slots=True)
class _Import:
    """One import on its way."""

    store: Store
    runner: str
    on_progress: Callable[[ImportProgress], None] | None
    began: float = field(default_factory=time.perf_counter)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    tally: _Tally = field(default_factory=_Tally)
    total: int = 0
    done: int = 0
    import_id: int = 0
    originals: dict[str, Original] = field(default_factory=dict)
    pending: dict[str, Member] = field(default_factory=dict)
    batch: list[Outcome] = field(default_factory=list)
    came_in: set[int] = field(default_factory=set)
    unread: list[Problem] = field(default_factory=list)
    sources: set[str] = field(default_factory=set)
    runs_before: frozenset[int] = frozenset()
    _index: RunIndex | None = None
    _shelf: ShoeShelf | None = None
    _zones: Zones | None = None
    seen: SeenBefore = field(init=False)

    def __post_init__(self) -> None:
        self.seen = SeenBefore(self.store, self.runner)

    def run(self, paths: Sequence[Path | Handed]) -> ImportSummary:
        from kneewise.journal.importing_pool import Readers

        self.store.files.incoming.mkdir(exist_ok=True)
        self.store.imports.sweep()
        self.originals = dict(self.store.imports.originals(self.runner))
        self.import_id = self.store.imports.begin(self.runner)
        self.total = weigh(paths) if self.on_progress is not None else 0
        with Readers(self.store.files) as readers:
            for found in walk(paths):
                if isinstance(found, Problem):
                    self._tell(found)
                elif isinstance(found, ShoeHint):
                    self._shoes().put(found)
                else:
                    self._member(found, readers)
            for outcome in readers.finish():
                self._take(outcome)
        self._commit()
        summary = self._summary()
        with self.store.transaction():
            self.store.problems.replace_unread(
                self.sources, self.unread, self.import_id, self.runner
            )
            self.store.imports.end(self.import_id, as_json(summary))
        self._progress(self.total - self.done)
        return summary

    def _member(self, member: Member, readers: Readers) -> None:
        self.tally.files += 1
        self.sources.add(member.source)
        data = member.read()
        if isinstance(data, Problem):
            self._tell(data)
            self._progress(member.weight)
            return
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in self.pending or self._is_known(sha256):
            self._again(member, sha256)
            self._progress(member.weight)
            return
        self.pending[sha256] = member
        from kneewise.journal.importing_worker import Task

        for outcome in readers.give(Task(sha256, member.source, data)):
            self._take(outcome)

    def _is_known(self, sha256: str) -> bool:
        """Whether these bytes came in, or were refused by code that reads no better than ours."""
        original = self.originals.get(sha256)
        if original is None:
            return False
        if original.state is OriginalState.KEPT:
            return True
        from kneewise.formats import FORMAT_VERSION

        return original.format_version >= FORMAT_VERSION

    def _take(self, outcome: Outcome) -> None:
        self.batch.append(outcome)
        weight = self.pending[outcome.sha256].weight
        if len(self.batch) >= BATCH_FILES:
            self._commit()
        self._progress(weight)

    def _commit(self) -> None:
        """Files into place, then all rows of the batch at once."""
        if not self.batch:
            return
        on_disk = self.store.files.publish(_staged(self.store, self.batch))
        index = self._runs()
        originals = [self._original(outcome) for outcome in self.batch]
        for original in originals:
            if original.sha256 in self.originals:
                self.store.imports.forget(original.sha256, self.runner)
            self.originals[original.sha256] = original
            index.names[original.sha256] = original.name
        with self.store.transaction():
            self.store.imports.put_originals(originals, self.import_id, self.runner)
            new = self._put_recordings()
            index.settle(new)
            self._tell_again(index, new)
            on_disk()
        self.came_in.update(kept.id for kept in new)
        for outcome in self.batch:
            member = self.pending.pop(outcome.sha256)
            if outcome.state is OriginalState.KEPT:
                self.seen.put(outcome.sha256, member.source, kept=True)
        self.batch.clear()

    def _tell_again(self, index: RunIndex, new: Sequence[KeptRecording]) -> None:
        """Say which of the new ones are a run that is there already, hours apart."""
        held = index.recordings
        for recording, problem in again(
            [held[each.id] for each in new], held.values(), index.names
        ):
            self.tally.problems.append(problem)
            self.store.problems.add(
                [problem], sha256=recording.sha256, import_id=self.import_id, runner=self.runner
            )

    def _original(self, outcome: Outcome) -> Original:
        """The row of a file, and what is wrong with it told."""
        member = self.pending[outcome.sha256]
        state = outcome.state
        if state is not OriginalState.KEPT and member.doubtful:
            state = OriginalState.OTHER
            self.tally.not_activities += 1
        else:
            self.tally.refused += state is not OriginalState.KEPT
            self.tally.problems.extend(outcome.problems)
        return Original(
            outcome.sha256,
            member.source,
            outcome.size,
            state,
            outcome.packing,
            outcome.format_version,
        )

    def _put_recordings(self) -> tuple[KeptRecording, ...]:
        """The rows of the batch's recordings, profiles and problems."""
        read: list[ReadRecording] = []
        described: list[KeptRecording] = []
        for outcome in self.batch:
            member = self.pending[outcome.sha256]
            problems = list(outcome.problems)
            for each in outcome.recordings:
                kept = with_hints(each.kept, member, self._shoes(), self._local())
                read.append(each)
                described.append(kept)
                odd = ahead(kept, member.source, self.now)
                if kept.started_at is None:
                    odd = _undated(member.source)
                if odd is not None:
                    problems.append(odd)
                    self.tally.problems.append(odd)
            if self.originals[outcome.sha256].state is not OriginalState.OTHER and problems:
                self.store.problems.add(
                    problems,
                    sha256=outcome.sha256,
                    import_id=self.import_id,
                    runner=self.runner,
                )
        new = self.store.imports.put_recordings(described, self.runner)
        features = [
            Feature(kept.id, each.profile_key, each.profile)
            for each, kept in zip(read, new, strict=True)
            if each.profile is not None
        ]
        self.store.features.put(PROFILES, features, Subject.RECORDING, self.runner)
        return new

    def _again(self, member: Member, sha256: str) -> None:
        """Count a file that is known, and take what is said of it now."""
        self.tally.known += 1
        original = self.originals.get(sha256)
        if original is not None and original.state is not OriginalState.OTHER:
            self.seen.put(sha256, member.source, kept=original.state is OriginalState.KEPT)
        self._more_of(member, sha256)

    def _more_of(self, member: Member, sha256: str) -> None:
        """A platform's export may say more of a known file: new shoes, another name."""
        if member.hints.platform == "files" and not member.by_start:
            return
        if sha256 in self.pending:
            before = self.pending[sha256]
            self.pending[sha256] = replace(member, weight=before.weight, source=before.source)
            return
        index = self._runs()
        changed = []
        for kept in index.of_original(sha256):
            described = with_hints(kept, member, self._shoes(), self._local())
            if described != kept:
                changed.append(described)
        if changed:
            with self.store.transaction():
                for kept in changed:
                    self.store.imports.change_recording(kept, self.runner)
                index.settle(changed)

    def _tell(self, problem: Problem) -> None:
        """A file that could not even be opened; it is tried anew each time."""
        self.tally.problems.append(problem)
        self.unread.append(problem)
        self.tally.refused += problem.fatal

    def _progress(self, weight: int) -> None:
        self.done = min(self.total, self.done + max(weight, 0))
        if self.on_progress is None:
            return
        passed = max(time.perf_counter() - self.began, 1e-9)
        left = passed * (self.total - self.done) / self.done if self.done else None
        files = self.tally.files
        self.on_progress(ImportProgress(self.done, self.total, files, files / passed, left))

    def _summary(self) -> ImportSummary:
        return ImportSummary(
            **self._counted(),
            known=self.tally.known,
            refused=self.tally.refused,
            not_activities=self.tally.not_activities,
            shoes=self._shelf.new if self._shelf is not None else 0,
            files=self.tally.files,
            problems=(*self.tally.problems, *self.seen.problems()),
            seconds=time.perf_counter() - self.began,
            refused_before=len(self.seen.refused),
            left_out=self.seen.left_out,
        )

    def _counted(self) -> Mapping[str, int]:
        from kneewise.journal.importing_summary import count

        held = self._index.recordings if self._index is not None else {}
        mine = [held[each] for each in sorted(self.came_in)]
        runs = self.store.runs.all(self.runner) if mine else ()
        return count(mine, runs, self.runs_before)

    def _runs(self) -> RunIndex:
        if self._index is None:
            from kneewise.journal.importing_runs import RunIndex

            self._index = RunIndex.load(self.store, self.runner)
            held = (kept.run_id for kept in self._index.recordings.values())
            self.runs_before = frozenset(run_id for run_id in held if run_id is not None)
        return self._index

    def _shoes(self) -> ShoeShelf:
        if self._shelf is None:
            self._shelf = ShoeShelf.load(self.store, self.runner)
        return self._shelf

    def _local(self) -> Zones:
        if self._zones is None:
            self._zones = Zones(self.store.facts.profile(self.runner))
        return self._zones


def _staged(store: Store, outcomes: Iterable[Outcome]) -> Iterator[tuple[Path, Path]]:
    """Where each staged file of a batch goes."""
    files = store.files
    for outcome in outcomes:
        if outcome.staged is not None and outcome.packing is not None:
            yield outcome.staged, files.original_path(outcome.sha256, outcome.packing)
        for each in outcome.recordings:
            if each.staged is not None and each.kept.samples is not None:
                yield each.staged, files.parquet_path(each.kept.samples)


def _undated(source: str) -> Problem:
    return Problem(
        source,
        "whole file",
        "it does not say on which day it was recorded; it is kept, but stands in no list of runs.",
    )


@contextmanager
def _said(store: Store) -> Iterator[None]:
    """What the operating system refuses to write, in a sentence."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise StoreError(
            f"{store.home} could not be written: {reason}. What came in before is kept and "
            "whole; put this right and import again."
        ) from error
