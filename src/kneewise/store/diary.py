"""The diary: pain by knee, day and window, reports of runs, episodes, and the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport, Side, Site, Window
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database, now
from kneewise.store.fingerprint import RATED

PainKey = tuple[Side, date, Window, int | None]
_REPORTED = tuple(f.name for f in fields(RunReport) if f.name not in {"run_id", "runner"})
_LOGGED = ("log", "runs")
_REPORTS_REST_ON = ("run_reports", "runs")
_YES_NO = {"shortened", "changed", "painkiller_before", "painkiller_after"}


_SIDES = {side.value: side for side in Side}
_WINDOWS = {window.value: window for window in Window}
_SITES = {site.value: site for site in Site}
"""Looked up, not called: a long diary has tens of thousands of ratings."""


@dataclass(frozen=True, slots=True)
class DiaryRows:
    """What the runner tells. A later rating of the same key replaces; the earlier one is kept."""

    database: Database

    def add_pain(self, entries: Iterable[PainEntry]) -> int:
        """Put ratings down; how many. Raises UsageError for a value outside 0-10."""
        rows = [_pain_row(entry, withdrawn=False) for entry in entries]
        with self.database.write():
            if rows:
                self.database.run(insert(t.PAIN), rows)
        return len(rows)

    def withdraw_pain(self, entry: PainEntry) -> None:
        """Take a rating back: the key is unrated again. The earlier rows stay in the history."""
        row = _pain_row(replace(entry, entered_at=datetime.now(tz=UTC)), withdrawn=True)
        with self.database.write():
            self.database.run(insert(t.PAIN), row)

    def pain(self, runner: str = DEFAULT_RUNNER) -> tuple[PainEntry, ...]:
        """The ratings in force, by day and moment of entry; runs by the id they live on under."""
        return self.database.remembered("pain", RATED, runner, lambda: self._pain(runner))

    def _pain(self, runner: str) -> tuple[PainEntry, ...]:
        latest: dict[PainKey, PainEntry | None] = {}
        for entry, withdrawn in self._ever_rated(runner):
            latest[entry.side, entry.day, entry.window, entry.run_id] = None if withdrawn else entry
        kept = [entry for entry in latest.values() if entry is not None]
        return tuple(sorted(kept, key=lambda entry: (entry.day, entry.entered_at)))

    def pain_history(self, runner: str = DEFAULT_RUNNER) -> tuple[PainEntry, ...]:
        """Every rating ever put down, replaced ones too, in the order of entry."""
        return self.database.remembered(
            "pain history",
            RATED,
            runner,
            lambda: tuple(e for e, withdrawn in self._ever_rated(runner) if not withdrawn),
        )

    def _ever_rated(self, runner: str) -> tuple[tuple[PainEntry, bool], ...]:
        """Every row, with whether it takes a rating back."""
        return self.database.remembered(
            "ever rated", RATED, runner, lambda: tuple(self._pain_rows(runner))
        )

    def last_pain(self, runner: str = DEFAULT_RUNNER) -> tuple[PainEntry, ...]:
        """What was put down last, one entry a knee; none where nothing was."""
        return self.database.remembered("last pain", RATED, runner, lambda: self._last_pain(runner))

    def _last_pain(self, runner: str) -> tuple[PainEntry, ...]:
        last = select(func.max(t.PAIN.c.entered_at)).where(
            t.PAIN.c.runner == runner, t.PAIN.c.withdrawn == 0
        )
        chosen = t.PAIN.c.entered_at == last.scalar_subquery()
        return tuple(e for e, withdrawn in self._pain_rows(runner, chosen) if not withdrawn)

    def set_report(self, report: RunReport) -> None:
        """What is said of one run; replaces what was said before (which is kept)."""
        row = asdict(report) | {"entered_at": now()}
        with self.database.write():
            self.database.run(insert(t.RUN_REPORTS), row)

    def report(self, run_id: int, runner: str = DEFAULT_RUNNER) -> RunReport:
        """What was said of one run; all None where nothing was."""
        return self.reports(runner).get(run_id, RunReport(run_id=run_id, runner=runner))

    def reports(self, runner: str = DEFAULT_RUNNER) -> Mapping[int, RunReport]:
        """What was said, by run. Of merged runs each answer is the latest one that was given."""
        return self.database.remembered(
            "reports", _REPORTS_REST_ON, runner, lambda: self._reports(runner)
        )

    def _reports(self, runner: str) -> Mapping[int, RunReport]:
        by_origin: dict[int, RunReport] = {}
        for report in self._report_rows(runner):
            by_origin.pop(report.run_id, None)
            by_origin[report.run_id] = report
        aliases = self._aliases(runner)
        reports: dict[int, RunReport] = {}
        for origin, report in by_origin.items():
            run_id = aliases.get(origin, origin)
            before = reports.get(run_id, RunReport(run_id=run_id, runner=runner))
            reports[run_id] = replace(before, **_said_of(report))
        return reports

    def report_history(self, runner: str = DEFAULT_RUNNER) -> tuple[RunReport, ...]:
        """Every version of every report, in the order of entry; runs by the id they live on."""
        aliases = self._aliases(runner)
        return tuple(
            replace(report, run_id=aliases[report.run_id]) if report.run_id in aliases else report
            for report in self._report_rows(runner)
        )

    def _report_rows(self, runner: str) -> Iterable[RunReport]:
        statement = (
            select(t.RUN_REPORTS)
            .where(t.RUN_REPORTS.c.runner == runner)
            .order_by(t.RUN_REPORTS.c.id)
        )
        for row in self.database.rows(statement):
            said = {name: getattr(row, name) for name in _REPORTED}
            for name in _YES_NO:
                said[name] = None if said[name] is None else bool(said[name])
            yield RunReport(run_id=row.run_id, runner=runner, **said)

    def open_episode(
        self, side: Side, began_on: date, site: Site | None = None, runner: str = DEFAULT_RUNNER
    ) -> Episode:
        """Note that knee trouble began on a local day."""
        row = {
            "runner": runner,
            "side": side.value,
            "began_on": began_on.isoformat(),
            "ended_on": None,
            "site": None if site is None else site.value,
        }
        with self.database.write():
            made = self.database.run(insert(t.EPISODES), row)
        return Episode(id=made, side=side, began_on=began_on, site=site, runner=runner)

    def change_episode(self, episode: Episode) -> None:
        """Replace what is said of an episode, e.g. its end. Raises NotFoundError."""
        self._episode_exists(episode.id, episode.runner)
        told = episode.end_told_at
        values = {
            "side": episode.side.value,
            "began_on": episode.began_on.isoformat(),
            "ended_on": None if episode.ended_on is None else episode.ended_on.isoformat(),
            "end_told_at": None if told is None else told.astimezone(UTC).isoformat(),
            "site": None if episode.site is None else episode.site.value,
        }
        with self.database.write():
            self.database.run(
                update(t.EPISODES).where(t.EPISODES.c.id == episode.id).values(**values)
            )

    def episodes(self, runner: str = DEFAULT_RUNNER) -> tuple[Episode, ...]:
        """Every episode, oldest first."""
        rows = self.database.rows(
            select(t.EPISODES)
            .where(t.EPISODES.c.runner == runner)
            .order_by(t.EPISODES.c.began_on, t.EPISODES.c.id)
        )
        return tuple(
            Episode(
                id=row.id,
                side=Side(row.side),
                began_on=date.fromisoformat(row.began_on),
                ended_on=None if row.ended_on is None else date.fromisoformat(row.ended_on),
                site=None if row.site is None else Site(row.site),
                runner=row.runner,
                end_told_at=_moment(row.end_told_at),
            )
            for row in rows
        )

    def add_log(self, entries: Iterable[LogEntry]) -> int:
        """Put log lines down; how many."""
        rows = [
            asdict(entry)
            | {"at": entry.at.astimezone(UTC).isoformat(), "day": entry.day.isoformat()}
            for entry in entries
        ]
        with self.database.write():
            if rows:
                self.database.run(insert(t.LOG), rows)
        return len(rows)

    def log(self, runner: str = DEFAULT_RUNNER) -> tuple[LogEntry, ...]:
        """Every log line by day and moment; runs by the id they live on under."""
        return self.database.remembered(
            "log", _LOGGED, runner, lambda: tuple(entry for _, entry in self.log_lines(runner))
        )

    def log_lines(self, runner: str = DEFAULT_RUNNER) -> tuple[tuple[int, LogEntry], ...]:
        """The same with the id of each line, for `remove_log`."""
        return self.database.remembered(
            "log lines", _LOGGED, runner, lambda: self._log_lines(runner)
        )

    def _log_lines(self, runner: str) -> tuple[tuple[int, LogEntry], ...]:
        aliases = self._aliases(runner)
        c = t.LOG.c
        rows: Sequence[Any] = self.database.rows(
            select(c.id, c.kind, c.at, c.day, c.value, c.unit, c.run_id, c.note)
            .where(c.runner == runner)
            .order_by(c.day, c.id)
        )
        return tuple(
            (
                line_id,
                LogEntry(
                    kind=kind,
                    at=datetime.fromisoformat(at),
                    day=date.fromisoformat(day),
                    value=value,
                    unit=unit,
                    run_id=aliases.get(run_id, run_id),
                    note=note,
                    runner=runner,
                ),
            )
            for line_id, kind, at, day, value, unit, run_id, note in rows
        )

    def remove_log(self, line_id: int, runner: str = DEFAULT_RUNNER) -> None:
        """Take a log line back; one that is not there is gone already."""
        with self.database.write():
            self.database.run(delete(t.LOG).where(t.LOG.c.id == line_id, t.LOG.c.runner == runner))

    def _pain_rows(
        self, runner: str, *chosen: ColumnElement[bool]
    ) -> Iterable[tuple[PainEntry, bool]]:
        aliases = self._aliases(runner)
        c = t.PAIN.c
        columns = (c.side, c.day, c.window, c.value, c.entered_at, c.run_id, c.site, c.withdrawn)
        rows: Sequence[Any] = self.database.rows(
            select(*columns).where(c.runner == runner, *chosen).order_by(c.entered_at, c.id)
        )
        for side, day, window, value, entered_at, run_id, site, withdrawn in rows:
            entry = PainEntry(
                side=_SIDES[side],
                day=date.fromisoformat(day),
                window=_WINDOWS[window],
                value=value,
                entered_at=datetime.fromisoformat(entered_at),
                run_id=aliases.get(run_id, run_id),
                site=None if site is None else _SITES[site],
                runner=runner,
            )
            yield entry, bool(withdrawn)

    def _aliases(self, runner: str) -> dict[int | None, int]:
        rows = self.database.rows(
            select(t.RUNS.c.id, t.RUNS.c.merged_into).where(
                t.RUNS.c.runner == runner, t.RUNS.c.merged_into.is_not(None)
            )
        )
        return {row.id: row.merged_into for row in rows}

    def _episode_exists(self, episode_id: int, runner: str) -> None:
        if all(episode.id != episode_id for episode in self.episodes(runner)):
            raise NotFoundError(f"There is no episode {episode_id}.")


def _moment(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def _said_of(report: RunReport) -> dict[str, Any]:
    """What a report says; what it does not say is left out."""
    return {name: value for name in _REPORTED if (value := getattr(report, name)) is not None}


def _pain_row(entry: PainEntry, *, withdrawn: bool) -> dict[str, object]:
    if entry.value is not None and not 0 <= entry.value <= 10:
        raise UsageError(f"Pain is rated from 0 to 10, not {entry.value}.")
    return {
        "runner": entry.runner,
        "side": entry.side.value,
        "day": entry.day.isoformat(),
        "window": entry.window.value,
        "run_id": entry.run_id,
        "value": entry.value,
        "site": None if entry.site is None else entry.site.value,
        "entered_at": entry.entered_at.astimezone(UTC).isoformat(),
        "withdrawn": int(withdrawn),
    }
