"""The answer to "why": suspects in order, each with what the research says and what was learnt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.model.diary import Side
from kneewise.model.effect import Interval


class RankingVerdict(StrEnum):
    """What can be said overall."""

    NAMED = "named"
    NO_SIGN = "no_sign"
    CANT_TELL = "cant_tell"


class CauseVerdict(StrEnum):
    """What can be said of one suspect."""

    NAMED = "named"
    SUSPECTED = "suspected"
    NO_SIGN = "no_sign"
    CANT_TELL = "cant_tell"
    GOES_ALONG = "goes_along"
    NOT_SEPARABLE = "not_separable"


@dataclass(frozen=True, slots=True)
class RankedCause:
    """One suspect. `prior` and `effect` are relative risks per step of P(pain >= 3), 90 %.

    `effect`, `probability`, `learnt` and `contribution` are None where unknown. `probability`
    is P(RR > 1.2); `learnt` 0-1 the share of the answer that came from this runner's diary;
    `contribution` the Shapley share at the index run. `seen` is what was measured at the index
    run in words, `percentile` where that stands in the runner's own runs, `absolute_risk` the
    chance of a painful run without and with one step. `inseparable_from` names the causes it
    always comes with. `held_back` says in words why it is not named, where it nearly was.
    `prior_inner` and `effect_inner` are the 50 % intervals of `prior` and `effect`.
    """

    name: str
    label: str
    verdict: CauseVerdict
    unit: str
    prior: Interval
    effect: Interval | None
    probability: float | None
    learnt: float | None
    contribution: Interval | None
    sources: tuple[str, ...]
    exposed_runs: int | None = None
    seen: str | None = None
    percentile: float | None = None
    absolute_risk: tuple[Interval, Interval] | None = None
    inseparable_from: tuple[str, ...] = ()
    held_back: tuple[str, ...] = ()
    build_up: Interval | None = None
    prior_rank: int | None = None
    prior_inner: Interval | None = None
    effect_inner: Interval | None = None


@dataclass(frozen=True, slots=True)
class Trait:
    """Something about the runner that no diary of one runner can test: prior only."""

    name: str
    label: str
    present: bool | None
    prior: Interval
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the program checked by itself: passed, failed, or not possible, with words."""

    name: str
    passed: bool | None
    message: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """The whole answer for one knee.

    `unexplained` is p(nothing)/p(all) at the index run; `next` what would change the answer;
    `different` what stood out before it began against the runner's other runs, where no diary
    can be learnt from; `complete` is False while only the main fits stand (nothing is named
    before it is True).
    """

    verdict: RankingVerdict
    side: Side | None
    episode: date | None
    index_run: int | None
    rated_runs: int
    painful_runs: int
    at_risk_runs: int
    unexplained: Interval | None
    next: tuple[str, ...]
    causes: tuple[RankedCause, ...]
    traits: tuple[Trait, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    complete: bool = True
    pareto_k: float | None = None
    model_version: str = ""
    different: tuple[str, ...] = ()
