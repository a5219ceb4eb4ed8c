"""Measures of the runner's body: appended, and deletable one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError
from kneewise.model.measure import Measure
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database

if TYPE_CHECKING:
    from sqlalchemy import Row


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """Everything that was measured."""

    database: Database

    def add(self, measures: Iterable[Measure], runner: str = DEFAULT_RUNNER) -> tuple[int, ...]:
        """Put measures down, all or none; their ids in the same order.

        Raises ValueError for a number that is none (what is not known is None).
        """
        rows = [_row(measure, runner) for measure in measures]
        with self.database.write():
            return tuple(self.database.run(insert(t.BODY_MEASURES), row) for row in rows)

    def all(self, runner: str = DEFAULT_RUNNER, kind: str | None = None) -> tuple[Measure, ...]:
        """Every measure, or those of a kind, by day and moment."""
        table = t.BODY_MEASURES
        found = select(table).where(table.c.runner == runner)
        if kind is not None:
            found = found.where(table.c.kind == kind)
        rows = self.database.rows(found.order_by(table.c.day, table.c.at, table.c.id))
        return tuple(_measure(row) for row in rows)

    def remove(self, number: int, runner: str = DEFAULT_RUNNER) -> None:
        """Delete one for good. Raises NotFoundError."""
        table = t.BODY_MEASURES
        mine = (table.c.runner == runner) & (table.c.id == number)
        with self.database.write():
            if not self.database.rows(select(table.c.id).where(mine)):
                raise NotFoundError(f"There is no measure {number}; nothing was deleted.")
            self.database.run(delete(table).where(mine))


def _row(measure: Measure, runner: str) -> dict[str, object]:
    return {
        "runner": runner,
        "kind": measure.kind,
        "name": measure.name,
        "day": measure.day.isoformat(),
        "at": measure.at.astimezone(UTC).isoformat(),
        "side": None if measure.side is None else measure.side.value,
        "measured": json.dumps(dict(measure.values), allow_nan=False),
        "version": measure.version,
    }


def _measure(row: Row[Any]) -> Measure:
    return Measure(
        id=row.id,
        kind=row.kind,
        name=row.name,
        day=date.fromisoformat(row.day),
        at=datetime.fromisoformat(row.at),
        side=None if row.side is None else Side(row.side),
        values=json.loads(row.measured),
        version=row.version,
    )
