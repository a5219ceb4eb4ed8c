"""Everything told beside ratings: reports of runs, episodes, the log, facts about the runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time

from kneewise.journal.clock import local_day, local_now
from kneewise.journal.days import lived, not_too_long_ago
from kneewise.journal.fact_values import check_value
from kneewise.journal.finding import find_run
from kneewise.model.diary import (
    LOG_AHEAD,
    LOG_KINDS,
    LOG_LIMITS,
    LOG_SIGNS,
    Episode,
    LogEntry,
    RunReport,
    Side,
    Site,
)
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.quantity import Distance
from kneewise.model.runner import PROFILE_KEYS, RunnerFact
from kneewise.model.words import Said
from kneewise.store.home import Store


def report(store: Store, run: str, said: RunReport, runner: str) -> RunReport:
    """Lay what was said over what is known of the run; what was not said stays.

    Raises NotFoundError, UsageError for a negative distance.
    """
    found = find_run(store, run, runner)
    for name in ("pain_began_km", "planned_km", "planned_descent_m"):
        value = getattr(said, name)
        if value is not None and not 0 <= value < 100_000:
            raise UsageError(f"{name.replace('_', ' ')} can't be {value:g}.")
    km = found.distance_m / 1000 if found.distance_m is not None else None
    if said.pain_began_km is not None and km is not None and said.pain_began_km > 1.1 * km:
        began, whole = Distance(said.pain_began_km), Distance(km)
        template = "Pain can't have begun at {began} of {whole}."
        raise UsageError(Said.of(template, began=began, whole=whole))
    known = {
        name: value
        for name in said.__dataclass_fields__
        if name not in {"run_id", "runner"} and (value := getattr(said, name)) is not None
    }
    told = replace(store.diary.report(found.id, runner), **known)
    store.diary.set_report(told)
    return told


def start_episode(
    store: Store, began_on: date, side: Side, site: Site | None, runner: str
) -> Episode:
    """It began that day. Raises UsageError for a day to come or when one is open already."""
    lived(began_on, local_day(store, runner))
    for episode in store.diary.episodes(runner):
        if episode.side is side and episode.ended_on is None and episode.began_on <= began_on:
            template = (
                "The episode of the {side} knee from {began} is still open; end it first: kneewise "
                f"episode end {began_on} --number {episode.id}"
            )
            raise UsageError(Said.of(template, side=side, began=episode.began_on))
    return store.diary.open_episode(side, began_on, site, runner)


def end_episode(store: Store, ended_on: date, number: int | None, runner: str) -> Episode:
    """It was over that day; what may be run counts it from the day it is told, if that is later.

    Raises NotFoundError, UsageError.
    """
    known = store.diary.episodes(runner)
    fitting = [e for e in known if (e.ended_on is None if number is None else e.id == number)]
    if not fitting:
        raise NotFoundError("There is no such episode; `kneewise episode list` shows them.")
    if len(fitting) > 1:
        raise UsageError("More than one is open; say which: --number (kneewise episode list).")
    if ended_on < fitting[0].began_on:
        raise UsageError(Said.of("It can't end before it began ({day}).", day=fitting[0].began_on))
    told = fitting[0].end_told_at
    if ended_on != fitting[0].ended_on:
        told = max(datetime.now(UTC), told) if told is not None else datetime.now(UTC)
    ended = replace(fitting[0], ended_on=ended_on, end_told_at=told)
    store.diary.change_episode(ended)
    return ended


def log(store: Store, entry: LogEntry, run: str | None) -> LogEntry:
    """Put one line in the log. Raises NotFoundError."""
    if run is not None:
        found = find_run(store, run, entry.runner)
        entry = replace(entry, run_id=found.id, day=found.day)
    store.diary.add_log([entry])
    return entry


def log_day(
    store: Store,
    said: Mapping[str, tuple[float | None, str | None]],
    day: date | None,
    run: str | None,
    runner: str,
) -> tuple[LogEntry, ...]:
    """Several lines of one day, (value, note) by kind; all of them or, where one is none, none.

    Raises UsageError where nothing was said or a value can't be, NotFoundError.
    """
    if not said:
        raise UsageError("Nothing was filled in, so nothing is noted.")
    now = local_now(store, runner)
    entries = [
        log_entry(kind, value, day, note, runner, now) for kind, (value, note) in said.items()
    ]
    if run is not None:
        found = find_run(store, run, runner)
        entries = [replace(entry, run_id=found.id, day=found.day) for entry in entries]
    store.diary.add_log(entries)
    return tuple(entries)


def log_entry(
    kind: str,
    value: float | None,
    day: date | None,
    note: str | None,
    runner: str,
    now: datetime,
) -> LogEntry:
    """A log line of now, or of another day at its noon; `now` is in the runner's zone.

    A yes-or-no kind without a value is a yes. Raises UsageError for a kind that nobody reads, a
    value that can't be, or a day to come.
    """
    value = _log_value(kind, value)
    if day is not None and day > now.date() and kind not in LOG_AHEAD:
        raise UsageError(Said.of("{day} is still to come.", day=day))
    if day is not None:
        not_too_long_ago(day)
    if day is None or day == now.date():
        day = now.date()
        at = now.astimezone(UTC)
    else:
        at = datetime.combine(day, time(12), tzinfo=now.tzinfo).astimezone(UTC)
    unit = LOG_KINDS.get(kind)
    return LogEntry(kind=kind, at=at, day=day, value=value, unit=unit, note=note, runner=runner)


def _log_value(kind: str, value: float | None) -> float:
    if kind not in LOG_KINDS:
        raise UsageError(f"{kind!r} is not logged; what is: {', '.join(LOG_KINDS)}.")
    low, high = LOG_LIMITS.get(kind, (0, 1))
    if value is None and kind not in LOG_LIMITS:
        return 1.0
    if value is None or not low <= value <= high:
        raise UsageError(f"{kind} is a number from {low} to {high} ({LOG_KINDS[kind]}).")
    return value


def remove_log(store: Store, number: int, runner: str) -> LogEntry:
    """Take a line of the log back, by its number. Raises NotFoundError, UsageError for a sign."""
    for line_id, entry in store.diary.log_lines(runner):
        if line_id == number:
            if entry.kind in LOG_SIGNS:
                raise UsageError(
                    f"{entry.kind.replace('_', ' ').capitalize()} stays in the log: what speaks "
                    "against running is not taken back; the check says how it is cleared."
                )
            store.diary.remove_log(number, runner)
            return entry
    raise NotFoundError(f"There is no log line {number}; `kneewise log` lists them.")


def set_fact(store: Store, key: str, value: str, valid_from: date | None, runner: str) -> None:
    """Say a fact about the runner. Raises UsageError for an unknown key or an unfit value."""
    if key not in PROFILE_KEYS:
        raise UsageError(f"{key!r} is not asked; what is: {', '.join(PROFILE_KEYS)}.")
    now = datetime.now(UTC)
    check_value(key, value, local_now(store, runner, now).date())
    if valid_from is not None:
        not_too_long_ago(valid_from)
    store.facts.add(
        RunnerFact(
            key=key,
            value=value,
            valid_from=valid_from if valid_from is not None else date(1900, 1, 1),
            asked_at=now,
            runner=runner,
        )
    )
    if key == "home_zone":
        from kneewise.journal.importing_hints import resettle_zone

        resettle_zone(store, runner)
