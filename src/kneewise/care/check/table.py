"""The table behind the picture of conditions: priors with their variants, likelihood ratios."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log
from typing import Any

from kneewise.care.check.flags.bone import INNER
from kneewise.care.check.signs import Age

SHRINK = 0.6
"""Self-report moves the odds less than a clinician's test (EVIDENCE 9.3, our assumption)."""
MENISCUS = "medial_meniscus"
MENISCUS_CAP = (0.75, 1.3)
"""No self-report test moves it further (BLYTH2015, our reading)."""
BONE = "bone_stress"


@dataclass(frozen=True, slots=True)
class Pointer:
    """One thing that may be said: ln LR by condition when said and when not, shrunk."""

    key: str
    value: str
    yes: Mapping[str, float]
    no: Mapping[str, float]
    bone: bool = False
    sources: tuple[str, ...] = ()

    def said(self, values: frozenset[str]) -> bool:
        """Whether these values of its question say it."""
        return bool(values) if not self.value else self.value in values


@dataclass(frozen=True, slots=True)
class Table:
    """Everything the classifier goes by."""

    priors: Mapping[str, Mapping[str, float]]
    sources: Mapping[str, tuple[str, ...]]
    sites: Mapping[str, Mapping[str, float]]
    pointers: tuple[Pointer, ...]

    @property
    def conditions(self) -> tuple[str, ...]:
        """All conditions, "other" last."""
        return tuple(self.priors)


@dataclass(frozen=True, slots=True)
class Who:
    """What of the runner changes a prior."""

    age: Age = field(default_factory=Age)
    novice: bool = False
    new_or_jump: bool = False
    low_energy: bool = False


@cache
def table() -> Table:
    """The table of conditions.toml."""
    raw = tomllib.loads(
        files("kneewise.care.check").joinpath("conditions.toml").read_text(encoding="utf-8")
    )
    conditions = tuple(raw["prior"])
    return Table(
        priors={
            name: {key: value for key, value in entry.items() if key != "sources"}
            for name, entry in raw["prior"].items()
        },
        sources={name: tuple(entry.get("sources", ())) for name, entry in raw["prior"].items()},
        sites={site: _site(entry, conditions) for site, entry in raw["site"].items()},
        pointers=tuple(_pointer(entry) for entry in raw["pointer"]),
    )


def priors(who: Who, site: str | None) -> dict[str, float]:
    """The priors after the variants for experience, age and site; they sum to 1."""
    found = {name: _variant(entry, who) for name, entry in table().priors.items()}
    entry = table().priors[BONE]
    if site in INNER and who.new_or_jump:
        found[BONE] = entry["inner_new_energy" if who.low_energy else "inner_new"]
        extra = found[BONE] - entry["base"]
        for name in ("pes", MENISCUS):
            found[name] -= min(extra / 2, found[name] / 2)
    total = sum(found.values())
    return {name: value / total for name, value in found.items()}


def _variant(entry: Mapping[str, float], who: Who) -> float:
    low, high = who.age.low, who.age.high
    chosen = [entry["base"]]
    if who.novice and "novice" in entry:
        chosen = [entry["novice"]]
    if low is not None and low > 45 and "over_45" in entry:
        chosen.append(entry["over_45"])
    if low is not None and low > 50 and "over_50" in entry:
        chosen.append(entry["over_50"])
    if "age_9_15" in entry and low is not None and high is not None and low <= 15 and high >= 9:
        chosen.append(entry["age_9_15"])
    return max(chosen)


def _site(entry: Mapping[str, float], conditions: tuple[str, ...]) -> dict[str, float]:
    rest = entry["rest"]
    return {name: _shrunk(name, entry.get(name, rest)) for name in conditions}


def _pointer(entry: Mapping[str, Any]) -> Pointer:
    return Pointer(
        key=entry["key"],
        value=entry["value"],
        yes={name: _shrunk(name, lr) for name, lr in entry["yes"].items()},
        no={name: _shrunk(name, lr) for name, lr in entry.get("no", {}).items()},
        bone=entry.get("bone", False),
        sources=tuple(entry.get("sources", ())),
    )


def _shrunk(condition: str, lr: float) -> float:
    """Ln LR after the meniscus' cap and the shrinking for self-report."""
    if condition == MENISCUS:
        low, high = MENISCUS_CAP
        lr = min(max(lr, low), high)
    return SHRINK * log(lr)
