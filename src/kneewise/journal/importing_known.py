"""What is said again of files that were seen before: refused ones, and runs that were left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kneewise.model.problem import Problem

if TYPE_CHECKING:
    from kneewise.store.home import Store


@dataclass(slots=True)
class SeenBefore:
    """The files of this import that the home knows already, by sha256, under today's names."""

    store: Store
    runner: str
    seen: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)

    def put(self, sha256: str, source: str, *, kept: bool) -> None:
        """Note one of them."""
        (self.seen if kept else self.refused).setdefault(sha256, source)

    def problems(self) -> tuple[Problem, ...]:
        """Why the refused ones are refused still, and which runs the runner left out."""
        return (*self._refused(), *self._left_out())

    @property
    def left_out(self) -> int:
        """How many files belong to runs that the runner deleted."""
        return len(self._deleted().keys() & self.seen.keys())

    def _refused(self) -> Iterable[Problem]:
        if not self.refused:
            return
        for sha256, problem in self.store.problems.of_files(self.refused, self.runner):
            yield Problem(self.refused[sha256], problem.place, problem.message, fatal=problem.fatal)

    def _left_out(self) -> Iterable[Problem]:
        deleted = self._deleted()
        for sha256, source in self.seen.items():
            if sha256 in deleted:
                run = deleted[sha256]
                yield Problem(
                    source,
                    f"run {run}",
                    "was left out by you and stays so; "
                    f"`kneewise runs restore {run}` brings it back.",
                )

    def _deleted(self) -> Mapping[str, int]:
        return self.store.runs.deleted_originals(self.runner) if self.seen else {}
