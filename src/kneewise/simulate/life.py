"""Living through the calendar: each run planned from what came before, done, and felt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import exp, log

from kneewise.model.diary import PAINFUL
from kneewise.simulate.exposures import (
    PastRun,
    Plan,
    Usual,
    exposures_of,
    in_painful_period,
    is_returning,
    longest_km,
)
from kneewise.simulate.places import Place
from kneewise.simulate.runner import RunKind
from kneewise.simulate.shoes import Rack
from kneewise.simulate.weeks import Calendar, Slot

LONGEST_KM = 23.0
"""The runner never plans a longer one."""

CUTS = (0.7, 0.32, 0.0, -0.5, -1.0, -1.6, -2.3, -3.1, -4.0, -5.2)
"""Where pain reaches 1, 2, ... 10 relative to where it reaches 3, on the log odds scale."""

BEFORE_PAIN = 0.22
"""Log odds per point of pain before the start."""

SORE_SPELL_DAYS = 6.0
SORE_SPELL = 0.16
"""A painful run leaves the knee easier to hurt: log odds a point above 2, fading with this
half-life."""

RECOVERY_DAYS = 3.0
RECOVERY = 0.12
RECOVERY_KM = (17.0, 7.0)
"""Recovery state: km of earlier runs with a half-life, its usual value and spread."""


@dataclass(frozen=True, slots=True)
class Body:
    """How this knee answers: log odds per step by cause, the risk at reference, a slow level.

    `level` has one value a day from the calendar's first day, on the log odds scale.
    """

    log_odds: Mapping[str, float]
    baseline_risk: float
    level: Sequence[float]
    usual: Usual


@dataclass(frozen=True, slots=True)
class LivedRun:
    """One slot as it went. `km` None: left out because the knee hurt.

    `score` is the log odds of pain >= 3, `pain` the worst of the run's windows, `before_pain`
    what was there before the first step.
    """

    plan: Plan
    km: float | None
    exposures: Mapping[str, float]
    score: float
    before_pain: int
    pain: int


def live(
    calendar: Calendar, places: Mapping[str, Place], rack: Rack, body: Body
) -> Iterator[LivedRun]:
    """Every slot in turn; later ones see what earlier ones did to the knee."""
    past: list[PastRun] = []
    for slot in calendar.slots:
        plan = _plan(slot, past, places, rack)
        if _stays_home(slot, past):
            yield LivedRun(plan, None, {}, 0.0, 0, 0)
            continue
        exposures = exposures_of(plan, past, calendar, body.usual)
        before_pain = _before_pain(slot, past)
        score = _score(slot, past, calendar, body)
        score += BEFORE_PAIN * before_pain
        score += sum(beta * exposures[name] for name, beta in body.log_odds.items())
        pain = drawn_pain(score, slot.luck[0])
        km = plan.km
        if pain >= 5 and slot.luck[1] < 0.4:
            km = round(plan.km * (0.55 + 0.35 * slot.luck[2]), 2)
        free = pain < PAINFUL and not in_painful_period(past, slot.day)
        past.append(PastRun(slot.start, slot.day, km, plan.shoe.id, pain, free))
        yield LivedRun(plan, km, exposures, score, before_pain, pain)


def drawn_pain(score: float, luck: float) -> int:
    """Pain 0-10 from the log odds of pain >= 3 and one uniform draw (proportional odds)."""
    return sum(luck < risk(score + cut) for cut in CUTS)


def risk(score: float) -> float:
    """Log odds to probability."""
    return 1.0 / (1.0 + exp(-score))


def log_odds(probability: float) -> float:
    """Probability to log odds."""
    return log(probability / (1.0 - probability))


def _plan(slot: Slot, past: Sequence[PastRun], places: Mapping[str, Place], rack: Rack) -> Plan:
    km = round(_planned_km(slot, past), 2)
    shoe = rack.pick(slot.day, slot.kind, slot.place, slot.luck[5])
    return Plan(slot, km, places[slot.place].descent_m(km), shoe)


def _planned_km(slot: Slot, past: Sequence[PastRun]) -> float:
    first, second = slot.luck[3], slot.luck[4]
    if slot.kind is RunKind.RECOVERY:
        return 5.0 + 2.0 * first
    if slot.kind is RunKind.EASY:
        return 6.5 + 3.5 * first
    if slot.kind in (RunKind.TEMPO, RunKind.INTERVALS):
        return 8.0 + 2.4 * first
    longest = longest_km(past, slot.day)
    if longest is None or is_returning(past, slot.day):
        return 9.0 + 3.0 * first
    if longest * 1.13 <= LONGEST_KM and first < 0.75:
        return min(LONGEST_KM, longest * (1.13 + 0.17 * second))
    return max(8.5, longest * (0.58 + 0.3 * second))


def _stays_home(slot: Slot, past: Sequence[PastRun]) -> bool:
    """Some runs are left out within two days of strong pain."""
    if not past or past[-1].pain < 6:
        return False
    return slot.start - past[-1].start < timedelta(hours=60) and slot.luck[6] < 0.5


def _before_pain(slot: Slot, past: Sequence[PastRun]) -> int:
    """What is left of the last run's pain, halved every 20 hours."""
    if not past:
        return 0
    hours = (slot.start - past[-1].start).total_seconds() / 3600
    return int(past[-1].pain * 0.5 ** (hours / 20.0) + 0.5 * slot.luck[7])


def _score(slot: Slot, past: Sequence[PastRun], calendar: Calendar, body: Body) -> float:
    """Log odds of pain >= 3 from all but the causes and the pain before the start."""
    number = min((slot.day - calendar.first_day).days, len(body.level) - 1)
    spell = state = 0.0
    for run in past[-30:]:
        days = (slot.start - run.start).total_seconds() / 86_400
        spell += max(0, run.pain - PAINFUL + 1) * 0.5 ** (days / SORE_SPELL_DAYS)
        state += run.km * 0.5 ** (days / RECOVERY_DAYS)
    rested = (state - RECOVERY_KM[0]) / RECOVERY_KM[1]
    usual = log_odds(body.baseline_risk)
    return usual + body.level[number] + SORE_SPELL * spell + RECOVERY * rested
