"""What a simulated run was truly exposed to, in the steps of `runner.STEPS`.

Written from INFERENCE.md 3 alone and apart from `causes/`, so that the demo tests the causes
and not a copy of them. Every value is known here, 0 is the reference level, and a place where
`causes/` would say "unknown" (the spike in the weeks after a break) is 0 too: no effect there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from kneewise.model.diary import PAINFUL
from kneewise.model.run import Shoe
from kneewise.simulate.weeks import Calendar, OtherSession, Slot

PAINFUL_DAYS = 14
BREAK_DAYS = 10
RETURN_DAYS = 21
MANY_RUNS = 6
"""With fewer runs in 30 days no ratio to the longest of them is formed."""

HARD_SHARE = (0.11, 0.16)
"""Usual share of hard running and its spread over these calendars (measured on ten of them)."""

FADE_SPM = (1.6, 1.6)
BALANCE_PERCENT = (0.55, 0.4)
"""Mean and sd of the distance from 50 % under a left share of 49.7 +- 0.6 %."""


@dataclass(frozen=True, slots=True)
class PastRun:
    """What of an earlier run counts later: `km` as really run, `pain` the worst of it.

    `counts` says whether it shows what the knee is used to.
    """

    start: datetime
    day: date
    km: float
    shoe_id: int
    pain: int
    counts: bool


@dataclass(frozen=True, slots=True)
class Usual:
    """The runner's own middle and spread of planned descent in metres."""

    median_m: float = 60.0
    sd_m: float = 90.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is fixed of a run before its first step."""

    slot: Slot
    km: float
    descent_m: float
    shoe: Shoe


def longest_km(past: Sequence[PastRun], today: date) -> float | None:
    """The larger of the longest run of 30 days and 0.8 x that of 90, of those that count.

    A run in a painful period (it hurt, or an earlier one of the 14 days before did) shows
    nothing of what the knee is used to and does not count. None below 6 runs in 30 days or 6
    that count in 90.
    """
    month = _within(past, today, 30)
    quarter = [run for run in _within(past, today, 90) if run.counts]
    if len(month) < MANY_RUNS or len(quarter) < MANY_RUNS:
        return None
    recent = [run.km for run in month if run.counts]
    return max(*recent, 0.8 * max(run.km for run in quarter), 0.0)


def is_returning(past: Sequence[PastRun], today: date) -> bool:
    """Whether a break of at least 10 days ended with this run or in the 20 days before it."""
    days = [run.day for run in past[-40:]] + [today]
    return any(
        (later - earlier).days >= BREAK_DAYS and (today - later).days < RETURN_DAYS
        for earlier, later in pairwise(days)
    )


def in_painful_period(past: Sequence[PastRun], today: date) -> bool:
    """Whether a run of the 14 days before hurt."""
    return any(run.pain >= PAINFUL for run in _within(past, today, PAINFUL_DAYS))


def exposures_of(
    plan: Plan, past: Sequence[PastRun], calendar: Calendar, usual: Usual
) -> Mapping[str, float]:
    """One value for every name of `runner.STEPS`, from the plan and earlier runs alone."""
    slot = plan.slot
    balance = abs(slot.gait.balance_percent - 50.0)
    return {
        **_of_load(plan, past),
        **_of_shoe(plan, past),
        **_of_days(slot, calendar),
        "intensity": (slot.hard_share - HARD_SHARE[0]) / HARD_SHARE[1],
        "descent": (plan.descent_m - usual.median_m) / usual.sd_m,
        "step_length": slot.gait.step_ln / 0.05,
        "cadence_fade": (slot.gait.fade_spm - FADE_SPM[0]) / FADE_SPM[1],
        "left_right_balance": (balance - BALANCE_PERCENT[0]) / BALANCE_PERCENT[1],
        "cold_start": float(slot.cold_start),
        "stretching": float(bool(slot.stretched_min)),
    }


def _within(past: Sequence[PastRun], today: date, days: int) -> list[PastRun]:
    begin = today - timedelta(days=days)
    return [run for run in past[-120:] if begin <= run.day < today]


def _of_load(plan: Plan, past: Sequence[PastRun]) -> Mapping[str, float]:
    now, today = plan.slot.start, plan.slot.day
    longest = longest_km(past, today)
    returning = is_returning(past, today)
    week = _within(past, today, 6)
    before = _within(past, today, 13)[: -len(week) or None]
    now_km, before_km = sum(run.km for run in week) + plan.km, sum(run.km for run in before)
    usual = len(before) >= 2 and all(run.counts for run in before)
    known = longest is not None and not returning
    rested = not past or now - past[-1].start >= timedelta(hours=24)
    return {
        "session_spike": float(known and longest is not None and plan.km > 1.1 * longest),
        "return_after_break": float(returning),
        "weekly_jump": float(usual and now_km > 1.3 * before_km),
        "short_recovery": float(not rested),
    }


def _of_shoe(plan: Plan, past: Sequence[PastRun]) -> Mapping[str, float]:
    shoe = plan.shoe
    worn = [run for run in past if run.shoe_id == shoe.id]
    km = (shoe.start_km or 0.0) + sum(run.km for run in worn)
    first = worn[0].start if worn else plan.slot.start
    fresh = plan.slot.start - first <= timedelta(days=14) and len(worn) < 3
    return {
        "novel_shoe": float(fresh and shoe.start_km == 0.0),
        "shoe_km": (km - 300.0) / 300.0,
        "shoe_stiffness": {"hard": 1.0, "medium": 0.5}.get(shoe.midsole or "soft", 0.0),
        "shoe_type": float(shoe.kind != "road"),
    }


def _of_days(slot: Slot, calendar: Calendar) -> Mapping[str, float]:
    number = (slot.day - calendar.first_day).days
    number = min(number, len(calendar.sleep_h) - 1)
    strained = calendar.strength_min[max(0, number - 2) : number].sum() > 0
    sore = calendar.soreness[number] >= 4
    tired = calendar.sleep_h[number] < 6.0 or calendar.stress[number] >= 7
    return {
        "soreness_strength": float(sore or strained),
        "sleep_stress": float(tired),
        "other_sports": _other_hours(calendar.others, slot.start),
    }


def _other_hours(others: Sequence[OtherSession], now: datetime) -> float:
    begin = now - timedelta(days=7)
    return sum(other.minutes for other in others if begin <= other.start < now) / 60.0
