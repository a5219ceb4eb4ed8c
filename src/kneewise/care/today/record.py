"""All that the light is read from: what was done and said, edits and deletions included."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.runner import RunnerProfile
from kneewise.model.sport import Sport


@dataclass(frozen=True, slots=True)
class Outing:
    """One activity that may have been a run, with every label and distance it ever had.

    `sports` and `kms` hold what was recorded first and each edit after it, the one in force
    last; `kms` leaves out unknown ones and `km_recorded` says whether the first is the watch's.
    `changed_at` is the last edit of sport, distance or start, or deletion. `moved` marks a run
    whose start was edited: it stands here at both times. Minutes are moving ones: on feet, of them
    running, and the longest stretch of running; None where the watch gave no speed.
    """

    id: int
    started_at: datetime
    ended_at: datetime
    day: date
    sports: tuple[Sport, ...]
    kms: tuple[float, ...] = ()
    km_recorded: bool = True
    changed_at: datetime | None = None
    deleted: bool = False
    moved: bool = False
    minutes: float | None = None
    run_minutes: float | None = None
    longest_run_minutes: float | None = None
    walk_km: float = 0.0
    ascent_m: float | None = None
    descent_m: float | None = None
    fast_minutes: float | None = None
    shoe_id: int | None = None


@dataclass(frozen=True, slots=True)
class CareRecord:
    """One runner's append-only past.

    `outings` hold deleted and relabelled runs too; `ratings` every rating ever put down and
    `standing` those in force now; `reports` every version known, several a run where they
    differ. Runs and ratings of all knees, sites and episodes stand together: the counters
    belong to the runner (SAFETY.md, No gaming).
    """

    outings: tuple[Outing, ...] = ()
    ratings: tuple[PainEntry, ...] = ()
    standing: tuple[PainEntry, ...] = ()
    reports: tuple[RunReport, ...] = ()
    episodes: tuple[Episode, ...] = ()
    log: tuple[LogEntry, ...] = ()
    profile: RunnerProfile = field(default_factory=RunnerProfile)
    runner: str = DEFAULT_RUNNER


def days_ago(today: date, days: int) -> date:
    """The local date so many days before."""
    return today - timedelta(days=days)
