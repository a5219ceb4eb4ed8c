"""A simulated runner: what was done, what was said of it, and the truth behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerFact
from kneewise.model.sport import Sport

STEPS: Mapping[str, str] = {
    "session_spike": "1 when planned km > 1.10 x the longest of 30 days outside painful times",
    "return_after_break": "1 in the 21 days after a break of at least 10 days",
    "weekly_jump": "1 when 7 days with this run hold > 1.30 x the km of the 7 days before",
    "intensity": "per own SD of the share of the run that is hard",
    "descent": "per own SD of planned metres of descent, from the own median",
    "step_length": "per +5 % against the own curve",
    "cadence_fade": "per own SD of the fall in cadence from start to end",
    "left_right_balance": "per own SD of the distance of ground contact balance from 50 %",
    "short_recovery": "1 when less than 24 h after the last run",
    "novel_shoe": "1 on the first 3 runs of a pair, at most 14 days after its first",
    "shoe_km": "per 300 km on the pair, from 300 km",
    "shoe_stiffness": "1 in a hard midsole, a half in a medium one",
    "shoe_type": "1 in another type than road",
    "cold_start": "1 when a hard session begins without a warm-up",
    "stretching": "1 when stretched statically before the run",
    "soreness_strength": "1 with soreness >= 4 or leg strength work within 48 h",
    "sleep_stress": "1 after < 6 h of sleep or on a day of stress >= 7",
    "other_sports": "per hour of other sports in 7 days",
}
"""The causes a runner may be given, under the names of their files in `causes/`, and one step
of each as the truth means it."""

DEMO_CAUSES: Mapping[str, float] = {"session_spike": 3.2, "descent": 2.2}
"""The truth of the demo, as relative risk of P(pain >= 3) per step (our choice: large enough
that two years can show it, FRANDSEN2025 puts a spike at 1.5 to 2.3)."""


DEMO_SEED = 48
"""A runner chosen because both causes of the demo show: 294 runs, three clear episodes, the last
begun by a downhill spike. Of the runners 1 to 12 all let the descent be named, two the spike too:
two years are often too little for it, and the demo must not be taken for the usual case."""


class RunKind(StrEnum):
    """What a run was meant to be."""

    EASY = "easy"
    RECOVERY = "recovery"
    LONG = "long"
    TEMPO = "tempo"
    INTERVALS = "intervals"


@dataclass(frozen=True, slots=True)
class Gait:
    """How the runner moved on one day, apart from pace.

    `step_ln` is ln(step length / own curve), `fade_spm` the fall in cadence from start to end,
    `balance_percent` the share of ground contact on the left foot.
    """

    step_ln: float = 0.0
    fade_spm: float = 0.0
    balance_percent: float = 50.0


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity that happened: `km` is what was done, `planned_km` what had been planned.

    `start` is aware UTC on a whole second. `kind` is None for other sports, whose `minutes`
    stand instead. `pain_km` is where in the run a strong pain began (it changes the gait).
    """

    id: int
    start: datetime
    utc_offset_s: int
    sport: Sport
    place: str
    km: float
    kind: RunKind | None = None
    planned_km: float | None = None
    minutes: float | None = None
    shoe_id: int | None = None
    speed_m_s: float = 2.9
    cold_start: bool = False
    gait: Gait = field(default_factory=Gait)
    temperature_c: float = 12.0
    has_heart_rate: bool = True
    pain_km: float | None = None
    name: str = ""
    note: str = ""
    private_note: str = ""

    @property
    def local_start(self) -> datetime:
        """The start on the runner's wall clock, without a zone."""
        return (self.start + timedelta(seconds=self.utc_offset_s)).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """The local date on which it began."""
        return self.local_start.date()

    def as_run(self) -> Run:
        """The same as the journal would know it; totals are the plan's, not a watch's."""
        moving_s = self.km * 1000 / self.speed_m_s if self.minutes is None else self.minutes * 60
        return Run(
            id=self.id,
            started_at=self.start,
            utc_offset_s=self.utc_offset_s,
            sport=self.sport,
            elapsed_s=moving_s,
            moving_s=moving_s,
            distance_m=self.km * 1000,
            name=self.name,
            note=self.note or None,
            shoe_id=self.shoe_id,
        )


@dataclass(frozen=True, slots=True)
class Truth:
    """What really stood behind the pain of the left knee.

    `causes` holds for every name of `STEPS` the relative risk of P(pain >= 3) per step at the
    reference level, averaged over this runner's runs (1.0: no effect); `log_odds` the
    coefficients that made the pain. `exposures` has one row a run in the steps of `STEPS` (0
    is the reference), `probability` its chance of pain >= 3, `pain` what was drawn, also
    for runs never rated; all keyed by activity id. `onsets` are the local days on which the
    episodes began, `index_run` the id of the run with which the last of them began.
    """

    causes: Mapping[str, float]
    log_odds: Mapping[str, float]
    baseline_risk: float
    exposures: Mapping[int, Mapping[str, float]]
    probability: Mapping[int, float]
    pain: Mapping[int, int]
    onsets: tuple[date, ...]
    index_run: int | None
    index_run_start: datetime | None

    @property
    def true_causes(self) -> tuple[str, ...]:
        """The names with an effect, largest first."""
        real = [name for name, beta in self.log_odds.items() if beta != 0.0]
        return tuple(sorted(real, key=lambda name: -self.causes[name]))


@dataclass(frozen=True, slots=True)
class SimulatedRunner:
    """Everything of one simulated runner; `run_id` in the diary is the activity's id.

    `activities` stand in time order. The same seed and options give the same runner.
    """

    seed: int
    first_day: date
    last_day: date
    zone: str
    activities: tuple[Activity, ...]
    shoes: tuple[Shoe, ...]
    diary: tuple[PainEntry, ...]
    reports: tuple[RunReport, ...]
    log: tuple[LogEntry, ...]
    episodes: tuple[Episode, ...]
    facts: tuple[RunnerFact, ...]
    truth: Truth

    @property
    def days(self) -> int:
        """How many days it covers."""
        return (self.last_day - self.first_day).days + 1

    @property
    def runs(self) -> tuple[Activity, ...]:
        """The running activities, in time order."""
        return tuple(activity for activity in self.activities if activity.sport.is_run)
