"""What was wrong with the runner's files and runs, kept until it is put right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select

from kneewise.model.problem import Problem
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class ProblemRows:
    """Problems of files (by import) and of runs (by run id)."""

    database: Database

    def all(self, runner: str = DEFAULT_RUNNER) -> tuple[Problem, ...]:
        """Every problem, in the order it was found."""
        return self._select(runner)

    def of_run(self, run_id: int, runner: str = DEFAULT_RUNNER) -> tuple[Problem, ...]:
        """What is wrong with one run, and with the files it came from."""
        hashes = (
            select(t.RECORDINGS.c.sha256)
            .join(t.RUN_RECORDINGS, t.RUN_RECORDINGS.c.recording_id == t.RECORDINGS.c.id)
            .where(t.RUN_RECORDINGS.c.run_id == run_id)
        )
        return self._select(
            runner, (t.PROBLEMS.c.run_id == run_id) | t.PROBLEMS.c.sha256.in_(hashes)
        )

    def of_files(
        self, hashes: Collection[str], runner: str = DEFAULT_RUNNER
    ) -> tuple[tuple[str, Problem], ...]:
        """What is wrong with these files (sha256), each problem with its file."""
        rows = self.database.rows(
            select(t.PROBLEMS)
            .where(t.PROBLEMS.c.runner == runner, t.PROBLEMS.c.sha256.is_not(None))
            .order_by(t.PROBLEMS.c.id)
        )
        return tuple((row.sha256, _problem(row)) for row in rows if row.sha256 in hashes)

    def add(
        self,
        problems: Iterable[Problem],
        *,
        sha256: str | None = None,
        run_id: int | None = None,
        import_id: int | None = None,
        runner: str = DEFAULT_RUNNER,
    ) -> None:
        """Keep problems of a file or a run."""
        rows = [
            {
                "runner": runner,
                "sha256": sha256,
                "run_id": run_id,
                "source": problem.source,
                "place": problem.place,
                "message": problem.message,
                "fatal": int(problem.fatal),
                "import_id": import_id,
            }
            for problem in problems
        ]
        with self.database.write():
            if rows:
                self.database.run(insert(t.PROBLEMS), rows)

    def replace_unread(
        self,
        seen: Collection[str],
        problems: Iterable[Problem],
        import_id: int | None = None,
        runner: str = DEFAULT_RUNNER,
    ) -> None:
        """Keep which files could not even be opened; `seen` are sources that were looked at again.

        What an earlier import said of those is dropped.
        """
        unread = t.PROBLEMS.c.sha256.is_(None) & t.PROBLEMS.c.run_id.is_(None)
        rows = self.database.rows(
            select(t.PROBLEMS.c.id, t.PROBLEMS.c.source).where(
                unread & (t.PROBLEMS.c.runner == runner)
            )
        )
        new = list(problems)
        again = {problem.source for problem in new}.union(seen)
        gone = [row.id for row in rows if row.source in again]
        if not gone and not new:
            return
        with self.database.write():
            self.database.run(delete(t.PROBLEMS).where(t.PROBLEMS.c.id.in_(gone)))
            self.add(new, import_id=import_id, runner=runner)

    def _select(self, runner: str, condition: object = None) -> tuple[Problem, ...]:
        statement = (
            select(t.PROBLEMS).where(t.PROBLEMS.c.runner == runner).order_by(t.PROBLEMS.c.id)
        )
        if condition is not None:
            statement = statement.where(condition)  # type: ignore[arg-type]
        return tuple(_problem(row) for row in self.database.rows(statement))


def _problem(row: Any) -> Problem:  # noqa: ANN401 (a row of SQLAlchemy)
    return Problem(row.source, row.place, row.message, fatal=bool(row.fatal))
