"""One runner's past, as causes and the analysis see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kneewise.model.diary import Episode, LogEntry, PainEntry, RunReport
from kneewise.model.effect import Interval
from kneewise.model.ground import RunGround
from kneewise.model.measure import Measure
from kneewise.model.profile import RunProfile
from kneewise.model.run import Run, Shoe
from kneewise.model.runner import RunnerProfile


@dataclass(frozen=True, slots=True)
class KneeLoad:
    """Knee load of one run in easy kilometres (knee-km), each with its interval.

    `cumulative` is b = 1, `damage` b = 4; `damage_band` spans b in {1, 2, 4, 9}. One easy
    kilometre is 1 km at 3.0 m/s, level, at the runner's own usual step length. None where
    distance or time is unknown. `assumed` says in words which inputs were integrated out.
    """

    cumulative: Interval | None
    damage: Interval | None
    damage_band: Interval | None
    peak_relative: Interval | None
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Everything known of one runner, each tuple in time order.

    `runs` are running activities that are not deleted; `others` every other activity.
    `profiles`, `loads`, `ground` and `reports` are keyed by run id and may lack a run.
    """

    runs: tuple[Run, ...]
    others: tuple[Run, ...] = ()
    profiles: Mapping[int, RunProfile] = field(default_factory=dict)
    loads: Mapping[int, KneeLoad] = field(default_factory=dict)
    ground: Mapping[int, RunGround] = field(default_factory=dict)
    diary: tuple[PainEntry, ...] = ()
    reports: Mapping[int, RunReport] = field(default_factory=dict)
    episodes: tuple[Episode, ...] = ()
    shoes: Mapping[int, Shoe] = field(default_factory=dict)
    log: tuple[LogEntry, ...] = ()
    runner: RunnerProfile = field(default_factory=RunnerProfile)
    measures: tuple[Measure, ...] = ()
