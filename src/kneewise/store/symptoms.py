"""Answers of the symptom check and clearings: appended, never changed; sensitive ones deletable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, insert, select

from kneewise.model.advice import Clearing, SymptomAnswer
from kneewise.model.diary import Side
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class SymptomRows:
    """What was answered in the symptom check, and who cleared which flag."""

    database: Database

    def add_answers(self, answers: Iterable[SymptomAnswer]) -> None:
        """Put answers down; earlier ones of the same question stay beside them."""
        rows = [
            asdict(answer) | {"answered_at": answer.answered_at.astimezone(UTC).isoformat()}
            for answer in answers
        ]
        if rows:
            with self.database.write():
                self.database.run(insert(t.SYMPTOM_ANSWERS), rows)

    def answers(self, runner: str = DEFAULT_RUNNER) -> tuple[SymptomAnswer, ...]:
        """Every answer, in the order they were entered."""
        table = t.SYMPTOM_ANSWERS
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.id)
        )
        return tuple(
            SymptomAnswer(
                key=row.key,
                value=row.value,
                answered_at=datetime.fromisoformat(row.answered_at),
                side=_side(row.side),
                runner=row.runner,
            )
            for row in rows
        )

    def add_clearing(self, clearing: Clearing) -> None:
        """Log who cleared a flag; it is never changed or taken back."""
        row = asdict(clearing)
        row["cleared_on"] = row.pop("on").isoformat()
        row["sign_absent"] = int(clearing.sign_absent)
        row["entered_at"] = clearing.entered_at.astimezone(UTC).isoformat()
        with self.database.write():
            self.database.run(insert(t.CLEARINGS), row)

    def clearings(self, runner: str = DEFAULT_RUNNER) -> tuple[Clearing, ...]:
        """Every clearing, in the order they were entered."""
        table = t.CLEARINGS
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.id)
        )
        return tuple(
            Clearing(
                flag=row.flag,
                on=date.fromisoformat(row.cleared_on),
                profession=row.profession,
                excluded=row.excluded,
                sign_absent=bool(row.sign_absent),
                entered_at=datetime.fromisoformat(row.entered_at),
                side=_side(row.side),
                runner=row.runner,
            )
            for row in rows
        )

    def forget(self, key: str, runner: str = DEFAULT_RUNNER) -> None:
        """Delete every answer to one question for good; the question is open again."""
        table = t.SYMPTOM_ANSWERS
        self.database.connection.exec_driver_sql("PRAGMA secure_delete = ON")
        with self.database.write():
            self.database.run(delete(table).where(table.c.runner == runner, table.c.key == key))

    def leave_no_trace(self) -> None:
        """After a deletion: what was deleted does not lie in the write-ahead log either."""
        self.database.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _side(text: str | None) -> Side | None:
    return None if text is None else Side(text)
