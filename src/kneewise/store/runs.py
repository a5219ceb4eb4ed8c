"""Runs with the runner's edits laid over what the watch said, and the recordings they hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.run import DEFAULT_RUNNER, Run
from kneewise.model.sport import Sport
from kneewise.store import tables as t
from kneewise.store.database import Database, now, to_json
from kneewise.store.kept import EDIT_FIELDS, Edit, KeptRecording
from kneewise.store.recordings import kept_recording

if TYPE_CHECKING:
    from kneewise.model.recording import Samples
    from kneewise.store.files import Files


@dataclass(frozen=True, slots=True)
class RunRows:
    """The runs of a home. A run that was merged into another answers under either id."""

    database: Database
    files: Files

    def all(self, runner: str = DEFAULT_RUNNER) -> tuple[Run, ...]:
        """Every activity in time order, edits laid over; deleted ones are there and flagged."""
        return self.database.remembered(
            "runs", ("runs", "edits"), runner, lambda: self._all(runner)
        )

    def _all(self, runner: str) -> tuple[Run, ...]:
        rows = self.database.rows(select(t.RUNS).where(t.RUNS.c.runner == runner))
        aliases = {row.id: row.merged_into for row in rows if row.merged_into is not None}
        overlay = self._overlay(runner, aliases)
        runs = [
            _laid_over(_run(row), overlay.get(row.id, {}))
            for row in rows
            if row.merged_into is None
        ]
        return tuple(sorted(runs, key=lambda run: (run.started_at, run.id)))

    def get(self, run_id: int, runner: str = DEFAULT_RUNNER) -> Run:
        """One run. Raises NotFoundError."""
        wanted = self.resolve(run_id, runner)
        for run in self.all(runner):
            if run.id == wanted:
                return run
        raise NotFoundError(f"There is no run {run_id}; `kneewise runs` lists them.")

    def resolve(self, run_id: int, runner: str = DEFAULT_RUNNER) -> int:
        """The id under which a run lives on after merges; the same id where it was not merged."""
        aliases = self.aliases(runner)
        seen: set[int] = set()
        while run_id in aliases and run_id not in seen:
            seen.add(run_id)
            run_id = aliases[run_id]
        return run_id

    def aliases(self, runner: str = DEFAULT_RUNNER) -> Mapping[int, int]:
        """Runs that were merged, and the run each lives on in (never itself merged)."""
        rows = self.database.rows(
            select(t.RUNS.c.id, t.RUNS.c.merged_into).where(
                t.RUNS.c.runner == runner, t.RUNS.c.merged_into.is_not(None)
            )
        )
        return {row.id: row.merged_into for row in rows}

    def recordings(self, run_id: int, runner: str = DEFAULT_RUNNER) -> tuple[KeptRecording, ...]:
        """The recordings a run holds, the main one first. Raises NotFoundError."""
        wanted = self.resolve(run_id, runner)
        found = [
            kept for kept in self.all_recordings(runner, run_id=wanted) if kept.run_id == wanted
        ]
        if not found:
            raise NotFoundError(f"There is no run {run_id}; `kneewise runs` lists them.")
        return tuple(sorted(found, key=lambda kept: (not kept.main, kept.attached, kept.id)))

    def all_recordings(
        self, runner: str = DEFAULT_RUNNER, *, run_id: int | None = None, main_only: bool = False
    ) -> tuple[KeptRecording, ...]:
        """Every recording (of one run, or the main ones alone), in the order they came in."""
        statement = (
            select(
                t.RECORDINGS,
                t.RUN_RECORDINGS.c.run_id,
                t.RUN_RECORDINGS.c.main,
                t.RUN_RECORDINGS.c.attached,
            )
            .select_from(
                t.RECORDINGS.outerjoin(
                    t.RUN_RECORDINGS, t.RUN_RECORDINGS.c.recording_id == t.RECORDINGS.c.id
                )
            )
            .where(t.RECORDINGS.c.runner == runner)
            .order_by(t.RECORDINGS.c.id)
        )
        if run_id is not None:
            statement = statement.where(t.RUN_RECORDINGS.c.run_id == run_id)
        if main_only:
            statement = statement.where(t.RUN_RECORDINGS.c.main == 1)
        return tuple(kept_recording(row) for row in self.database.rows(statement))

    def main_contents(self, runner: str = DEFAULT_RUNNER) -> Mapping[int, tuple[int, str | None]]:
        """By run id: the id of its main recording, and the content hash of its samples."""
        rows = self.database.rows(
            select(t.RUN_RECORDINGS.c.run_id, t.RECORDINGS.c.id, t.RECORDINGS.c.samples)
            .join(t.RECORDINGS, t.RECORDINGS.c.id == t.RUN_RECORDINGS.c.recording_id)
            .where(t.RUN_RECORDINGS.c.runner == runner, t.RUN_RECORDINGS.c.main == 1)
        )
        return {row.run_id: (row.id, row.samples) for row in rows}

    def samples(self, run_id: int, runner: str = DEFAULT_RUNNER) -> Samples:
        """The samples of a run's main recording; empty where it has none.

        Raises NotFoundError, and StoreError where the file is gone or damaged.
        """
        return self.recording_samples(self.recordings(run_id, runner)[0])

    def recording_samples(self, recording: KeptRecording) -> Samples:
        """The samples of one recording; empty where it has none."""
        return self.files.samples(recording.samples)

    def set_edit(
        self, run_id: int, field: str, value: object, runner: str = DEFAULT_RUNNER
    ) -> None:
        """Put one thing of a run right (`EDIT_FIELDS`); None says "none", e.g. no shoe.

        `sport` takes a Sport, `started_at` an aware datetime, `deleted` a bool. Appended, never
        overwritten. Raises UsageError for a field that can't be edited, NotFoundError.
        """
        self._put_edit(run_id, field, _to_stored(field, value), cleared=False, runner=runner)

    def clear_edit(self, run_id: int, field: str, runner: str = DEFAULT_RUNNER) -> None:
        """Take the edits of one field back: what the watch said is in force again."""
        self._put_edit(run_id, field, None, cleared=True, runner=runner)

    def edits(self, run_id: int, runner: str = DEFAULT_RUNNER) -> tuple[Edit, ...]:
        """Everything that was put right of a run, oldest first."""
        wanted = self.resolve(run_id, runner)
        return tuple(edit for edit in self.all_edits(runner) if edit.run_id == wanted)

    def all_edits(self, runner: str = DEFAULT_RUNNER) -> tuple[Edit, ...]:
        """Everything that was put right, oldest first; runs by the id they live on under."""
        aliases = self.aliases(runner)
        rows = self.database.rows(
            select(t.EDITS).where(t.EDITS.c.runner == runner).order_by(t.EDITS.c.id)
        )
        return tuple(
            Edit(
                run_id=aliases.get(row.run_id, row.run_id),
                field=row.field,
                value=_from_stored(row.field, row.value),
                entered_at=datetime.fromisoformat(row.entered_at),
                cleared=bool(row.cleared),
            )
            for row in rows
        )

    def deleted_originals(self, runner: str = DEFAULT_RUNNER) -> Mapping[str, int]:
        """The files (sha256) of deleted runs, each with the run's id.

        `clear_edit(run_id, "deleted")` brings such a run back.
        """
        said = select(t.EDITS.c.id).where(t.EDITS.c.runner == runner, t.EDITS.c.field == "deleted")
        if not self.database.rows(said.limit(1)):
            return {}
        deleted = {run.id for run in self.all(runner) if run.deleted}
        rows = self.database.rows(
            select(t.RECORDINGS.c.sha256, t.RUN_RECORDINGS.c.run_id)
            .join(t.RUN_RECORDINGS, t.RUN_RECORDINGS.c.recording_id == t.RECORDINGS.c.id)
            .where(t.RECORDINGS.c.runner == runner)
        )
        return {row.sha256: row.run_id for row in rows if row.run_id in deleted}

    def _put_edit(
        self, run_id: int, field: str, value: object, *, cleared: bool, runner: str
    ) -> None:
        if field not in EDIT_FIELDS:
            raise UsageError(f"{field!r} can't be edited; what can: {', '.join(EDIT_FIELDS)}.")
        wanted = self.get(run_id, runner).id
        with self.database.write():
            self.database.run(
                insert(t.EDITS),
                {
                    "runner": runner,
                    "run_id": wanted,
                    "field": field,
                    "value": None if cleared else to_json(value),
                    "cleared": int(cleared),
                    "entered_at": now(),
                },
            )

    def _overlay(self, runner: str, aliases: Mapping[int, int]) -> dict[int, dict[str, Any]]:
        """The edits in force by run; what was deleted before a merge does not delete the rest."""
        rows = self.database.rows(
            select(t.EDITS).where(t.EDITS.c.runner == runner).order_by(t.EDITS.c.id)
        )
        overlay: dict[int, dict[str, Any]] = {}
        for row in rows:
            if row.run_id in aliases and row.field == "deleted":
                continue
            fields = overlay.setdefault(aliases.get(row.run_id, row.run_id), {})
            if row.cleared:
                fields.pop(row.field, None)
            else:
                fields[row.field] = _from_stored(row.field, row.value)
        return overlay


def _run(row: Any) -> Run:  # noqa: ANN401 (a row of SQLAlchemy)
    return Run(
        id=row.id,
        started_at=datetime.fromisoformat(row.started_at),
        utc_offset_s=row.utc_offset_s,
        sport=Sport(row.sport),
        elapsed_s=row.elapsed_s,
        moving_s=row.moving_s,
        distance_m=row.distance_m,
        name=row.name,
        note=row.note,
        shoe_id=row.shoe_id,
        runner=row.runner,
    )


def _laid_over(run: Run, fields: Mapping[str, Any]) -> Run:
    return replace(run, **fields) if fields else run


def _to_stored(field: str, value: object) -> object:
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise UsageError("A start needs its time zone.")
        return value.astimezone(UTC).isoformat()
    if field == "sport" and value is not None:
        return Sport(str(value)).value
    if field == "deleted":
        return bool(value)
    if field in {"sport", "started_at"} and value is None:
        raise UsageError(f"The {field} of a run can't be nothing.")
    return value


def _from_stored(field: str, text: str | None) -> Any:  # noqa: ANN401 (the type is the field's)
    value = None if text is None else json.loads(text)
    if value is None:
        return None
    if field == "started_at":
        return datetime.fromisoformat(value)
    if field == "sport":
        return Sport(value)
    return value
