"""Cold start: a hard part without a warm-up before it, seen by heart rate and pace."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.causes.cause import PACKAGE, Cause
from kneewise.causes.columns import Described, cells, column, exposed
from kneewise.causes.effort import easy_speed_m_s, hr_max_bpm
from kneewise.causes.stretches import MEASURED_SPREAD_M_S, Stretches, minutes_of, pain_began_km
from kneewise.causes.timeline import Flags, Floats, Timeline, timeline_of
from kneewise.causes.told import said_of_run
from kneewise.model.exposure import ExposureColumn, Known, Timing
from kneewise.model.history import History
from kneewise.model.words import say

HARD_SHARE, WARM_FROM, WARM_TO = 0.80, 0.50, 0.75
FAST_SHARE = 1.15
MOVING_S = 30.0
"""Our thresholds (EVIDENCE.md 8: no threshold of a warm-up is tested): hard is a minute above
80 % of HRmax or more than 15 % above easy speed, warm one at 50-75 %; moving is half a minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColdStart(Described):
    """1 when fewer than 8 warm minutes (10 below 5 °C or early) came before the first hard one.

    Looked at: the first third, at least 10 minutes, and only before pain began. Easy
    throughout: not applicable. Without heart rate the minutes are warm by pace alone. A
    warm-up logged for the run counts. HRmax is the runner's, else the highest minute so far.
    """

    warm_min: float = 8.0
    cold_warm_min: float = 10.0
    cold_c: float = 5.0
    early_h: float = 8.0

    def exposure(self, history: History) -> tuple[ExposureColumn, ...]:
        """One column, yes or no."""
        timeline = timeline_of(history)
        minutes = minutes_of(history, timeline, ("heart_rate_bpm", "speed_m_s", "moving_s"))
        looked = _looked_at(minutes, history, timeline)
        share = minutes["heart_rate_bpm"] / hr_max_bpm(history, timeline, minutes)[minutes.place]
        pace = _pace_share(minutes, history, timeline)
        moving = np.nan_to_num(minutes["moving_s"]) >= MOVING_S
        judged = looked & moving & ~(np.isnan(share) & np.isnan(pace))
        hard = judged & ((share > HARD_SHARE) | (pace > FAST_SHARE))
        unhurried = minutes.total(hard.astype(np.float64)) == 0
        adequate = self._warmed_up(minutes, share, judged & _before_first(minutes, hard), history)
        logged_min = said_of_run(history, timeline, "warm_up")
        told = logged_min >= self._needed_min(history, timeline)
        cold = ~unhurried & ~adequate & ~told
        unknown = minutes.total(judged.astype(np.float64)) == 0
        known = [Known.NOT_APPLICABLE if calm else Known.MEASURED for calm in unhurried.tolist()]
        easy_words, told_words = say(PACKAGE, "cold_start.easy"), say(PACKAGE, "cold_start.told")
        reasons = dict.fromkeys(np.flatnonzero(told).tolist(), told_words)
        reasons |= dict.fromkeys(np.flatnonzero(unhurried & ~unknown).tolist(), easy_words)
        found = cells(timeline, exposed(cold, unknown), known=known, reasons=reasons)
        return (column(self, found),)

    def _warmed_up(
        self, minutes: Stretches, share: Floats, before: Flags, history: History
    ) -> Flags:
        """Whether each run's minutes before the first hard one were a warm-up."""
        timeline = timeline_of(history)
        needed_s = 60.0 * self._needed_min(history, timeline)
        moving_s = np.nan_to_num(minutes["moving_s"])
        warm = before & (share >= WARM_FROM) & (share <= WARM_TO)
        warm_s = minutes.total(np.where(warm, moving_s, 0.0))
        by_pace_s = minutes.total(np.where(before, moving_s, 0.0))
        seen = minutes.total((before & ~np.isnan(share)).astype(np.float64))
        by_heart = seen >= 0.5 * minutes.total(before.astype(np.float64))
        has_heart = by_heart & (seen > 0)
        enough: Flags = np.where(
            has_heart, (warm_s >= needed_s) & _rises(minutes, share, warm), by_pace_s >= needed_s
        )
        return enough

    def _needed_min(self, history: History, timeline: Timeline) -> Floats:
        """Minutes of warm-up each run needed: 8, or 10 when cold or first and early."""
        profiles = [history.profiles.get(run.id) for run in timeline.runs]
        cold = np.array(
            [
                p is not None and p.temperature_c is not None and p.temperature_c < self.cold_c
                for p in profiles
            ],
            dtype=np.bool_,
        )
        early = timeline.first_of_day() & (timeline.clock_h < self.early_h)
        return np.where(cold | early, self.cold_warm_min, self.warm_min)


def _pace_share(minutes: Stretches, history: History, timeline: Timeline) -> Floats:
    """Speed of each minute over easy speed; NaN where one total was spread over the run."""
    speed = minutes["speed_m_s"]
    spread = minutes.spread(speed, np.ones(len(speed), dtype=np.bool_))
    easy = np.where(spread >= MEASURED_SPREAD_M_S, easy_speed_m_s(history, timeline), np.nan)
    share: Floats = speed / easy[minutes.place]
    return share


def _looked_at(minutes: Stretches, history: History, timeline: Timeline) -> Flags:
    """Minutes of the first third (at least 10), and of them those before pain began."""
    count = np.bincount(minutes.place, minlength=len(timeline))[minutes.place]
    first = minutes.index < np.maximum(10.0, count / 3.0)
    km = np.nan_to_num(minutes["speed_m_s"] * minutes["moving_s"]) / 1000.0
    run_km = np.cumsum(km)
    base = np.concatenate(([0.0], run_km))[np.arange(len(km)) - minutes.index]
    pain = pain_began_km(history, timeline)[minutes.place]
    flags: Flags = first & (np.isnan(pain) | (run_km - base <= pain))
    return flags


def _before_first(minutes: Stretches, hard: Flags) -> Flags:
    """Minutes before the first hard one of their run; all where there is none."""
    first = np.full(minutes.runs, np.inf)
    np.minimum.at(first, minutes.place[hard], minutes.index[hard].astype(np.float64))
    flags: Flags = minutes.index < first[minutes.place]
    return flags


def _rises(minutes: Stretches, share: Floats, warm: Flags) -> Flags:
    """Whether heart rate rises over the warm minutes of each run, by least squares."""
    weight = warm.astype(np.float64)
    at = minutes.index.astype(np.float64)
    middle = minutes.mean(at, weight)[minutes.place]
    level = minutes.mean(share, weight)[minutes.place]
    slope = minutes.total(np.where(warm, (at - middle) * (share - level), 0.0))
    flags: Flags = slope > 0
    return flags


CAUSE: Cause = ColdStart(
    name="cold_start",
    prior="warm_up_absent",
    timing=Timing.EARLY,
    needs=("heart_rate", "speed", "temperature", "start", "pain_began", "profile", "log"),
    asks=("warm_up",),
)
