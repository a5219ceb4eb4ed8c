"""The store of one home: rows by what they are about, files, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import Table, func, select

from kneewise.model.errors import StoreError
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import DATABASE_NAME, Write
from kneewise.store import tables as t
from kneewise.store.clips import ClipShelf
from kneewise.store.computed import AnswerRows, FeatureRows
from kneewise.store.database import Database, connect
from kneewise.store.diary import DiaryRows
from kneewise.store.facts import FactRows
from kneewise.store.files import Files
from kneewise.store.fingerprint import fingerprint
from kneewise.store.imports import ImportRows
from kneewise.store.kept import Counts
from kneewise.store.lock import WAIT_S, hold
from kneewise.store.maps import ELEVATION, MapShelf
from kneewise.store.measures import MeasureRows
from kneewise.store.memory import Memory
from kneewise.store.plans import PlanRows
from kneewise.store.problems import ProblemRows
from kneewise.store.runs import RunRows
from kneewise.store.scores import ScoreRows
from kneewise.store.shoes import ShoeRows
from kneewise.store.symptoms import SymptomRows
from kneewise.store.trials import TrialRows

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Store:
    """Everything of a home. Every method takes the runner last and means "me" without one."""

    home: Path
    database: Database
    files: Files
    runs: RunRows
    diary: DiaryRows
    shoes: ShoeRows
    facts: FactRows
    symptoms: SymptomRows
    plans: PlanRows
    trials: TrialRows
    scores: ScoreRows
    measures: MeasureRows
    features: FeatureRows
    answers: AnswerRows
    problems: ProblemRows
    imports: ImportRows
    maps: MapShelf
    elevation: MapShelf
    clips: ClipShelf

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
        """Let go of the database."""
        self.database.close()

    @property
    def writable(self) -> bool:
        """Whether changes can be kept; only reading where not."""
        return self.database.writable

    def remembered(
        self,
        name: Hashable,
        rests_on: Iterable[str],
        make: Callable[[], Value],
        runner: str = DEFAULT_RUNNER,
        *,
        also: Hashable = None,
    ) -> Value:
        """What `make` works out from these tables (by name), once while none of them changes.

        `also` is what else it rests on, a day say. The value must never be changed by whoever
        gets it.
        """
        tables = tuple(rests_on)
        return self.database.remembered(name, tables, runner, make, self._beside(tables, also))

    def known(
        self,
        name: Hashable,
        rests_on: Iterable[str],
        runner: str = DEFAULT_RUNNER,
        *,
        also: Hashable = None,
    ) -> object | None:
        """What was remembered under that name where it still holds, else None; never waits."""
        tables = tuple(rests_on)
        return self.database.known(name, tables, runner, self._beside(tables, also))

    def _beside(self, tables: tuple[str, ...], also: Hashable) -> Hashable:
        """What else it rests on: profiles are features, and hang on the elevation tiles as well.

        A tile that comes or goes is no row of any table until somebody reduces the runs above it.
        """
        tiles = self.elevation.state if "features" in tables else ()
        return (also, tiles) if tiles else also

    def one_moment(self) -> AbstractContextManager[None]:
        """All that is read inside is of one state of the home, whatever others write meanwhile."""
        return self.database.one_moment()

    def transaction(self) -> AbstractContextManager[None]:
        """Several changes as one: all of them stay, or none."""
        return self.database.write()

    def fingerprint(self, runner: str = DEFAULT_RUNNER) -> str:
        """A hash that changes whenever anything an answer follows from does."""
        return fingerprint(self.database, runner)

    @contextmanager
    def lock(self, what: str, wait_s: float = WAIT_S) -> Iterator[None]:
        """Be the only importer; `what` tells others what is done. Raises StoreBusyError.

        What is read inside is of the newest state: whoever held the lock before may have changed
        what a `one_moment` began with.
        """
        with hold(self.home / "lock", what, wait_s):
            self.database.end_moment()
            yield

    def counts(self, runner: str = DEFAULT_RUNNER) -> Counts:
        """How much the home holds, deleted runs left out."""
        activities = [run for run in self.runs.all(runner) if not run.deleted]
        runs = {run.id for run in activities if run.sport.is_run}
        pain = self.diary.pain(runner)
        rated = {entry.run_id for entry in pain if entry.value is not None} & runs
        return Counts(
            originals=self._count(t.ORIGINALS, runner),
            recordings=self._count(t.RECORDINGS, runner),
            activities=len(activities),
            runs=len(runs),
            rated_runs=len(rated),
            shoes=self._count(t.SHOES, runner),
            pain_entries=len(pain),
            episodes=self._count(t.EPISODES, runner),
            log_entries=self._count(t.LOG, runner),
            problems=self._count(t.PROBLEMS, runner),
        )

    def _count(self, table: Table, runner: str) -> int:
        rows = self.database.rows(
            select(func.count()).select_from(table).where(table.c.runner == runner)
        )
        return int(rows[0][0])


def open_home(home: Path, *, write: Write, memory: Memory | None = None) -> Store:
    """See `kneewise.store.open_store`."""
    if home.exists() and not home.is_dir():
        raise StoreError(f"{home} is a file, not a folder; name a folder for the data.")
    if not write:
        return _store(home, connect(home / DATABASE_NAME, write=False, memory=memory))
    try:
        _make(home)
        return _store(home, connect(home / DATABASE_NAME, write=True, memory=memory))
    except StoreError:
        if write != "if possible" or not (home / DATABASE_NAME).is_file():
            raise
        return _store(home, connect(home / DATABASE_NAME, write=False, memory=memory))


def _make(home: Path) -> None:
    if home.is_symlink() and not home.exists():
        raise StoreError(
            f"{home} is a link to {home.readlink()}, which is not there. "
            "Connect the disk it is on, or name another folder."
        )
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{home} cannot be made: {error.strerror}.") from error


def _store(home: Path, database: Database) -> Store:
    files = Files(home)
    return Store(
        home=home,
        database=database,
        files=files,
        runs=RunRows(database, files),
        diary=DiaryRows(database),
        shoes=ShoeRows(database),
        facts=FactRows(database),
        symptoms=SymptomRows(database),
        plans=PlanRows(database),
        trials=TrialRows(database),
        scores=ScoreRows(database),
        measures=MeasureRows(database),
        features=FeatureRows(database),
        answers=AnswerRows(database),
        problems=ProblemRows(database),
        imports=ImportRows(database, files),
        maps=MapShelf(home),
        elevation=MapShelf(home, ELEVATION),
        clips=ClipShelf(home),
    )
