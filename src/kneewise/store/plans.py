"""Goals and what a calendar was told: a goal is ended, never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from kneewise.model.plan import Goal, SentSession
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What the runner wants, and the sessions that went out."""

    database: Database

    def set_goal(self, goal: Goal) -> Goal:
        """Put a goal down; the one before ends at that moment. The goal with its id."""
        with self.database.write():
            self.end_goal(goal.entered_at, goal.runner)
            row = asdict(goal)
            row.pop("id")
            row["race_on"] = None if goal.race_on is None else goal.race_on.isoformat()
            row["entered_at"] = _utc(goal.entered_at)
            number = self.database.run(insert(t.GOALS), row)
            return replace(goal, id=number)

    def end_goal(self, at: datetime, runner: str = DEFAULT_RUNNER) -> None:
        """End the goal in force; nothing where there is none."""
        table = t.GOALS
        with self.database.write():
            self.database.run(
                update(table)
                .where(table.c.runner == runner, table.c.ended_at.is_(None))
                .values(ended_at=_utc(at))
            )

    def goals(self, runner: str = DEFAULT_RUNNER) -> tuple[Goal, ...]:
        """Every goal, oldest first; the one in force is the one that has not ended."""
        table = t.GOALS
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.id)
        )
        return tuple(
            Goal(
                id=row.id,
                km=row.km,
                days=row.days,
                entered_at=datetime.fromisoformat(row.entered_at),
                race_on=None if row.race_on is None else date.fromisoformat(row.race_on),
                ended_at=None if row.ended_at is None else datetime.fromisoformat(row.ended_at),
                runner=row.runner,
            )
            for row in rows
        )

    def keep_sent(self, sessions: Iterable[SentSession]) -> None:
        """Remember what a calendar was told; an earlier word on the same uid is replaced."""
        table = t.SENT_SESSIONS
        with self.database.write():
            for session in sessions:
                row = asdict(session)
                row["day"] = session.day.isoformat()
                row["sent_at"] = _utc(session.sent_at)
                cancelled = session.cancelled_at
                row["cancelled_at"] = None if cancelled is None else _utc(cancelled)
                self.database.run(
                    upsert(table)
                    .values(row)
                    .on_conflict_do_update(index_elements=["runner", "uid"], set_=row)
                )

    def sent(self, runner: str = DEFAULT_RUNNER) -> tuple[SentSession, ...]:
        """Everything a calendar was told, by day."""
        table = t.SENT_SESSIONS
        rows = self.database.rows(
            select(table).where(table.c.runner == runner).order_by(table.c.day, table.c.uid)
        )
        return tuple(
            SentSession(
                uid=row.uid,
                day=date.fromisoformat(row.day),
                sequence=row.sequence,
                content=row.content,
                sent_at=datetime.fromisoformat(row.sent_at),
                cancelled_at=None
                if row.cancelled_at is None
                else datetime.fromisoformat(row.cancelled_at),
                runner=row.runner,
            )
            for row in rows
        )


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
