"""One SQLite connection: transactions that begin at once, faults said in a sentence."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Executable, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from kneewise.model.errors import KneewiseError, NotFoundError, StoreBusyError, StoreError
from kneewise.store.memory import Memory

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

Value = TypeVar("Value")

SCHEMA = "0006"
"""The newest migration; alembic is imported only where a database says otherwise."""

BUSY_S = 10
"""How long to wait for another process (DECISIONS.md, Store)."""


@dataclass(slots=True)
class Database:
    """The database of a home, or an empty one in memory where there is none to read."""

    path: Path | None
    connection: Connection
    writable: bool
    memory: Memory = field(default_factory=Memory)
    _depth: int = field(default=0)
    _moment: bool = field(default=False)

    def rows(self, statement: Executable, **values: object) -> Sequence[Row[Any]]:
        """All rows of a SELECT."""
        with self._said():
            return self.connection.execute(statement, values).all()

    def stamp(self, rests_on: Iterable[str], runner: str) -> tuple[int, ...]:
        """How often each table changed for a runner, with the home's own number first."""
        with self._said():
            found = self.connection.exec_driver_sql(
                "SELECT name, n FROM stamps WHERE runner IN (?, '')", (runner,)
            ).all()
        counts = {row[0]: int(row[1]) for row in found}
        return (counts.get("home", 0), *(counts.get(table, 0) for table in rests_on))

    def remembered(
        self,
        name: Hashable,
        rests_on: Iterable[str],
        runner: str,
        make: Callable[[], Value],
        also: Hashable = None,
    ) -> Value:
        """What `make` works out from these tables and `also`, once while none of them changes.

        The stamp is taken before, so what is kept is never older than it says. Within a
        transaction nothing is kept: it may still be taken back.
        """
        if self._depth:
            return make()
        state = (self.stamp(rests_on, runner), also)
        return self.memory.get((name, runner), state, make)

    def known(
        self, name: Hashable, rests_on: Iterable[str], runner: str, also: Hashable = None
    ) -> object | None:
        """What was remembered where it still holds, else None; nothing is worked out."""
        if self._depth:
            return None
        return self.memory.known((name, runner), (self.stamp(rests_on, runner), also))

    def run(
        self,
        statement: Executable,
        values: Mapping[str, object] | Sequence[Mapping[str, object]] = (),
    ) -> int:
        """Carry out a statement inside `write()`; the id of the row put in, 0 where none was."""
        if not self._depth:
            msg = "a statement that writes stands inside write()"
            raise AssertionError(msg)
        if not isinstance(values, Mapping) and not values:
            values = {}
        with self._said():
            result = self.connection.execute(statement, values)
            return int(getattr(result, "lastrowid", 0) or 0) if result.context.isinsert else 0

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """All that is read inside is of one state, whatever others write meanwhile.

        A change made inside is made on the newest state, and ends it: what is read after the
        change is of the state then.
        """
        if self._depth or self._moment:
            yield
            return
        with self._said():
            self.connection.exec_driver_sql("BEGIN")
        self._moment = True
        try:
            yield
        finally:
            self.end_moment()

    def end_moment(self) -> None:
        """What is read from now on is of the newest state; nothing where no moment is held."""
        if self._moment:
            self._moment = False
            self._rollback()

    @contextmanager
    def write(self) -> Iterator[None]:
        """One transaction; a nested one joins the outer. Left by an exception, nothing stays."""
        if not self.writable:
            raise StoreError(
                f"{self._name} can only be read: the folder is read-only, full or not yours. "
                "Nothing was changed."
            )
        if self._depth:
            yield
            return
        self.end_moment()  # a state that is read from can't be changed once others changed it
        with self._said():
            self.connection.exec_driver_sql("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
            with self._said():
                self.connection.exec_driver_sql("COMMIT")
        except BaseException:
            self._rollback()
            raise
        finally:
            self._depth -= 1

    def version(self) -> str | None:
        """The migration the database stands at; None before the first."""
        with self._said():
            found = self.connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).scalar_one()
            if not found:
                return None
            return self.connection.exec_driver_sql(
                "SELECT version_num FROM alembic_version"
            ).scalar_one_or_none()

    def copy_to(self, target: Path) -> None:
        """A consistent copy by SQLite's backup, while others may go on writing."""
        raw = self.connection.connection.driver_connection
        if not isinstance(raw, sqlite3.Connection):
            raise StoreError("Only a SQLite database can be copied.")
        with self._said():
            copy = sqlite3.connect(target)
            try:
                raw.backup(copy)
            finally:
                copy.close()

    def check(self) -> None:
        """Raises StoreError where SQLite finds the file damaged."""
        with self._said():
            found = self.connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        if list(found) != ["ok"]:
            raise StoreError(f"{self._name} is damaged ({found[0]}). Restore your last backup.")

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()
        self.connection.engine.dispose()

    @property
    def _name(self) -> str:
        return str(self.path) if self.path else "The database in memory"

    def _rollback(self) -> None:
        if self.connection.invalidated:  # interrupted in a statement: SQLAlchemy has closed it
            return
        raw = self.connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
            raw.rollback()

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            said = _sentence(error.orig, self._name)
            if said is None:
                raise
            raise said from error
        except sqlite3.Error as error:
            said = _sentence(error, self._name)
            if said is None:
                raise
            raise said from error


def connect(path: Path, *, write: bool, memory: Memory | None = None) -> Database:
    """Open the database at `path`. Raises StoreError, StoreBusyError."""
    database = _connected(path, write=write)
    if memory is not None:
        database.memory = memory
    return database


def _connected(path: Path, *, write: bool) -> Database:
    if write:
        database = _open(path, lambda: sqlite3.connect(path, **_OPTIONS), writable=True)
    elif path.is_file():
        database = _open(path, lambda: _reading(path), writable=False)
    else:
        database = _open(None, lambda: sqlite3.connect(":memory:", **_OPTIONS), writable=False)
    try:
        if write:
            with database._said():  # noqa: SLF001
                database.connection.exec_driver_sql("PRAGMA journal_mode = WAL")
                database.connection.exec_driver_sql("PRAGMA synchronous = FULL")
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    return database


_OPTIONS: dict[str, Any] = {
    "isolation_level": None,
    "timeout": BUSY_S,
    "check_same_thread": False,
}


def _reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, wherever the file lies.

    SQLite wants to put its shared memory beside a database. Where it can't, nobody writes there
    either, and the file is read as it stands; what a killed process left in the write-ahead log
    is taken in by a copy in memory.
    """
    uri = path.absolute().as_uri()
    connection: sqlite3.Connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, **_OPTIONS)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        connection.close()
        if not isinstance(error, sqlite3.OperationalError) or "locked" in str(error):
            raise
        log = path.with_name(path.name + "-wal")
        if log.is_file() and log.stat().st_size:
            return _copied(path, log)
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, **_OPTIONS)
    return connection


def _copied(path: Path, log: Path) -> sqlite3.Connection:
    import shutil
    from tempfile import TemporaryDirectory

    memory: sqlite3.Connection = sqlite3.connect(":memory:", **_OPTIONS)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        for file in (path, log):
            shutil.copyfile(file, copy.with_name(file.name))
        with closing(sqlite3.connect(copy)) as source:
            source.backup(memory)
    return memory


def _open(
    path: Path | None, connector: Callable[[], sqlite3.Connection], *, writable: bool
) -> Database:
    engine = create_engine(
        "sqlite://", creator=connector, poolclass=StaticPool, isolation_level="AUTOCOMMIT"
    )
    try:
        connection = engine.connect()
        database = Database(path=path, connection=connection, writable=writable)
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    except BaseException as error:
        engine.dispose()  # closes the one connection there is
        if not isinstance(error, DBAPIError):
            raise
        said = _sentence(error.orig, str(path))
        raise said or StoreError(f"{path} cannot be opened: {error.orig}.") from error
    return database


def _bring_up_to_date(database: Database) -> None:
    version = database.version()
    if version == SCHEMA:
        return
    if version is not None and version > SCHEMA:
        raise StoreError(
            f"{database._name} was written by a newer kneewise (schema {version}; this one "  # noqa: SLF001
            f"knows {SCHEMA}). Update kneewise; nothing was changed."
        )
    if database.path is not None and not database.writable:
        raise StoreError(
            f"{database.path} was written by an older kneewise and has to be brought up to date "
            "first: run any command that writes, for example `kneewise import`."
        )
    writable, database.writable = database.writable, True
    try:
        with database.write():
            _step_up(database)
    finally:
        database.writable = writable


def _step_up(database: Database) -> None:
    version = database.version()  # once more: another process may have been faster
    if version is None:
        from kneewise.store.migrations.anew import make_anew

        make_anew(database.connection)
    elif version != SCHEMA:
        from kneewise.store.migrations.upgrade import upgrade

        upgrade(database.connection)


def _sentence(error: BaseException | None, name: str) -> KneewiseError | None:
    text = str(error)
    if "FOREIGN KEY" in text:
        return NotFoundError("The run or shoe that is named does not exist; nothing was changed.")
    if "disk is full" in text or "disk I/O error" in text:
        return StoreError(
            f"{name} could not be written: the disk is full or fails ({text}). "
            "Free some space and repeat; what was kept before is whole."
        )
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return StoreError(
            f"{name} cannot be opened for writing: the folder is read-only or not yours. "
            "Nothing was changed."
        )
    if "locked" in text or "busy" in text:
        return StoreBusyError(
            f"{name} is being written by another process for more than {BUSY_S} s. "
            "Wait for it to end and repeat."
        )
    if "not a database" in text or "malformed" in text:
        return StoreError(f"{name} is damaged ({text}). Restore your last backup.")
    return None


def now() -> str:
    """This moment as it is stored."""
    return datetime.now(tz=UTC).isoformat()


def to_json(value: object) -> str:
    """JSON as it is stored: compact, keys as they came."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
