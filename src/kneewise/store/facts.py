"""Facts about the runner: appended, each valid from a day, deletable alone."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from sqlalchemy import delete, insert, select

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.runner import RunnerFact, RunnerProfile
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class FactRows:
    """What is known of the runner."""

    database: Database

    def add(self, fact: RunnerFact) -> None:
        """Put a fact down; an earlier one of the same key stays for the days before."""
        row = asdict(fact) | {
            "valid_from": fact.valid_from.isoformat(),
            "asked_at": fact.asked_at.astimezone(UTC).isoformat(),
        }
        with self.database.write():
            self.database.run(insert(t.FACTS), row)

    def profile(self, runner: str = DEFAULT_RUNNER) -> RunnerProfile:
        """All facts, in the order they were asked."""
        rows = self.database.rows(
            select(t.FACTS).where(t.FACTS.c.runner == runner).order_by(t.FACTS.c.id)
        )
        return RunnerProfile(
            facts=tuple(
                RunnerFact(
                    key=row.key,
                    value=row.value,
                    valid_from=date.fromisoformat(row.valid_from),
                    asked_at=datetime.fromisoformat(row.asked_at),
                    source=row.source,
                    runner=row.runner,
                )
                for row in rows
            )
        )

    def forget(self, key: str, runner: str = DEFAULT_RUNNER) -> None:
        """Delete everything of one key for good."""
        with self.database.write():
            self.database.run(
                delete(t.FACTS).where(t.FACTS.c.runner == runner, t.FACTS.c.key == key)
            )
