"""A runner's two years, run by run, with causes we chose: what happened and what was written down.

Pain follows a latent log odds: intercept + slow level + what is carried over from the last pain
+ effects of the exposures + logistic noise; a rating is that value cut into 0-10. Everything a
scenario changes stands in `Setting`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from validation.ways import Trodden, Ways

Floats = NDArray[np.float64]

HABITS = ("descent", "intensity", "shoe_stiffness", "static_stretch", "warm_up_absent")


@dataclass(frozen=True)
class Setting:
    """What one scenario does to the world. Effects are ln odds ratios a step."""

    effects: dict[str, float] = field(default_factory=dict)
    painful_share: float = 0.11
    days: int = 600
    runs_a_week: float = 3.0
    level_sd: float = 0.7
    level_days: float = 20.0
    carry_over: float = 0.7
    habit_weeks: tuple[float, float] | None = None
    frequent: float = 1.0
    reaction: float = 0.0
    before_noise: float = 0.3
    before_missing: float = 0.15
    rated: float = 0.85
    shortened: float = 0.0
    plan: str = "known"
    gait_follows_pain: float = 0.0
    early_leak: float = 0.0
    delay: tuple[str, float] | None = None
    capacity: float = 0.0
    interaction: tuple[str, str, float] | None = None
    season: float = 0.0
    build_up: float = 0.0
    long_lived_shoe: bool = False
    collinear: tuple[str, str, float] | None = None
    rare: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    trail: float | None = None


@dataclass
class World:
    """What happened: one entry a run.

    `logit` is the true ln odds of Y >= 3 with all exposures as they were; `steps` the true
    exposures in steps; `realised` those the watch would show. `pair` numbers the pairs of shoes,
    `unfit` is 1 in a stiff, worn or new one.
    """

    day: NDArray[np.int64]
    hour: Floats
    km: Floats
    planned_km: Floats
    was_shortened: NDArray[np.bool_]
    steps: dict[str, Floats]
    realised: dict[str, Floats]
    reactive: dict[str, Floats]
    pain: NDArray[np.int64]
    before: NDArray[np.int64]
    logit: Floats
    other_h: Floats
    ground: Trodden
    unfit: Floats
    pair: NDArray[np.int64]


CUTS = (-1.2, -0.6, 0.0, 0.7, 1.3, 1.9, 2.6, 3.4, 4.2, 5.2)
"""Latent value from which a rating is 1, 2, ... 10."""


def live(setting: Setting, seed: int) -> World:
    """Two years under a setting, the intercept tuned to the share of painful runs.

    Three steps on the log odds of the share, which grow nearly with the intercept.
    """
    wanted = np.log(setting.painful_share / (1 - setting.painful_share))
    intercept = -2.6
    world = _live(setting, seed, intercept)
    for _ in range(3):
        share = (float((world.pain >= 3).sum()) + 0.5) / (len(world.pain) + 1)
        step = (wanted - np.log(share / (1 - share))) / 1.1
        intercept = float(np.clip(intercept + np.clip(step, -2, 2), -7, 1))
        world = _live(setting, seed, intercept)
    return world


def _calendar(setting: Setting, rng: np.random.Generator) -> tuple[NDArray[np.int64], Floats]:
    favourite = rng.permutation(6)[:3]
    chance = np.full(7, (setting.runs_a_week - 2.2) / 4)
    chance[favourite] = 0.72
    chance[6] = 0.85
    days = np.flatnonzero(
        rng.random(setting.days) < np.clip(chance, 0.02, 0.95)[np.arange(setting.days) % 7]
    )
    for _ in range(rng.poisson(setting.days / 300)):
        begin = rng.integers(20, setting.days)
        days = days[(days < begin) | (days > begin + rng.integers(10, 25))]
    return days.astype(np.int64), rng.choice([7.0, 12.0, 18.0], len(days)) + rng.random(len(days))


def _slow(rng: np.random.Generator, n_days: int, sd: float, length: float) -> Floats:
    keep = np.exp(-1 / length)
    noise = rng.standard_normal(n_days) * np.sqrt(1 - keep**2)
    out = np.empty(n_days)
    out[0] = rng.standard_normal()
    for t in range(1, n_days):
        out[t] = keep * out[t - 1] + noise[t]
    return out * sd


def _habit(setting: Setting, rng: np.random.Generator) -> Floats:
    """A standard normal a day that stays for weeks where the setting asks for habits."""
    if setting.habit_weeks is None:
        return rng.standard_normal(setting.days)
    out = np.empty(setting.days)
    at = 0
    while at < setting.days:
        last = at + int(7 * rng.uniform(*setting.habit_weeks))
        out[at:last] = rng.standard_normal()
        at = last
    return 0.85 * out + 0.53 * rng.standard_normal(setting.days)


def _live(setting: Setting, seed: int, intercept: float) -> World:
    rng = np.random.default_rng(seed)
    days, hours = _calendar(setting, rng)
    n = len(days)
    habit = {name: _habit(setting, rng)[days] for name in HABITS}
    noise = rng.logistic(size=n)
    level = _slow(rng, setting.days, setting.level_sd, setting.level_days)[days]
    level = level + setting.season * np.cos(2 * np.pi * days / 365.25)
    level = level + setting.build_up * np.clip((days % 200) / 84, 0, 1)
    dice = rng.random((n, 12))
    normal = rng.standard_normal((n, 8))
    walk = _Walk(Ways(setting, days, hours, seed), habit, dice, normal)
    for i in range(n):
        walk.run(i, intercept + level[i], noise[i])
    return walk.world()


class _Walk:
    """One runner walking through the runs in order: pain of today changes tomorrow."""

    def __init__(
        self,
        ways: Ways,
        habit: dict[str, Floats],
        dice: Floats,
        normal: Floats,
    ) -> None:
        n = len(ways.days)
        self.ways, self.pair = ways, np.zeros(n, dtype=np.int64)
        self.setting, self.days, self.hours = ways.setting, ways.days, ways.hours
        self.habit, self.dice, self.normal = habit, dice, normal
        self.at_h = self.days * 24 + self.hours
        self.km, self.planned = np.zeros(n), np.zeros(n)
        self.cut = np.zeros(n, dtype=bool)
        self.pain, self.before = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
        self.logit, self.other = np.zeros(n), np.zeros(n)
        self.shoe_runs = [10, 30]
        self.shoe_km = [80.0, 250.0]
        self.shoe_pair, self.pairs = [1, 2], 2
        self.steps: dict[str, Floats] = {}
        self.realised: dict[str, Floats] = {}
        self.reactive = {name: np.zeros(n) for name in ("cadence_fade", "contact_balance")}
        self.break_until = -1.0
        self.n = n

    def run(self, i: int, base: float, noise: float) -> None:
        """Live run i: decide, run, hurt or not, and be shortened or not."""
        sore = self._soreness(i)
        avoid = self.setting.reaction * min(sore, 2.0)
        before = sore * 1.5 + self.setting.before_noise * self.normal[i, 7]
        self.before[i] = int(np.clip(round(before), 0, 10))
        planned = self._plan(i, avoid)
        chosen = self._exposures(i, planned, avoid)
        chosen |= self.ways.choose(i, chosen, self.shoe_used, avoid)
        latent = base + self.setting.carry_over * sore + self._effect(i, chosen)
        self.logit[i] = latent
        self.pain[i] = int(np.searchsorted(CUTS, latent + noise, side="right"))
        self._finish(i, planned, chosen)

    def _soreness(self, i: int) -> float:
        if i == 0:
            return 0.0
        recent = slice(max(0, i - 5), i)
        faded = np.exp(-(self.at_h[i] - self.at_h[recent]) / 72.0)
        return float(np.max(np.clip(self.pain[recent] - 1, 0, None) / 2 * faded))

    def _plan(self, i: int, avoid: float) -> float:
        weekday = self.days[i] % 7
        usual = 12.0 if weekday == 6 else 7.0
        wave = 1 + 0.15 * np.sin(self.days[i] / 20.0)
        if self.dice[i, 0] < 0.08 * self.setting.frequent * np.exp(-avoid):
            usual = max(usual, self._longest(i, 30) * (1.15 + 0.5 * self.dice[i, 1])) / wave
            return float(usual * wave)
        return float(usual * wave * np.exp(0.15 * self.normal[i, 0] - 0.25 * avoid))

    def _longest(self, i: int, window: float) -> float:
        since = np.searchsorted(self.at_h, self.at_h[i] - window * 24)
        return float(self.km[since:i].max()) if i > since else 0.0

    def _volume(self, i: int, begin: float, end: float) -> float:
        first = np.searchsorted(self.at_h, self.at_h[i] - begin * 24)
        last = np.searchsorted(self.at_h, self.at_h[i] - end * 24)
        return float(self.km[first:last].sum())

    def _exposures(self, i: int, planned: float, avoid: float) -> dict[str, float]:
        dice, normal, often = self.dice[i], self.normal[i], self.setting.frequent
        gap = self.at_h[i] - self.at_h[i - 1] if i else 48.0
        if gap >= 240:
            self.break_until = self.at_h[i] + 21 * 24
        back = float(self.at_h[i] < self.break_until)
        longest = max(self._longest(i, 30), 0.8 * self._longest(i, 90))
        week, prior_week = self._volume(i, 7, 0), self._volume(i, 14, 7)
        shoe = self._shoe(i, avoid)
        out = {
            "session_spike": self._spike(i, planned, longest, back),
            "return_after_break": back,
            "weekly_jump": float(prior_week > 0 and not back and week > 1.3 * prior_week),
            "intensity": self.habit["intensity"][i] * 0.7 + 0.7 * normal[1] - 0.6 * avoid,
            "descent": self.habit["descent"][i] * 0.8
            + 0.4 * normal[2]
            - 0.8 * avoid
            + 0.3 * np.log(planned / 8),
            "step_length": 0.7 * normal[3],
            "short_recovery": float(gap < 24),
            "novel_shoe": float(self.shoe_runs[shoe] < 3),
            "shoe_km": self.shoe_km[shoe] / 300,
            "shoe_stiffness": float(shoe == 1)
            if self.setting.habit_weeks is None
            else float(self.habit["shoe_stiffness"][i] > 0),
            "warm_up_absent": float(
                dice[2] < (0.35 + 0.2 * (self.habit["warm_up_absent"][i] > 0)) * np.exp(-avoid)
            ),
            "static_stretch": float(self.habit["static_stretch"][i] + avoid > 0.7),
            "soreness_strength": float(dice[3] < 0.15 * often),
            "sleep_stress": float(dice[4] < 0.15 * often),
            "other_sports": max(0.0, 0.8 * normal[4]) + 0.8 * avoid,
        }
        self.shoe_used = shoe
        self.other[i] = out["other_sports"]
        return self._twisted(i, out)

    def _spike(self, i: int, km: float, longest: float, back: float) -> float:
        enough = self._longest(i, 30) > 0 and i >= 6
        return float(enough and not back and km > 1.10 * longest)

    def _shoe(self, i: int, avoid: float) -> int:
        shoe = 0 if self.dice[i, 5] < 0.6 else 1
        worn_out = 2500.0 if self.setting.long_lived_shoe else 600.0
        if self.shoe_km[shoe] > worn_out or self.dice[i, 6] < 0.02 + 0.10 * min(avoid, 2.0):
            self.shoe_runs[shoe], self.shoe_km[shoe] = 0, 0.0
            self.pairs += 1
            self.shoe_pair[shoe] = self.pairs
        self.pair[i] = self.shoe_pair[shoe]
        return shoe

    def _twisted(self, i: int, out: dict[str, float]) -> dict[str, float]:
        """Collinear, rare and ever-present exposures, where the scenario asks for them."""
        pair = self.setting.collinear
        if pair is not None:
            first, second, r = pair
            out[second] = r * out[first] + np.sqrt(1 - r**2) * 0.85 * self.normal[i, 5]
        for name in self.setting.rare:
            out[name] = float(i in (self.n // 3, self.n // 2, 3 * self.n // 4))
        for name in self.setting.always:
            out[name] = 1.0
        return out

    def _effect(self, i: int, chosen: dict[str, float]) -> float:
        total = sum(b * chosen[name] for name, b in self.setting.effects.items())
        if self.setting.delay is not None and i:
            name, size = self.setting.delay
            lag = (self.at_h[i] - self.at_h[:i]) / 24
            total += size * float((self.steps[name][:i] * ((lag >= 2) & (lag <= 14))).sum()) / 2
        if self.setting.capacity and i > 6:
            load = self._volume(i, 7, 0) / max(self._volume(i, 35, 7) / 4, 5.0)
            total += self.setting.capacity * max(0.0, load - 1.2)
        if self.setting.interaction is not None:
            first, second, size = self.setting.interaction
            total += size * chosen[first] * chosen[second]
        return float(total)

    def _finish(self, i: int, planned: float, chosen: dict[str, float]) -> None:
        setting = self.setting
        hurt = self.pain[i] >= 3
        self.planned[i] = self.km[i] = planned
        shown = dict(chosen)
        if hurt and self.dice[i, 7] < setting.shortened:
            self.cut[i] = True
            self.km[i] = planned * (0.3 + 0.5 * self.dice[i, 8])
            part = self.km[i] / planned
            shown["descent"] = (chosen["descent"] + 2.0) * part - 2.0
            longest = max(self._longest(i, 30), 0.8 * self._longest(i, 90))
            back = chosen["return_after_break"]
            shown["session_spike"] = self._spike(i, self.km[i], longest, back)
            shown |= self.ways.cut(i, part)
        follow = setting.gait_follows_pain * min(self.pain[i], 6) / 3
        for k, name in enumerate(self.reactive):
            self.reactive[name][i] = self.normal[i, 5 + k] + follow
        shown["step_length"] = chosen["step_length"] + setting.early_leak * follow
        shown["intensity"] = chosen["intensity"] - setting.early_leak * follow
        for name, value in chosen.items():
            self.steps.setdefault(name, np.zeros(self.n))[i] = value
            self.realised.setdefault(name, np.zeros(self.n))[i] = shown[name]
        self.shoe_runs[self.shoe_used] += 1
        self.shoe_km[self.shoe_used] += self.km[i]

    def world(self) -> World:
        """What happened."""
        return World(
            self.days,
            self.hours,
            self.km,
            self.planned,
            self.cut,
            self.steps,
            self.realised,
            self.reactive,
            self.pain,
            self.before,
            self.logit,
            self.other,
            self.ways.trodden(),
            self.ways.unfit,
            self.pair,
        )
