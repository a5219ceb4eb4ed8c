"""Outcome scores: appended; the latest of a knee and a day counts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import insert, select

from kneewise.model.diary import Side
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.score import ScoreEntry
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class ScoreRows:
    """Every set of answers."""

    database: Database

    def add(self, entry: ScoreEntry) -> None:
        """Put answers down."""
        row = {
            "runner": entry.runner,
            "side": entry.side.value,
            "day": entry.day.isoformat(),
            "answers": json.dumps(dict(entry.answers)),
            "entered_at": entry.entered_at.astimezone(UTC).isoformat(),
        }
        with self.database.write():
            self.database.run(insert(t.SCORES), row)

    def all(self, runner: str = DEFAULT_RUNNER) -> tuple[ScoreEntry, ...]:
        """The latest answers of each knee and day, by day."""
        table = t.SCORES
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.id)
        )
        latest = {(row.side, row.day): row for row in rows}
        return tuple(
            ScoreEntry(
                side=Side(row.side),
                day=date.fromisoformat(row.day),
                answers=json.loads(row.answers),
                entered_at=datetime.fromisoformat(row.entered_at),
                runner=row.runner,
            )
            for row in sorted(latest.values(), key=lambda row: (row.day, row.side))
        )
