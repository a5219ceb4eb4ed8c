"""What the journal answers, beside the types the rooms pass on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport, Side, Site, Window
from kneewise.model.dynamics import Dynamics
from kneewise.model.effect import Interval
from kneewise.model.exposure import Known
from kneewise.model.history import KneeLoad
from kneewise.model.problem import Problem
from kneewise.model.run import Run, Shoe
from kneewise.model.sport import Sport


@dataclass(frozen=True, slots=True)
class Status:
    """What the journal holds and what it still lacks. Counts; `problems` are unread files' too."""

    home: str
    activities: int
    runs: int
    other_activities: int
    rated_runs: int
    painful_runs: int
    problems: int
    first_day: date | None
    last_day: date | None
    open_episodes: tuple[Episode, ...]
    unrated_recent: tuple[UnratedRun, ...]
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnratedRun:
    """A run nobody rated, as a runner knows it again: its local day and km (None: unknown)."""

    id: int
    day: date
    km: float | None


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in a list: km, minutes, easy kilometres of knee load, worst rating a side."""

    id: int
    day: date
    start: datetime
    sport: Sport
    name: str | None
    km: float | None
    minutes: float | None
    knee_load_km: Interval | None
    pain: dict[Side, int]
    shoe: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """One suspected cause in one run: its value there, and where that stands in the own past.

    `said` is the value in words, None where nothing is known; `percentile` the share of earlier
    runs below it, 0-100, None for yes/no values and short pasts.
    """

    cause: str
    name: str
    label: str
    value: float | None
    unit: str
    known: Known
    said: str | None
    percentile: float | None


@dataclass(frozen=True, slots=True)
class RunDetail:
    """One run in full.

    `altitude_source` is what climb and descent rest on (`model.profile.ALTITUDE_SOURCES`);
    `climb_said` says so in words, with whose elevation data it is and what can't be measured, and
    stands wherever they are shown. Empty where neither is known. `ground_from` says whose the map
    is that its ground was read from, None where none was, and must be shown with it.
    """

    run: Run
    load: KneeLoad | None
    shoe: Shoe | None
    ascent_m: float | None
    descent_m: float | None
    altitude_source: str | None
    climb_said: tuple[str, ...]
    cadence_spm: float | None
    heart_rate_bpm: float | None
    walk_km: float | None
    ratings: tuple[PainEntry, ...]
    report: RunReport | None
    exposures: tuple[Measured, ...]
    recordings: tuple[str, ...]
    problems: tuple[Problem, ...]
    dynamics: Dynamics | None = None
    ground_from: str | None = None


@dataclass(frozen=True, slots=True)
class ShoeLine:
    """One pair: km known here (with what it had before), runs, first and last day, cushioning.

    `cushioning_left` is a share of new, 0–1, for EVA foam; None where the foam is unknown to
    the curve or the kilometres are.
    """

    shoe: Shoe
    km: float | None
    runs: int
    first_day: date | None
    last_day: date | None
    cushioning_left: float | None


@dataclass(frozen=True, slots=True)
class ShoeStory:
    """A pair in full. `age_days` since it was bought, else since its first run known here.

    `cushioning` is the share of new that may be left, 0–1, for EVA (low: machine, middle and high:
    worn shoes); None where the foam or its kilometres are unknown. `novel` says whether a run in
    it today would count as one in new shoes, None where nobody knows if it was new.
    """

    line: ShoeLine
    age_days: int | None
    cushioning: Interval | None
    novel: bool | None


@dataclass(frozen=True, slots=True)
class CauseInfo:
    """One suspected cause: what is measured, from what, the prior, what a diary can teach."""

    name: str
    label: str
    what: str
    measured: str
    kind: str
    timing: str
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    unit: str
    prior: Interval
    learnable: bool
    why_not: str | None
    lever: str | None
    evidence: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rated:
    """What a rating did: the entries written, and what would be worth telling next."""

    entries: tuple[PainEntry, ...]
    run: Run | None
    said: str
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KneeMeant:
    """The knee and place a rating most likely speaks of; no side is both, no site not said."""

    side: Side | None
    site: Site | None


@dataclass(frozen=True, slots=True)
class BothRated:
    """One number above 0 that was given for both knees, and when: it may have meant one.

    `run_id` is the run it speaks of, None for a day.
    """

    value: int
    given_at: datetime
    run_id: int | None


@dataclass(frozen=True, slots=True)
class EpisodeOffer:
    """Two of the last three rated runs hurt that knee: was it the beginning of a trouble?

    `began_on` is the day of the first of the `painful` ones, offered, never set by itself.
    """

    side: Side
    began_on: date
    painful: int


@dataclass(frozen=True, slots=True)
class RatedWindow:
    """The ratings of both knees in one window; None where a knee was not rated."""

    window: Window
    left: PainEntry | None
    right: PainEntry | None


@dataclass(frozen=True, slots=True)
class DiaryRun:
    """A run in the diary: km, its ratings in all windows, and what was said of it beside."""

    id: int
    day: date
    km: float | None
    ratings: tuple[RatedWindow, ...]
    report: RunReport | None


@dataclass(frozen=True, slots=True)
class LogLine:
    """A line of the log with its number; `stays` where it can't be taken back."""

    number: int
    entry: LogEntry
    stays: bool


@dataclass(frozen=True, slots=True)
class DiaryDay:
    """Everything told of one local day; runs without a rating stand there too."""

    day: date
    runs: tuple[DiaryRun, ...]
    ratings: tuple[RatedWindow, ...]
    log: tuple[LogLine, ...]
    began: tuple[Episode, ...]
    ended: tuple[Episode, ...]


@dataclass(frozen=True, slots=True)
class DiaryLeaf:
    """Some days of the diary, the latest first; `earlier` is the next older day, None at its end.

    `recent` are the latest runs, the latest first, as a rating may name them; `latest_hours` is
    how long ago the latest one ended.
    """

    days: tuple[DiaryDay, ...]
    earlier: date | None
    offers: tuple[EpisodeOffer, ...]
    episodes: tuple[Episode, ...]
    recent: tuple[DiaryRun, ...]
    latest_hours: float | None
