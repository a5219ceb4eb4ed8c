"""What only the importer writes: originals, recordings, and which recordings make one run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, func, insert, select, update

from kneewise.model.problem import Problem
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database, now, to_json
from kneewise.store.files import Files
from kneewise.store.kept import Grouped, KeptRecording, Original, OriginalState
from kneewise.store.recordings import recording_row


@dataclass(frozen=True, slots=True)
class ImportRows:
    """The importer's side of the store; everything here runs inside `store.transaction()`."""

    database: Database
    files: Files

    def begin(self, runner: str = DEFAULT_RUNNER) -> int:
        """Note that an import began; its id."""
        with self.database.write():
            return self.database.run(
                insert(t.IMPORTS), {"runner": runner, "started_at": now(), "ended_at": None}
            )

    def end(self, import_id: int, summary: Mapping[str, object]) -> None:
        """Note that an import ended, and what it did (JSON values)."""
        statement = update(t.IMPORTS).where(t.IMPORTS.c.id == import_id)
        with self.database.write():
            self.database.run(statement.values(ended_at=now(), summary=to_json(dict(summary))))

    def originals(self, runner: str = DEFAULT_RUNNER) -> Mapping[str, Original]:
        """Every file that came in or was refused, by sha256."""
        rows = self.database.rows(select(t.ORIGINALS).where(t.ORIGINALS.c.runner == runner))
        return {
            row.sha256: Original(
                sha256=row.sha256,
                name=row.name,
                size=row.size,
                state=OriginalState(row.state),
                packing=row.packing,
                format_version=row.format_version,
            )
            for row in rows
        }

    def put_originals(
        self,
        originals: Iterable[Original],
        import_id: int | None = None,
        runner: str = DEFAULT_RUNNER,
    ) -> None:
        """Keep the rows of files that are new here, or were refused before (`forget` those)."""
        rows = [
            {
                "runner": runner,
                "sha256": original.sha256,
                "name": original.name,
                "size": original.size,
                "state": original.state.value,
                "packing": original.packing,
                "format_version": original.format_version,
                "import_id": import_id,
            }
            for original in originals
        ]
        with self.database.write():
            if rows:
                self.database.run(insert(t.ORIGINALS), rows)

    def forget(self, sha256: str, runner: str = DEFAULT_RUNNER) -> None:
        """Drop the row of a refused file with its problems, so that it can be read again."""
        mine = (t.ORIGINALS.c.runner == runner) & (t.ORIGINALS.c.sha256 == sha256)
        told = (t.PROBLEMS.c.runner == runner) & (t.PROBLEMS.c.sha256 == sha256)
        with self.database.write():
            self.database.run(delete(t.PROBLEMS).where(told))
            self.database.run(delete(t.ORIGINALS).where(mine))

    def put_recordings(
        self, recordings: Iterable[KeptRecording], runner: str = DEFAULT_RUNNER
    ) -> tuple[KeptRecording, ...]:
        """Keep recordings; the same with their new ids. They belong to no run yet."""
        with self.database.write():
            first = self._next_id(t.RECORDINGS)
            new = tuple(replace(kept, id=first + n) for n, kept in enumerate(recordings))
            if new:
                rows = [recording_row(kept, runner) | {"id": kept.id} for kept in new]
                self.database.run(insert(t.RECORDINGS), rows)
        return new

    def change_recording(self, recording: KeptRecording, runner: str = DEFAULT_RUNNER) -> None:
        """Keep what a platform says of a recording that is known already."""
        statement = update(t.RECORDINGS).where(t.RECORDINGS.c.id == recording.id)
        with self.database.write():
            self.database.run(statement.values(**recording_row(recording, runner)))

    def change_offsets(
        self, recordings: Iterable[KeptRecording], runner: str = DEFAULT_RUNNER
    ) -> None:
        """Keep what local time these recordings have; runs go by their main one's."""
        rows = [
            {"which": kept.id, "seconds": kept.utc_offset_s, "said_by": kept.offset_from}
            for kept in recordings
        ]
        change = update(t.RECORDINGS).where(t.RECORDINGS.c.id == bindparam("which"))
        main = (t.RUN_RECORDINGS.c.run_id == t.RUNS.c.id) & (t.RUN_RECORDINGS.c.main == 1)
        of_main = (
            select(t.RECORDINGS.c.utc_offset_s)
            .join(t.RUN_RECORDINGS, t.RUN_RECORDINGS.c.recording_id == t.RECORDINGS.c.id)
            .where(main)
        ).scalar_subquery()
        held = select(t.RUN_RECORDINGS.c.run_id).where(t.RUN_RECORDINGS.c.main == 1)
        follow = update(t.RUNS).where(t.RUNS.c.runner == runner, t.RUNS.c.id.in_(held))
        with self.database.write():
            if rows:
                change = change.values(
                    utc_offset_s=bindparam("seconds"), offset_from=bindparam("said_by")
                )
                self.database.run(change, rows)
                self.database.run(follow.values(utc_offset_s=of_main))

    def regroup(
        self,
        grouped: Sequence[tuple[Grouped, Mapping[str, object]]],
        runner: str = DEFAULT_RUNNER,
    ) -> tuple[int, ...]:
        """Make the runs so: membership, totals and merges; the ids of the runs, in order.

        The second of each pair are the totals of the run (columns of `runs`). Runs that lose
        all recordings live on in the one that holds their first recording.
        """
        members = [member for group, _ in grouped for member in group.members]
        if not members:
            return ()
        with self.database.write():
            self._leave(members)
            made = self._make(grouped, runner)
            self._join(made, [group for group, _ in grouped], runner)
            if len(members) > len(grouped) or any(group.run_id for group, _ in grouped):
                self._redirect(made, [group for group, _ in grouped])
        return made

    def replace_run_problems(
        self, problems: Mapping[int, Sequence[Problem]], runner: str = DEFAULT_RUNNER
    ) -> None:
        """Keep what is wrong with runs as they are now made, by run id."""
        rows = [
            {
                "runner": runner,
                "run_id": run_id,
                "source": problem.source,
                "place": problem.place,
                "message": problem.message,
                "fatal": int(problem.fatal),
            }
            for run_id, said in problems.items()
            for problem in said
        ]
        with self.database.write():
            self.database.run(delete(t.PROBLEMS).where(t.PROBLEMS.c.run_id.in_(list(problems))))
            if rows:
                self.database.run(insert(t.PROBLEMS), rows)

    def keep_apart(self, pairs: Iterable[tuple[int, int]], runner: str = DEFAULT_RUNNER) -> None:
        """Remember that two recordings are never one run; ids of recordings."""
        known = self.kept_apart(runner)
        rows = [
            {"runner": runner, "first_id": min(pair), "second_id": max(pair)}
            for pair in {(min(pair), max(pair)) for pair in pairs} - known
        ]
        with self.database.write():
            if rows:
                self.database.run(insert(t.KEPT_APART), rows)

    def kept_apart(self, runner: str = DEFAULT_RUNNER) -> set[tuple[int, int]]:
        """Pairs of recordings (smaller id first) that a person separated."""
        rows = self.database.rows(select(t.KEPT_APART).where(t.KEPT_APART.c.runner == runner))
        return {(row.first_id, row.second_id) for row in rows}

    def sweep(self) -> int:
        """Remove files no row speaks of (of any runner); how many. Only under the lock."""
        parquet, originals = self.contents()
        return self.files.sweep(parquet, set(originals))

    def contents(self) -> tuple[frozenset[str], Mapping[str, str]]:
        """The Parquet files (content hashes) and originals (sha256 to packing) of all runners."""
        parquet = self.database.rows(
            select(t.RECORDINGS.c.samples).where(t.RECORDINGS.c.samples.is_not(None)).distinct()
        )
        originals = self.database.rows(
            select(t.ORIGINALS.c.sha256, t.ORIGINALS.c.packing).where(
                t.ORIGINALS.c.packing.is_not(None)
            )
        )
        return (
            frozenset(row.samples for row in parquet),
            {row.sha256: row.packing for row in originals},
        )

    def history(self, runner: str = DEFAULT_RUNNER) -> tuple[Mapping[str, object], ...]:
        """What every import did, oldest first: started_at, ended_at, summary."""
        rows = self.database.rows(
            select(t.IMPORTS).where(t.IMPORTS.c.runner == runner).order_by(t.IMPORTS.c.id)
        )
        return tuple(
            {
                "started_at": datetime.fromisoformat(row.started_at),
                "ended_at": None if row.ended_at is None else datetime.fromisoformat(row.ended_at),
                "summary": json.loads(row.summary or "{}"),
            }
            for row in rows
        )

    def _leave(self, recordings: list[int]) -> None:
        self.database.run(
            delete(t.RUN_RECORDINGS).where(t.RUN_RECORDINGS.c.recording_id.in_(recordings))
        )

    def _make(
        self, grouped: Sequence[tuple[Grouped, Mapping[str, object]]], runner: str
    ) -> tuple[int, ...]:
        """The rows of runs, new ones at once; ids are given here, inside the transaction."""
        at, made, new, old = self._next_id(t.RUNS), [], [], []
        for group, totals in grouped:
            values = dict(totals) | {"sport": group.sport.value, "merged_into": None}
            if group.run_id is None:
                new.append(values | {"id": at, "runner": runner, "created_at": now()})
                made.append(at)
                at += 1
            else:
                old.append(values | {"which": group.run_id})
                made.append(group.run_id)
        if new:
            self.database.run(insert(t.RUNS), new)
        for values in old:
            which = values.pop("which")
            self.database.run(update(t.RUNS).where(t.RUNS.c.id == which).values(**values))
        return tuple(made)

    def _next_id(self, table: Table) -> int:
        """An id no row of the table has or, since runs are never taken away, ever had."""
        return int(self.database.rows(select(func.coalesce(func.max(table.c.id), 0)))[0][0]) + 1

    def _join(self, made: Sequence[int], groups: Sequence[Grouped], runner: str) -> None:
        pairs = [
            (run_id, group, member)
            for run_id, group in zip(made, groups, strict=True)
            for member in group.members
        ]
        self.database.run(
            insert(t.RUN_RECORDINGS),
            [
                {
                    "recording_id": member,
                    "runner": runner,
                    "run_id": run_id,
                    "main": int(member == group.main),
                    "attached": int(member in group.attached),
                }
                for run_id, group, member in pairs
            ],
        )
        began = update(t.RECORDINGS).where(t.RECORDINGS.c.id == bindparam("recording"))
        began = began.values(first_run_id=bindparam("began_with"))
        for anew in (True, False):  # in a run that goes on, whoever began elsewhere remembers it
            rows = [
                {"recording": member, "began_with": run_id}
                for run_id, group, member in pairs
                if (group.run_id is None) is anew
            ]
            untold = began if anew else began.where(t.RECORDINGS.c.first_run_id.is_(None))
            if rows:
                self.database.run(untold, rows)

    def _redirect(self, made: Sequence[int], groups: Sequence[Grouped]) -> None:
        """Send runs without recordings to the run that holds the recording they began with."""
        by_recording = {
            member: run_id
            for run_id, group in zip(made, groups, strict=True)
            for member in group.members
        }
        rows = self.database.rows(
            select(t.RECORDINGS.c.id, t.RECORDINGS.c.first_run_id)
            .where(t.RECORDINGS.c.id.in_(by_recording))
            .order_by(t.RECORDINGS.c.id)
        )
        for row in rows:
            if row.first_run_id not in made:
                self.database.run(
                    update(t.RUNS)
                    .where(t.RUNS.c.id == row.first_run_id)
                    .values(merged_into=by_recording[row.id])
                )
