"""Leafing through the diary: some days, the latest first, with everything told of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime

from kneewise.journal.answers import DiaryDay, DiaryLeaf, DiaryRun, LogLine, RatedWindow
from kneewise.journal.rating import episode_offers
from kneewise.model.diary import LOG_SIGNS, Episode, PainEntry, Side, Window
from kneewise.model.run import Run
from kneewise.store.home import Store

DAYS = 14
"""Days with something on them that are shown at once, our choice: what a person still recalls."""

RECENT_RUNS = 10
"""Runs a rating may name from a list; older ones are rated on their own page."""


def diary(
    store: Store, runner: str, until: date | None = None, now: datetime | None = None
) -> DiaryLeaf:
    """The latest days up to `until` (None: the last) on which something was told or run."""
    now = now if now is not None else datetime.now(UTC)
    dated = _dated_runs(store, runner)
    episodes = store.diary.episodes(runner)
    every = store.remembered(
        "days of the diary",
        ("runs", "edits", "pain", "log", "episodes"),
        lambda: sorted({day for day, _ in dated} | _told_days(store, runner, episodes)),
        runner,
    )
    known = [day for day in reversed(every) if until is None or day <= until]
    shown = known[:DAYS]
    recent = [run for _, run in dated[-RECENT_RUNS:]]
    wanted = set(shown)
    by_day: dict[date, list[Run]] = defaultdict(list)
    for day, run in dated:
        if day in wanted:
            by_day[day].append(run)
    runs = [*recent, *(run for some in by_day.values() for run in some)]
    told = _Told(store, runner, wanted, {run.id for run in runs}, episodes)
    return DiaryLeaf(
        days=tuple(told.on(day, by_day[day]) for day in shown),
        earlier=known[DAYS] if len(known) > DAYS else None,
        offers=store.remembered(
            "episode offers",
            ("runs", "edits", "pain", "episodes"),
            lambda: episode_offers(store, runner),
            runner,
        ),
        episodes=episodes,
        recent=tuple(told.of(run) for run in reversed(recent)),
        latest_hours=(now - recent[-1].ended_at).total_seconds() / 3600 if recent else None,
    )


def _dated_runs(store: Store, runner: str) -> tuple[tuple[date, Run], ...]:
    """Every run that stands, with its local day, in time order."""
    return store.remembered(
        "dated runs",
        ("runs", "edits"),
        lambda: tuple(
            (run.day, run) for run in store.runs.all(runner) if run.sport.is_run and not run.deleted
        ),
        runner,
    )


def _told_days(store: Store, runner: str, episodes: tuple[Episode, ...]) -> set[date]:
    """Every day on which something beside a run was told."""
    days = {entry.day for entry in store.diary.pain(runner) if entry.run_id is None}
    days |= {line.day for _, line in store.diary.log_lines(runner)}
    days |= {episode.began_on for episode in episodes}
    return days | {episode.ended_on for episode in episodes if episode.ended_on is not None}


def _by_window(entries: Sequence[PainEntry]) -> tuple[RatedWindow, ...]:
    """The windows that were rated, in the order of a day."""
    found = []
    for window in Window:
        sides = {entry.side: entry for entry in entries if entry.window is window}
        if sides:
            found.append(RatedWindow(window, sides.get(Side.LEFT), sides.get(Side.RIGHT)))
    return tuple(found)


class _Told:
    """What was told of some days and runs; ratings of a run stand with the run."""

    def __init__(
        self,
        store: Store,
        runner: str,
        days: set[date],
        runs: set[int],
        episodes: tuple[Episode, ...],
    ) -> None:
        self._episodes = episodes
        self._reports = store.diary.reports(runner)
        self._of_runs: dict[int, list[PainEntry]] = defaultdict(list)
        self._of_days: dict[date, list[PainEntry]] = defaultdict(list)
        for entry in store.diary.pain(runner):
            if entry.run_id is None:
                if entry.day in days:
                    self._of_days[entry.day].append(entry)
            elif entry.run_id in runs:
                self._of_runs[entry.run_id].append(entry)
        self._log: dict[date, list[LogLine]] = defaultdict(list)
        for number, line in store.diary.log_lines(runner):
            if line.day in days:
                self._log[line.day].append(LogLine(number, line, stays=line.kind in LOG_SIGNS))

    def on(self, day: date, runs: list[Run]) -> DiaryDay:
        """One day."""
        return DiaryDay(
            day=day,
            runs=tuple(self.of(run) for run in runs),
            ratings=_by_window(self._of_days.get(day, ())),
            log=tuple(self._log.get(day, ())),
            began=tuple(e for e in self._episodes if e.began_on == day),
            ended=tuple(e for e in self._episodes if e.ended_on == day),
        )

    def of(self, run: Run) -> DiaryRun:
        """One run with what was told of it."""
        return DiaryRun(
            id=run.id,
            day=run.day,
            km=run.distance_m / 1000 if run.distance_m is not None else None,
            ratings=_by_window(self._of_runs.get(run.id, ())),
            report=self._reports.get(run.id),
        )
