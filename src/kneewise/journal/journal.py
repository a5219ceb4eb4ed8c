"""The journal's questions and what may be told to it; each is one use case in a file beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from kneewise.model.advice import Clearing, Screening, SymptomAnswer
from kneewise.model.diary import Episode, LogEntry, RunReport, Side, Site, Window
from kneewise.model.problem import Problem
from kneewise.model.ranking import Ranking
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact
from kneewise.model.sport import Sport
from kneewise.store.home import Store

if TYPE_CHECKING:
    import polars as pl

    from kneewise.care.crosstraining import CrossTraining
    from kneewise.care.outlook import Outlook
    from kneewise.care.relief import IceAnswer
    from kneewise.care.today import ReturnAnswer, TodayAnswer
    from kneewise.journal.answers import CauseInfo, Rated, RunDetail, RunLine, ShoeLine, Status
    from kneewise.journal.asking_why import OnProgress
    from kneewise.journal.checking import Check
    from kneewise.journal.diary_import import DiaryImported
    from kneewise.journal.explaining import StudyInfo
    from kneewise.journal.importing import ImportProgress, ImportSummary
    from kneewise.journal.relieving import GelUsed, Relief


@dataclass(frozen=True, slots=True)
class Journal:
    """One runner's journal over one home; close it, or use it as a context manager."""

    store: Store
    runner: str = "me"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the home."""
        self.store.close()

    # What is asked

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

    def log_entries(self) -> tuple[LogEntry, ...]:
        """Every log line, oldest first."""
        return self.store.diary.log(self.runner)

    def log_lines(self) -> tuple[tuple[int, LogEntry], ...]:
        """Every log line with its number, oldest first."""
        return self.store.diary.log_lines(self.runner)

    def remove_log(self, number: int) -> LogEntry:
        """Take a line of the log back. Raises NotFoundError."""
        from kneewise.journal.noting import remove_log

        return remove_log(self.store, number, self.runner)

    def profile(self) -> tuple[RunnerFact, ...]:
        """Every fact about the runner, in the order they were said."""
        return self.store.facts.profile(self.runner).facts

    def problems(self) -> tuple[Problem, ...]:
        """Everything that was wrong with files and runs."""
        return self.store.problems.all(self.runner)

    def check(self) -> Check:
        """The symptom check: red flags, gates, open questions; see `journal/checking.py`."""
        from kneewise.journal.checking import check

        return check(self.store, self.runner)

    def screening(self, at: datetime | None = None) -> Screening:
        """What the symptom check and the profile gates say; every other rule asks it first."""
        from kneewise.journal.checking import screening

        return screening(self.store, self.runner, at)

    def today(self, at: datetime | None = None) -> TodayAnswer:
        """The light, how far to run, what to do now; see `care/today`."""
        from kneewise.journal.today import today

        return today(self.store, self.runner, at)

    def return_plan(self, at: datetime | None = None) -> ReturnAnswer:
        """Entry test, step of the ladder, order of what comes back."""
        from kneewise.journal.returning import return_plan

        return return_plan(self.store, self.runner, at)

    def relief(self, answers: Mapping[str, str] | None = None) -> Relief:
        """Ice and gels, gels after the answers to their questions. Raises UsageError."""
        from kneewise.journal.relieving import relief

        return relief(self.store, answers or {}, self.screening(), self.runner)

    def ice(self, minutes: float, answers: Mapping[str, str] | None = None) -> IceAnswer:
        """Whether ice may be used now for so many minutes. Raises UsageError."""
        from kneewise.journal.relieving import ice

        return ice(self.store, answers or {}, minutes, self.screening(), self.runner)

    def crosstraining(
        self,
        answers: Mapping[str, str] | None = None,
        *,
        sites: Iterable[Site] = (),
        allowed: Iterable[str] = (),
    ) -> CrossTraining:
        """What may be done instead of running; see `journal/crosstraining.py`. UsageError."""
        from kneewise.journal.crosstraining import crosstraining

        screening, said = self.screening(), answers or {}
        return crosstraining(self.store, said, screening, self.runner, sites=sites, allowed=allowed)

    def outlook(
        self, answers: Mapping[str, str] | None = None, *, side: Side | None = None
    ) -> Outlook:
        """How long until pain-free, with a relapse watch after. Raises UsageError."""
        from kneewise.journal.outlook import outlook

        return outlook(self.store, answers or {}, self.screening(), self.runner, side=side)

    # As frames, for those who check our numbers

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

    # What is told

    def import_paths(
        self,
        paths: Iterable[Path],
        on_progress: Callable[[ImportProgress], None] | None = None,
    ) -> ImportSummary:
        """Bring in files, folders and zips; see `journal/importing.py`."""
        from kneewise.journal.importing import import_paths

        return import_paths(self.store, list(paths), on_progress=on_progress, runner=self.runner)

    def import_diary(self, path: Path) -> DiaryImported:
        """A diary from CSV files; see `journal/diary_import.py`."""
        from kneewise.journal.diary_import import import_diary

        return import_diary(self.store, path, self.runner)

    def rate(  # noqa: PLR0913 - one argument a thing that may be said
        self,
        value: int,
        *,
        run: str | int | None = None,
        side: Side | None = None,
        site: Site | None = None,
        window: Window | None = None,
        day: date | None = None,
        at: datetime | None = None,
    ) -> Rated:
        """Rate a knee 0-10; see `journal/rating.py`."""
        from kneewise.journal.rating import Rating, rate

        said = str(run) if run is not None else None
        rating = Rating(value=value, run=said, side=side, site=site, window=window, day=day)
        return rate(self.store, rating, self.runner, at)

    def report(self, run: str | int, **said: float | bool | None) -> RunReport:
        """Tell more of a run: the fields of `RunReport`. Raises NotFoundError, UsageError."""
        from kneewise.journal.noting import report

        told = RunReport(run_id=0, runner=self.runner, **said)  # type: ignore[arg-type]
        return report(self.store, str(run), told, self.runner)

    def start_episode(self, began_on: date, side: Side, site: Site | None = None) -> Episode:
        """It began that day. Raises UsageError."""
        from kneewise.journal.noting import start_episode

        return start_episode(self.store, began_on, side, site, self.runner)

    def end_episode(self, ended_on: date, number: int | None = None) -> Episode:
        """It was over that day. Raises NotFoundError, UsageError."""
        from kneewise.journal.noting import end_episode

        return end_episode(self.store, ended_on, number, self.runner)

    def log(
        self,
        kind: str,
        value: float | None = None,
        *,
        day: date | None = None,
        run: str | None = None,
        note: str | None = None,
    ) -> LogEntry:
        """Note anything else; see `LOG_KINDS`."""
        from kneewise.journal.noting import log, log_entry

        return log(self.store, log_entry(kind, value, day, note, self.runner), run)

    def iced(self, minutes: float) -> LogEntry:
        """Note minutes of ice that end now."""
        from kneewise.journal.relieving import iced

        return iced(self.store, minutes, self.runner)

    def used_gel(self, name: str, grams: float, *, day: date | None = None) -> GelUsed:
        """Note a gel and count its days. Raises UsageError."""
        from kneewise.journal.relieving import used

        return used(self.store, name, grams, day, self.runner)

    def set_fact(self, key: str, value: str, valid_from: date | None = None) -> None:
        """Say a fact about the runner; see `PROFILE_KEYS`. Raises UsageError."""
        from kneewise.journal.noting import set_fact

        set_fact(self.store, key, value, valid_from, self.runner)

    def add_shoe(self, name: str, **said: float | str | date | None) -> Shoe:
        """A new pair, or more said of the one of that name. Raises UsageError."""
        from kneewise.journal.shoes import add_shoe

        return add_shoe(self.store, name, self.runner, **said)

    def wear(self, shoe: str, run: str | int = "latest") -> Run:
        """Say in which pair a run was. Raises NotFoundError."""
        from kneewise.journal.shoes import wear

        return wear(self.store, shoe, str(run), self.runner)

    def edit_run(
        self,
        run: str | int,
        *,
        sport: Sport | None = None,
        km: float | None = None,
        name: str | None = None,
    ) -> Run:
        """Put something right. Raises NotFoundError, UsageError."""
        from kneewise.journal.editing import edit_run

        return edit_run(self.store, str(run), self.runner, sport=sport, km=km, name=name)

    def name_unknown(self, sport: Sport) -> int:
        """Say what the activities were of which nobody says it; how many there were."""
        from kneewise.journal.editing import name_unknown

        return name_unknown(self.store, sport, self.runner)

    def delete_run(self, run: str | int) -> Run:
        """Leave a run out of everything; its original stays. Raises NotFoundError."""
        from kneewise.journal.editing import delete_run

        return delete_run(self.store, str(run), self.runner)

    def restore_run(self, run: str | int) -> Run:
        """Bring a run back that was left out. Raises NotFoundError, UsageError."""
        from kneewise.journal.editing import restore_run

        return restore_run(self.store, str(run), self.runner)

    def split_run(self, run: str | int) -> tuple[Run, ...]:
        """Separate the recordings merged into a run; they stay apart. Raises NotFoundError."""
        from kneewise.journal.editing import split_run

        return split_run(self.store, str(run), self.runner)

    def answer_symptoms(
        self, said: Mapping[str, object], side: Side | None = None, at: datetime | None = None
    ) -> tuple[SymptomAnswer, ...]:
        """Keep answers of the symptom check, None for "don't know". Raises UsageError."""
        from kneewise.journal.checking import answer_symptoms

        return answer_symptoms(self.store, said, side, self.runner, at)

    def forget_symptom(self, key: str) -> None:
        """Delete the answers to one sensitive question for good. Raises UsageError."""
        from kneewise.journal.checking import forget_answers

        forget_answers(self.store, key, self.runner)

    def clear_flag(
        self,
        flag: str,
        *,
        on: date,
        profession: str,
        excluded: str,
        sign_absent: bool,
        side: Side | None = None,
    ) -> Clearing:
        """Log that a red flag was seen and cleared. Raises UsageError, NotFoundError."""
        from kneewise.journal.checking import clear_flag

        said = (flag, on, profession, excluded, sign_absent, datetime.now(UTC), side)
        return clear_flag(self.store, Clearing(*said, runner=self.runner), self.runner)

    # Out and back in

    def backup(self, file: Path, *, force: bool = False) -> Path:
        """Everything in one file; `force` replaces an older one. Raises StoreError, UsageError."""
        from kneewise.journal.keeping import backup

        return backup(self.store, file, force=force)

    def export(self, folder: Path, format_: str = "csv") -> tuple[Path, ...]:
        """Everything as tables (csv, parquet or json); the files written. Raises StoreError."""
        from kneewise.journal.keeping import export

        return export(self.store, folder, format_)
