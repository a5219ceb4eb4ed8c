"""A diary from CSV files, as an export writes them: ratings, reports, log, episodes, facts, shoes.

A run is meant by `run_start_utc`, matched to the nearest run within two minutes. Columns are
found by name; unknown ones are left alone; an empty cell is "not said". What can't be read is
returned as a Problem with its line, and the rest comes in, all in one transaction.

A rating that lowers what the diary holds counts from now, whatever moment the file names
(`rating_late.as_of`). What is sore on a day still to come counts as of today, and is a Problem.
"""

from __future__ import annotations

import csv
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kneewise.journal.clock import local_day
from kneewise.journal.days import EARLIEST
from kneewise.journal.fact_values import check_value
from kneewise.journal.rating_late import as_of, slot
from kneewise.model.diary import (
    LOG_SIGNS,
    Episode,
    LogEntry,
    PainEntry,
    RunReport,
    Side,
    Site,
    Window,
)
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.numbers import counted
from kneewise.model.problem import Problem
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact
from kneewise.model.words import say
from kneewise.store.home import Store

NEAR = timedelta(minutes=2)
"""Two clocks of one run (watch and platform) differ by seconds; two runs never by so little."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DiaryImported:
    """How much came in, and the rows that could not be read."""

    ratings: int
    reports: int
    log: int
    episodes: int
    facts: int
    shoes: int
    problems: tuple[Problem, ...]
    said: str


def import_diary(store: Store, path: Path, runner: str) -> DiaryImported:
    """Read the diary files of a folder, or one of them. Raises NotFoundError without any."""
    folder, names = (path, tuple(_READERS)) if path.is_dir() else (path.parent, (path.name,))
    present = [name for name in names if (folder / name).is_file() and name in _READERS]
    if not present:
        raise NotFoundError(f"{path} holds no diary; it takes {', '.join(_READERS)}.")
    reading = _Reading(store, runner)
    with store.transaction():
        for name in present:
            reading.read(folder / name)
    counts = {kind: reading.counts.get(kind, 0) for kind in _KINDS}
    said = {kind: counted(count, *_NAMED[kind]) for kind, count in counts.items()}
    return DiaryImported(
        **counts,
        problems=tuple(reading.problems),
        said=say(_PACKAGE, "diary_imported", **said),
    )


_PACKAGE = "kneewise.journal"
_NAMED = {
    "ratings": ("rating",),
    "reports": ("report",),
    "log": ("log entry", "log entries"),
    "episodes": ("episode",),
    "facts": ("fact",),
    "shoes": ("pair of shoes", "pairs of shoes"),
}
_KINDS = tuple(_NAMED)


class _Reading:
    """One pass over the files of a diary."""

    def __init__(self, store: Store, runner: str) -> None:
        self.store = store
        self.runner = runner
        self.now = datetime.now(UTC)
        self.today = local_day(store, runner, self.now)
        self.place = ("", "")
        self.problems: list[Problem] = []
        self.counts: dict[str, int] = {}
        self._runs: tuple[Run, ...] = tuple(
            run for run in store.runs.all(runner) if not run.deleted
        )
        self._starts: Sequence[datetime] = [run.started_at for run in self._runs]

    def read(self, file: Path) -> None:
        kind, reader = _READERS[file.name]
        found = []
        for line, row in self._rows(file):
            self.place = (file.name, f"line {line}")
            try:
                found.append(reader(self, row))
            except (KeyError, ValueError, UsageError) as error:
                self.problems.append(
                    Problem(file.name, f"line {line}", f"This row was left out: {_reason(error)}.")
                )
        self.counts[kind] = _WRITERS[kind](self, found)

    def _rows(self, file: Path) -> Iterator[tuple[int, Row]]:
        try:
            with file.open(encoding="utf-8-sig", newline="") as handle:
                reader = csv.DictReader(handle, restval="")
                for row in reader:
                    yield reader.line_num, {key: value or "" for key, value in row.items() if key}
        except (UnicodeDecodeError, csv.Error) as error:
            self.problems.append(
                Problem(file.name, "whole file", f"It is no CSV in UTF-8 ({error}).", fatal=True)
            )

    def run_at(self, row: Row) -> Run | None:
        """The run meant by a row; None where it names none. Raises ValueError for an unknown."""
        said = row.get("run_start_utc", "")
        if not said:
            return None
        moment = _moment(said)
        at = bisect_left(self._starts, moment)
        near = [
            run
            for run in self._runs[max(0, at - 1) : at + 1]
            if abs(run.started_at - moment) <= NEAR
        ]
        if not near:
            raise ValueError(f"no run began at {said}; import the runs first")
        return min(near, key=lambda run: abs(run.started_at - moment))

    def rating(self, row: Row) -> PainEntry:
        run = self.run_at(row)
        value = int(row["value"]) if row["value"] else None
        if value is not None and not 0 <= value <= 10:
            raise ValueError(f"{value} is no rating from 0 to 10")
        return PainEntry(
            side=Side(row["side"]),
            day=self.lived(_day(row["day"]), sore=bool(value)),
            window=Window(row["window"]),
            value=value,
            entered_at=min(self.now, _moment(row["entered_at_utc"])),
            run_id=run.id if run is not None else None,
            site=Site(row["site"]) if row.get("site") else None,
            runner=self.runner,
        )

    def lived(self, day: date, *, sore: bool) -> date:
        """The day, today for what is sore on one to come; tomorrow may be another zone's today.

        Raises ValueError for what is not sore then.
        """
        if day <= self.today + timedelta(days=1):
            return day
        if not sore:
            raise ValueError(f"{day} is still to come")
        message = f"{day} is still to come; what is said of it counts as of today."
        self.problems.append(Problem(*self.place, message))
        return self.today

    def sign_day(self, row: Row) -> date:
        """The day of a sign or a painkiller, which is never left out for lying ahead."""
        return self.lived(_day(row["day"]), sore=True)

    def report(self, row: Row) -> RunReport:
        run = self.run_at(row)
        if run is None:
            raise ValueError("it names no run (run_start_utc)")
        return RunReport(
            run_id=run.id,
            pain_began_km=_number(row, "pain_began_km"),
            shortened=_yes(row, "shortened"),
            changed=_yes(row, "changed"),
            planned_km=_number(row, "planned_km"),
            planned_pace_s_per_km=_number(row, "planned_pace_s_per_km"),
            planned_descent_m=_number(row, "planned_descent_m"),
            painkiller_before=_yes(row, "painkiller_before"),
            painkiller_after=_yes(row, "painkiller_after"),
            runner=self.runner,
        )

    def log_entry(self, row: Row) -> LogEntry:
        run = self.run_at(row)
        return LogEntry(
            kind=row["kind"],
            at=_moment(row["at_utc"]),
            day=self.sign_day(row) if row["kind"] in LOG_SIGNS else _day(row["day"]),
            value=_number(row, "value"),
            unit=row.get("unit") or None,
            run_id=run.id if run is not None else None,
            note=row.get("note") or None,
            runner=self.runner,
        )

    def episode(self, row: Row) -> Episode:
        return Episode(
            id=0,
            side=Side(row["side"]),
            began_on=_day(row["began_on"]),
            ended_on=_day(row["ended_on"]) if row.get("ended_on") else None,
            site=Site(row["site"]) if row.get("site") else None,
            runner=self.runner,
            end_told_at=_moment(row["end_told_at_utc"]) if row.get("end_told_at_utc") else None,
        )

    def fact(self, row: Row) -> RunnerFact:
        check_value(row["key"], row["value"], self.today)
        return RunnerFact(
            key=row["key"],
            value=row["value"],
            valid_from=_day(row["valid_from"]),
            asked_at=datetime.now(UTC),
            source="diary file",
            runner=self.runner,
        )

    def shoe(self, row: Row) -> Shoe:
        return Shoe(
            id=0,
            name=row["name"],
            runner=self.runner,
            brand=row.get("brand") or None,
            start_km=_number(row, "start_km"),
            bought_on=_day(row["bought_on"]) if row.get("bought_on") else None,
            midsole=row.get("midsole") or None,
            kind=row.get("kind") or None,
            foam=row.get("foam") or None,
            drop_mm=_number(row, "drop_mm"),
            stack_mm=_number(row, "stack_mm"),
            retired=bool(_yes(row, "retired")),
        )

    def write_ratings(self, entries: Sequence[PainEntry]) -> int:
        there: dict[tuple[object, ...], list[PainEntry]] = {}
        for kept in self.store.diary.pain_history(self.runner):
            there.setdefault(slot(kept), []).append(kept)
        new = []
        for entry in sorted(entries, key=lambda entry: entry.entered_at):
            mine = there.setdefault(slot(entry), [])
            counted = None if _is_there(entry, mine) else as_of(entry, mine, self.now)
            if counted is not None:
                mine.append(entry)  # of one file the moments it names say which came last
                new.append(counted)
        return self.store.diary.add_pain(new)

    def write_reports(self, reports: Sequence[RunReport]) -> int:
        there = self.store.diary.reports(self.runner)
        new = [told for told in reports if there.get(told.run_id) != told]
        for told in new:
            self.store.diary.set_report(told)
        return len(new)

    def write_log(self, entries: Sequence[LogEntry]) -> int:
        there = set(self.store.diary.log(self.runner))
        return self.store.diary.add_log(entry for entry in entries if entry not in there)

    def write_episodes(self, episodes: Sequence[Episode]) -> int:
        there = {(e.side, e.began_on) for e in self.store.diary.episodes(self.runner)}
        new = [e for e in episodes if (e.side, e.began_on) not in there]
        for told in new:
            made = self.store.diary.open_episode(told.side, told.began_on, told.site, self.runner)
            if told.ended_on is not None:
                self.store.diary.change_episode(
                    replace(made, ended_on=told.ended_on, end_told_at=told.end_told_at)
                )
        return len(new)

    def write_facts(self, facts: Sequence[RunnerFact]) -> int:
        there = {
            (f.key, f.value, f.valid_from) for f in self.store.facts.profile(self.runner).facts
        }
        new = [f for f in facts if (f.key, f.value, f.valid_from) not in there]
        for told in new:
            self.store.facts.add(told)
        return len(new)

    def write_shoes(self, shoes: Sequence[Shoe]) -> int:
        for told in shoes:
            there = self.store.shoes.find(told.name, self.runner)
            if there is None:
                self.store.shoes.add(told)
            else:
                self.store.shoes.change(replace(told, id=there.id, name=there.name))
        return len(shoes)


_READERS: Mapping[str, tuple[str, Callable[[_Reading, Row], object]]] = {
    "diary.csv": ("ratings", _Reading.rating),
    "reports.csv": ("reports", _Reading.report),
    "log.csv": ("log", _Reading.log_entry),
    "episodes.csv": ("episodes", _Reading.episode),
    "profile.csv": ("facts", _Reading.fact),
    "shoe_facts.csv": ("shoes", _Reading.shoe),
}
DIARY_FILES = tuple(_READERS)
"""The names of the tables that make a diary."""

_WRITERS: Mapping[str, Callable[..., int]] = {
    "ratings": _Reading.write_ratings,
    "reports": _Reading.write_reports,
    "log": _Reading.write_log,
    "episodes": _Reading.write_episodes,
    "facts": _Reading.write_facts,
    "shoes": _Reading.write_shoes,
}


def _is_there(entry: PainEntry, mine: Sequence[PainEntry]) -> bool:
    """Whether it was put down already, or came in before and counts from then."""
    return any(
        kept == entry or (kept.value == entry.value and kept.entered_at > entry.entered_at)
        for kept in mine
    )


def _moment(said: str) -> datetime:
    moment = datetime.fromisoformat(said)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _day(said: str) -> date:
    day = date.fromisoformat(said)
    if day < EARLIEST:
        raise ValueError(f"{day} is too long ago")
    return day


def _number(row: Row, name: str) -> float | None:
    said = row.get(name, "")
    return float(said) if said else None


def _yes(row: Row, name: str) -> bool | None:
    said = row.get(name, "").strip().lower()
    if not said:
        return None
    if said in {"1", "true", "yes"}:
        return True
    if said in {"0", "false", "no"}:
        return False
    raise ValueError(f"{name} is 1 or 0, not {said!r}")


def _reason(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the column {error.args[0]!r} is missing"
    return str(error).removesuffix(".")
