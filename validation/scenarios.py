"""The scenarios of INFERENCE.md 7 that stand now: settings, and which causes are true in each.

A scenario gives the n-th runner a variant in turn, so that 300 runners hold all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from kneewise.evidence import priors
from validation.surveyed import PRIORS
from validation.ways import GROUND
from validation.world import Setting

LN2, LN3 = float(np.log(2)), float(np.log(3))

COLUMNS = (
    "session_spike",
    "return_after_break",
    "weekly_jump",
    "intensity",
    "descent",
    "step_length",
    "short_recovery",
    "novel_shoe",
    "shoe_km",
    "shoe_stiffness",
    "warm_up_absent",
    "static_stretch",
    "soreness_strength",
    "sleep_stress",
    "other_sports",
    *GROUND,
)
"""What a diary can teach here; truths that rotate and truths drawn from the prior are of these."""

MADE_OF = {"hard_ground_in_shoe": ("hard_surface", "shoe_stiffness", "novel_shoe", "shoe_km")}
"""Where it is true, each of these truly hurts while the others are as they are: hard ground in a
stiff shoe is less of it in a soft one. Such a name is not wrong; their direct effect is 0."""


@dataclass(frozen=True)
class Challenge:
    """One runner's setting, the variant's name, what is true, and what may be named with it.

    `allowed` are columns whose name is not wrong though their direct effect is 0 (they share a
    mechanism with the truth). `onset_only` drops the diary and keeps a date.
    """

    setting: Setting
    variant: str
    true: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    onset_only: bool = False


def clean_null(n: int) -> Challenge:
    """1: nothing does anything; every other runner has the priors' favourites often."""
    often = n % 2 == 1
    return Challenge(Setting(frequent=2.5 if often else 1.0), "frequent" if often else "clean")


def flares(n: int) -> Challenge:
    """2: null; a level that wanders over 5, 15 or 40 days while habits last 2-4 weeks."""
    days = (5.0, 15.0, 40.0)[n % 3]
    setting = Setting(level_sd=1.4, level_days=days, habit_weeks=(2.0, 4.0))
    return Challenge(setting, f"level {days:.0f} d")


def reaction(n: int) -> Challenge:
    """3: null; a sore runner runs shorter, flatter, slower, warms up, buys shoes, cycles."""
    strength = float(n % 3)
    asked = ("exact", "noisy", "40 % missing")[n // 3 % 3]
    noise = {"exact": 0.0, "noisy": 0.8}.get(asked, 0.3)
    missing = {"exact": 0.0, "noisy": 0.0}.get(asked, 0.4)
    setting = Setting(
        reaction=strength, before_noise=noise, before_missing=missing, level_sd=1.0, carry_over=1.0
    )
    return Challenge(setting, f"strength {strength:.0f}, before {asked}")


def cut_short(n: int) -> Challenge:
    """4: pain ends 70 % of painful runs; descent OR 2, spike OR 3; plan known, unknown, wrong."""
    plan = ("known", "unknown", "wrong")[n % 3]
    effects = {"descent": LN2, "session_spike": LN3}
    setting = Setting(effects=effects, shortened=0.7, plan=plan, painful_share=0.16)
    return Challenge(setting, f"plan {plan}", ("descent", "session_spike"))


def changed_gait(n: int) -> Challenge:
    """5: pain changes gait, cadence, balance and pace in the run, a little of it early on.

    Null, or a true spike and descent, OR 3 each.
    """
    true = ("session_spike", "descent") if n % 2 == 1 else ()
    setting = Setting(
        effects=dict.fromkeys(true, LN3),
        gait_follows_pain=1.0,
        early_leak=0.1,
        painful_share=0.16,
    )
    return Challenge(setting, "acting" if true else "null", true)


def delayed(n: int) -> Challenge:
    """8: delay of 2-14 d, a tissue capacity, two causes that act only together, a mediator."""
    volume = ("session_spike", "weekly_jump", "short_recovery", "return_after_break")
    kinds = (
        Challenge(Setting(delay=("descent", 2 * LN2)), "delayed descent", ("descent",)),
        Challenge(Setting(capacity=1.5), "capacity", (), volume),
        Challenge(
            Setting(interaction=("weekly_jump", "shoe_stiffness", 1.6)),
            "interaction",
            ("weekly_jump", "shoe_stiffness"),
        ),
        Challenge(
            Setting(effects={"weekly_jump": LN3}, carry_over=1.6), "mediator", ("weekly_jump",)
        ),
    )
    return replace(kinds[n % 4], setting=replace(kinds[n % 4].setting, painful_share=0.16))


def trends(n: int) -> Challenge:
    """9: null; shoe kilometres, season and a 12-week build-up rise together.

    Every other runner has no diary, only an onset date that is up to 3 days off.
    """
    setting = Setting(season=0.8, build_up=1.2, long_lived_shoe=True)
    only = n % 2 == 1
    return Challenge(setting, "onset only" if only else "diary", onset_only=only)


def collinear(n: int) -> Challenge:
    """13: intensity comes with descent at r .6 or .9; descent OR 3."""
    r = (0.6, 0.9)[n % 2]
    setting = Setting(
        effects={"descent": LN3}, collinear=("descent", "intensity", r), painful_share=0.18
    )
    return Challenge(setting, f"r {r}", ("descent",), ("intensity",) if r > 0.8 else ())


def rare_or_always(n: int) -> Challenge:
    """14: spike and novel shoe on 3 runs, stiff shoes always; they act (OR 3) or do not."""
    acting = n % 2 == 1
    effects = {"session_spike": LN3, "shoe_stiffness": LN3} if acting else {}
    setting = Setting(
        effects=effects, rare=("session_spike", "novel_shoe"), always=("shoe_stiffness",)
    )
    return Challenge(setting, "acting" if acting else "null", ("session_spike",) if acting else ())


def from_the_prior(n: int) -> Challenge:
    """Coverage: every effect drawn from its own prior, at most four real.

    A name is right when the true odds ratio is above 1.1 (the narrow part ends there).
    """
    rng = np.random.default_rng(900_000 + n)
    real = rng.random(len(COLUMNS)) < 0.2
    while real.sum() > 4:
        real = rng.random(len(COLUMNS)) < 0.2
    effects = {}
    for name, is_real in zip(COLUMNS, real, strict=True):
        prior = priors()[PRIORS.get(name, name)]
        log_rr = rng.normal(prior.mean, prior.sd) if is_real else rng.normal(0, 0.05)
        ratio = min(float(np.exp(log_rr)), 8.0)
        effects[name] = float(np.log(ratio * 0.92 / (1 - ratio * 0.08)))
    share = (0.08, 0.12, 0.18)[n % 3]
    harmful = tuple(name for name in COLUMNS if effects[name] > np.log(1.1))
    setting = Setting(effects=effects, painful_share=share)
    allowed = tuple(part for name in harmful for part in MADE_OF.get(name, ()))
    return Challenge(setting, f"{share:.0%} painful", harmful, allowed)


def power(n: int) -> Challenge:
    """One true cause at OR 3, rotated over all columns, at least 40 painful runs."""
    name = COLUMNS[n % len(COLUMNS)]
    setting = Setting(effects={name: LN3}, painful_share=0.18, rated=0.92)
    return Challenge(setting, name, (name,), MADE_OF.get(name, ()))


def weaker(n: int) -> Challenge:
    """The same at OR 2: "no sign of it" must not be said of a cause that is there."""
    name = COLUMNS[n % len(COLUMNS)]
    setting = Setting(effects={name: LN2}, painful_share=0.18, rated=0.92)
    return Challenge(setting, name, (name,), MADE_OF.get(name, ()))


def uneven_acts(n: int) -> Challenge:
    """15: a quarter more of rough ground is OR 2 or 3, for runners of the town and of trails."""
    odds = (2, 3)[n % 2]
    setting = Setting(effects={"uneven_ground": float(np.log(odds))}, painful_share=0.16)
    return Challenge(setting, f"OR {odds}", ("uneven_ground",))


def steep_trails(n: int) -> Challenge:
    """16: rough ground comes with descent at r .6 or .9; one of the two acts, OR 3.

    The other one alone is a wrong name even at r .9: that they can't be separated is the answer.
    """
    r = (0.6, 0.9)[n // 2 % 2]
    name = ("descent", "uneven_ground")[n % 2]
    setting = Setting(effects={name: LN3}, trail=r, painful_share=0.18)
    return Challenge(setting, f"r {r}, {name}", (name,))


SCENARIOS: dict[str, Callable[[int], Challenge]] = {
    "1_clean_null": clean_null,
    "2_flares": flares,
    "3_reaction": reaction,
    "4_cut_short": cut_short,
    "5_changed_gait": changed_gait,
    "8_delayed": delayed,
    "9_trends": trends,
    "13_collinear": collinear,
    "14_rare_or_always": rare_or_always,
    "coverage": from_the_prior,
    "power": power,
    "weaker": weaker,
    "15_uneven_acts": uneven_acts,
    "16_steep_trails": steep_trails,
}
"""New ones stand last: a runner's seed is the scenario's place and the runner's number."""
