"""Trials: the design is drawn once and never changed; a trial is ended, not deleted."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from kneewise.model.diary import Side
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.trial import Trial, TrialDesign
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class TrialRows:
    """Every trial that was begun."""

    database: Database

    def add(self, trial: Trial) -> Trial:
        """Put a trial down; the trial with its id."""
        row: dict[str, Any] = asdict(trial)
        row.pop("id")
        row["design"] = json.dumps(row["design"])
        row["began_on"] = trial.began_on.isoformat()
        row["ended_on"] = None if trial.ended_on is None else trial.ended_on.isoformat()
        row["entered_at"] = trial.entered_at.astimezone(UTC).isoformat()
        with self.database.write():
            number = self.database.run(insert(t.TRIALS), row)
        return replace(trial, id=number)

    def end(self, number: int, on: date, why: str, runner: str = DEFAULT_RUNNER) -> None:
        """End one; nothing where it has ended."""
        table = t.TRIALS
        with self.database.write():
            self.database.run(
                update(table)
                .where(table.c.runner == runner, table.c.id == number, table.c.ended_on.is_(None))
                .values(ended_on=on.isoformat(), ended_why=why)
            )

    def all(self, runner: str = DEFAULT_RUNNER) -> tuple[Trial, ...]:
        """Every trial, oldest first."""
        table = t.TRIALS
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.id)
        )
        return tuple(
            Trial(
                id=row.id,
                lever=row.lever,
                side=Side(row.side),
                design=_design(json.loads(row.design)),
                began_on=date.fromisoformat(row.began_on),
                entered_at=datetime.fromisoformat(row.entered_at),
                ended_on=None if row.ended_on is None else date.fromisoformat(row.ended_on),
                ended_why=row.ended_why,
                runner=row.runner,
            )
            for row in rows
        )


def _design(raw: dict[str, Any]) -> TrialDesign:
    option = tuple((str(key), str(value)) for key, value in raw["option"])
    return TrialDesign(**(raw | {"arms": tuple(raw["arms"]), "option": option}))
