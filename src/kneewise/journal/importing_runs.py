"""Recordings into runs: which belong together, what the run's totals are, and apart again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import combinations
from typing import TYPE_CHECKING

from kneewise.journal.duplicates import (
    SAME_FROM,
    Group,
    distance_problems,
    group,
    overlap_share,
)
from kneewise.model.errors import UsageError
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store.kept import Grouped, KeptRecording

if TYPE_CHECKING:
    from kneewise.model.problem import Problem
    from kneewise.model.run import Run
    from kneewise.model.sport import Sport
    from kneewise.store.home import Store

_DAY_S = 86_400.0
_LONGEST_DAYS = 400  # of one recording; our choice, so that a broken clock costs no memory


@dataclass(slots=True)
class RunIndex:
    """All recordings of a runner in memory, found by day, kept in step with the store."""

    store: Store
    runner: str
    recordings: dict[int, KeptRecording] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    _by_day: dict[int, set[int]] = field(default_factory=dict)
    _by_file: dict[str, dict[int, None]] = field(default_factory=dict)
    _apart: Collection[tuple[int, int]] = ()

    @classmethod
    def load(cls, store: Store, runner: str = DEFAULT_RUNNER) -> RunIndex:
        """The index of what the store holds."""
        index = cls(store, runner)
        index._apart = store.imports.kept_apart(runner)
        index.names = {
            original.sha256: original.name for original in store.imports.originals(runner).values()
        }
        for recording in store.runs.all_recordings(runner):
            index._hold(recording)
        return index

    def of_original(self, sha256: str) -> tuple[KeptRecording, ...]:
        """The recordings of one file."""
        return tuple(self.recordings[each] for each in self._by_file.get(sha256, ()))

    def settle(self, changed: Iterable[KeptRecording]) -> tuple[Group, ...]:
        """Make runs of these recordings and all they belong to, in the store and here.

        Recordings without a date are kept and belong to no run. Inside a transaction.
        """
        held = tuple(changed)
        for recording in held:
            self._hold(recording)
        new = [recording for recording in held if recording.started_at is not None]
        claimed = _claimed(group(self._touched(new), self._apart))
        made = [(_grouped(each, run_id), _totals(each)) for each, run_id in claimed]
        run_ids = self.store.imports.regroup(made, self.runner)
        problems: dict[int, tuple[Problem, ...]] = {}
        settled = []
        for (each, claim), run_id in zip(claimed, run_ids, strict=True):
            said = distance_problems(each, self.names)
            if said or claim is not None:
                problems[run_id] = said
            settled.append(self._settled(each, run_id, made_new=claim is None))
        if problems:
            self.store.imports.replace_run_problems(problems, self.runner)
        return tuple(settled)

    def _settled(self, each: Group, run_id: int, *, made_new: bool) -> Group:
        for recording in each.members:
            began = recording.first_run_id
            self._hold(
                replace(
                    recording,
                    run_id=run_id,
                    first_run_id=run_id if made_new or began is None else began,
                    main=recording is each.main,
                    attached=recording in each.attached,
                )
            )
        known = self.recordings
        return Group(
            known[each.main.id],
            tuple(known[double.id] for double in each.doubles),
            tuple(known[piece.id] for piece in each.attached),
        )

    def _hold(self, recording: KeptRecording) -> None:
        self.recordings[recording.id] = recording
        self._by_file.setdefault(recording.sha256, {})[recording.id] = None
        for day in _days(recording):
            self._by_day.setdefault(day, set()).add(recording.id)

    def _touched(self, new: Iterable[KeptRecording]) -> list[KeptRecording]:
        """The new ones, all that overlap them, all that overlap those, and their runs' others."""
        found = {recording.id: recording for recording in new}
        by_run: dict[int, list[KeptRecording]] = {}
        for recording in self.recordings.values():
            if recording.run_id is not None:
                by_run.setdefault(recording.run_id, []).append(recording)
        open_ = list(found.values())
        while open_:
            recording = open_.pop()
            near = [*self._overlapping(recording), *by_run.get(recording.run_id or 0, ())]
            for other in near:
                if other.id not in found:
                    found[other.id] = other
                    open_.append(other)
        return list(found.values())

    def _overlapping(self, recording: KeptRecording) -> Iterator[KeptRecording]:
        near = {other for day in _days(recording) for other in self._by_day.get(day, ())}
        for other in near:
            if overlap_share(recording, self.recordings[other]) >= SAME_FROM:
                yield self.recordings[other]


def split_run(store: Store, run_id: int, runner: str = DEFAULT_RUNNER) -> tuple[Run, ...]:
    """Make every recording of a run a run of its own again; the runs it became, oldest id first.

    They stay apart in later imports. Ratings, shoe and notes go back to the run they were given
    to; those given after the merge stay with the run that went on. Raises NotFoundError, and
    UsageError for a run of one recording.
    """
    recordings = store.runs.recordings(run_id, runner)
    if len(recordings) < 2:
        raise UsageError(f"Run {run_id} holds one recording only; there is nothing to split.")
    with store.transaction():
        store.imports.keep_apart(
            combinations((recording.id for recording in recordings), 2), runner
        )
        index = RunIndex.load(store, runner)
        groups = index.settle(index.recordings[recording.id] for recording in recordings)
    wanted = {recording.id for recording in recordings}
    ids = sorted({g.main.run_id for g in groups if g.main.id in wanted and g.main.run_id})
    return tuple(store.runs.get(each, runner) for each in ids)


def _claimed(groups: Iterable[Group]) -> tuple[tuple[Group, int | None], ...]:
    """Each group with the run that goes on in it: the oldest one its recordings began with.

    Where two groups could go on with one run, the one with the older recording does.
    """
    taken: set[int] = set()
    claimed = []
    for each in sorted(groups, key=lambda g: min(recording.id for recording in g.members)):
        began = sorted(
            {recording.first_run_id for recording in each.members if recording.first_run_id}
        )
        free = next((run_id for run_id in began if run_id not in taken), None)
        if free is not None:
            taken.add(free)
        claimed.append((each, free))
    return tuple(claimed)


def _grouped(each: Group, run_id: int | None) -> Grouped:
    return Grouped(
        run_id=run_id,
        main=each.main.id,
        members=tuple(recording.id for recording in each.members),
        attached=tuple(recording.id for recording in each.attached),
        sport=_sport(each),
    )


def _sport(each: Group) -> Sport:
    """The more specific one of the doubles; the main one's among equals. Pieces have no say."""
    return max((each.main, *each.doubles), key=lambda r: r.sport.specificity).sport


def _totals(each: Group) -> Mapping[str, object]:
    main = each.main
    whole = (main, *each.doubles)
    started_at = main.started_at or datetime.fromtimestamp(0, tz=UTC)
    return {
        "started_at": started_at.astimezone(UTC).isoformat(),
        "utc_offset_s": main.utc_offset_s,
        "elapsed_s": main.elapsed_s,
        "moving_s": main.moving_s,
        "distance_m": next((r.distance_m for r in whole if r.distance_m is not None), None),
        "name": next((r.name for r in whole if r.name), None),
        "note": next((r.note for r in whole if r.note), None),
        "shoe_id": next((r.hints["shoe_id"] for r in whole if "shoe_id" in r.hints), None),
    }


def _days(recording: KeptRecording) -> Iterator[int]:
    spans = recording.moving
    if not spans and recording.started_at is not None:
        moment = recording.started_at.timestamp()
        spans = ((moment, moment),)
    for start, end in spans:
        first = int(start // _DAY_S)
        last = min(int(end // _DAY_S), first + _LONGEST_DAYS)
        yield from range(first, last + 1)
