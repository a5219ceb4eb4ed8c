"""What only the importer writes: originals, recordings, and which recordings make one run."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, select, update

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

    def put_original(
        self, original: Original, import_id: int | None, runner: str = DEFAULT_RUNNER
    ) -> None:
        """Keep a file's row; an earlier refusal of the same bytes is replaced with its problems."""
        mine = (t.ORIGINALS.c.runner == runner) & (t.ORIGINALS.c.sha256 == original.sha256)
        told = (t.PROBLEMS.c.runner == runner) & (t.PROBLEMS.c.sha256 == original.sha256)
        row = {
            "runner": runner,
            "sha256": original.sha256,
            "name": original.name,
            "size": original.size,
            "state": original.state.value,
            "packing": original.packing,
            "format_version": original.format_version,
            "import_id": import_id,
        }
        with self.database.write():
            self.database.run(delete(t.PROBLEMS).where(told))
            self.database.run(delete(t.ORIGINALS).where(mine))
            self.database.run(insert(t.ORIGINALS), row)

    def put_recordings(
        self, recordings: Iterable[KeptRecording], runner: str = DEFAULT_RUNNER
    ) -> tuple[KeptRecording, ...]:
        """Keep recordings; the same with their new ids. They belong to no run yet."""
        with self.database.write():
            return tuple(
                replace(
                    kept,
                    id=self.database.run(insert(t.RECORDINGS), recording_row(kept, runner)),
                )
                for kept in recordings
            )

    def change_hints(self, recording: KeptRecording) -> None:
        """Keep what a platform says of a recording that is known already."""
        values = {
            "sport": recording.sport.value,
            "name": recording.name,
            "note": recording.note,
            "hints": to_json(dict(recording.hints)),
        }
        statement = update(t.RECORDINGS).where(t.RECORDINGS.c.id == recording.id)
        with self.database.write():
            self.database.run(statement.values(**values))

    def regroup(
        self,
        grouped: Iterable[tuple[Grouped, Mapping[str, object]]],
        runner: str = DEFAULT_RUNNER,
    ) -> tuple[int, ...]:
        """Make the runs so: membership, totals and merges; the ids of the runs, in order.

        The second of each pair are the totals of the run (columns of `runs`). Runs that lose
        all recordings live on in the one that holds their first recording.
        """
        groups = list(grouped)
        with self.database.write():
            self._leave([member for group, _ in groups for member in group.members])
            made = tuple(self._make(group, totals, runner) for group, totals in groups)
            self._redirect(dict(zip(made, [group.members for group, _ in groups], strict=True)))
        return made

    def replace_run_problems(
        self, run_id: int, problems: Iterable[Problem], runner: str = DEFAULT_RUNNER
    ) -> None:
        """Keep what is wrong with a run as it is now made."""
        rows = [
            {
                "runner": runner,
                "run_id": run_id,
                "source": problem.source,
                "place": problem.place,
                "message": problem.message,
                "fatal": int(problem.fatal),
            }
            for problem in problems
        ]
        with self.database.write():
            self.database.run(delete(t.PROBLEMS).where(t.PROBLEMS.c.run_id == run_id))
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
        parquet = self._contents(select(t.RECORDINGS.c.samples))
        originals = self._contents(select(t.ORIGINALS.c.sha256))
        return self.files.sweep(parquet, originals)

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

    def _contents(self, statement: Any) -> Collection[str]:  # noqa: ANN401 (a SELECT of one text)
        return {row[0] for row in self.database.rows(statement) if row[0] is not None}

    def _leave(self, recordings: list[int]) -> None:
        self.database.run(
            delete(t.RUN_RECORDINGS).where(t.RUN_RECORDINGS.c.recording_id.in_(recordings))
        )

    def _make(self, group: Grouped, totals: Mapping[str, object], runner: str) -> int:
        values = dict(totals) | {"sport": group.sport.value, "merged_into": None}
        run_id = group.run_id
        if run_id is None:
            values |= {"runner": runner, "created_at": datetime.now(tz=UTC).isoformat()}
            run_id = self.database.run(insert(t.RUNS), values)
        else:
            self.database.run(update(t.RUNS).where(t.RUNS.c.id == run_id).values(**values))
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
                for member in group.members
            ],
        )
        began = update(t.RECORDINGS).where(t.RECORDINGS.c.id.in_(group.members))
        if group.run_id is not None:  # a recording keeps the run it began with, for a later split
            began = began.where(t.RECORDINGS.c.first_run_id.is_(None))
        self.database.run(began.values(first_run_id=run_id))
        return run_id

    def _redirect(self, made: Mapping[int, tuple[int, ...]]) -> None:
        """Send runs without recordings to the run that holds the recording they began with."""
        members = [member for group in made.values() for member in group]
        by_recording = {member: run_id for run_id, group in made.items() for member in group}
        rows = self.database.rows(
            select(t.RECORDINGS.c.id, t.RECORDINGS.c.first_run_id)
            .where(t.RECORDINGS.c.id.in_(members))
            .order_by(t.RECORDINGS.c.id)
        )
        for row in rows:
            target = by_recording[row.id]
            if row.first_run_id not in made:
                self.database.run(
                    update(t.RUNS).where(t.RUNS.c.id == row.first_run_id).values(merged_into=target)
                )
