"""What is asked of the past: runs, causes, why, and the same as frames."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from kneewise.journal.door import Door
from kneewise.model.diary import Episode, LogEntry, PainEntry, Side
from kneewise.model.problem import Problem
from kneewise.model.ranking import Ranking
from kneewise.model.runner import RunnerFact

if TYPE_CHECKING:
    import polars as pl

    from kneewise.journal.answers import CauseInfo, RunDetail, RunLine, ShoeLine, Status
    from kneewise.journal.asking_why import OnProgress
    from kneewise.journal.explaining import StudyInfo


@dataclass(frozen=True, slots=True)
class Asking(Door):
    """What is asked of the past: runs, causes, why, and the same as frames."""

    def status(self) -> Status:
        """What the home holds and what would be worth doing next."""
        from kneewise.journal.looking import status

        return status(self.store, self.runner)

    def why(
        self,
        *,
        side: Side | None = None,
        episode: date | None = None,
        anew: bool = False,
        on_progress: OnProgress | None = None,
    ) -> Ranking:
        """The ranked suspects for a knee and an episode; see `journal/asking_why.py`."""
        from kneewise.journal.asking_why import WhyQuestion, why

        question = WhyQuestion(side=side, episode=episode, anew=anew)
        return why(self.store, question, self.runner, on_progress)

    def runs(self, *, last: int | None = None, others: bool = False) -> tuple[RunLine, ...]:
        """The latest runs, newest first; all with `last` None; other sports with `others`."""
        from kneewise.journal.looking import runs

        return runs(self.store, self.runner, last=last, others=others)

    def run(self, run: str | int = "latest") -> RunDetail:
        """One run in full, by number or "latest". Raises NotFoundError, UsageError."""
        from kneewise.journal.looking import run_detail

        return run_detail(self.store, str(run), self.runner)

    def causes(self, name: str | None = None) -> tuple[CauseInfo, ...]:
        """Every suspected cause, or one. Raises NotFoundError."""
        from kneewise.journal.explaining import causes

        return causes(name)

    def evidence(self, key: str | None = None) -> tuple[StudyInfo, ...]:
        """A study and what rests on it, or all. Raises NotFoundError."""
        from kneewise.journal.explaining import evidence

        return evidence(key)

    def shoes(self) -> tuple[ShoeLine, ...]:
        """Every pair with its kilometres."""
        from kneewise.journal.shoes import shoes

        return shoes(self.store, self.runner)

    def episodes(self) -> tuple[Episode, ...]:
        """Every episode, oldest first."""
        return self.store.diary.episodes(self.runner)

    def last_rating(self) -> tuple[PainEntry, ...]:
        """What was rated last, one entry a knee, whatever day it speaks of."""
        return self.store.diary.last_pain(self.runner)

    def log_entries(self) -> tuple[LogEntry, ...]:
        """Every log line, oldest first."""
        return self.store.diary.log(self.runner)

    def log_lines(self) -> tuple[tuple[int, LogEntry], ...]:
        """Every log line with its number, oldest first."""
        return self.store.diary.log_lines(self.runner)

    def profile(self) -> tuple[RunnerFact, ...]:
        """Every fact about the runner, in the order they were said."""
        return self.store.facts.profile(self.runner).facts

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was wrong with files and runs."""
        return self.store.problems.all(self.runner)

    def runs_frame(self) -> pl.DataFrame:
        """One row a run: totals, knee load with its interval, worst rating a side."""
        from kneewise.journal.frames import runs_frame

        return runs_frame(self.store, self.runner)

    def exposures_frame(self) -> pl.DataFrame:
        """One row a run, one column an exposure; null is unknown."""
        from kneewise.journal.frames import exposures_frame

        return exposures_frame(self.store, self.runner)

    def samples_frame(self, run: str | int = "latest") -> pl.DataFrame:
        """The samples of a run's main recording, units in the names. Raises NotFoundError."""
        from kneewise.journal.frames import samples_frame

        return samples_frame(self.store, str(run), self.runner)
