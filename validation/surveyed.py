"""What the map and the watch say of the ground of each run, and the columns that come of it.

Errors are those measured in validation/matching.json: how much of a run is given another class
than its own, and how much of it is taken for off the map, at the receiver's error of this runner
(3, 5 or 10 m). On top come what no map knows, ways without a tag, tags that are wrong, runs
without a position and on a treadmill, and places without a map.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kneewise.model.effect import Interval
from kneewise.model.exposure import (
    Cell,
    ExposureColumn,
    Kind,
    Known,
    Reference,
    ReferenceKind,
    Timing,
)
from kneewise.model.ground import STEP_CV, GroundTotals, RunGround
from validation.ways import GROUND, WORN_KM, Trodden
from validation.world import World

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

MATCHING = Path(__file__).parent / "matching.json"
RECEIVERS = ("3 m", "5 m", "10 m")
UNTAGGED_ROUGH, UNTAGGED_HARD = 0.2, 0.45
"""What the map says of ways without a tag, about: the mean over kinds of way."""
MOST_UNKNOWN = 0.2
PRIORS = {
    "uneven_ground": "uneven_share",
    "hard_surface": "hard_share",
    "hard_ground_in_shoe": "hard_in_shoe",
}
EVENNESS_SPLIT = ((0.6, 0.25, 0.15), (0.75, 0.25))
"""Of what is not rough: E0, E1, E2; of what is: E3, E4."""


@dataclass(frozen=True)
class Errors:
    """Shares of the way given another class of evenness, of hardness, and taken for unknown."""

    evenness: float
    hardness: float
    unknown: float


@cache
def measured(receiver: str) -> Errors:
    """The errors of matching as measured, the mean of both kinds of run."""
    scenarios = json.loads(MATCHING.read_text(encoding="utf-8"))["scenarios"]
    found = [scenarios[f"{kind} {receiver}"] for kind in ("errands", "rambles")]
    evenness, hardness, unknown = (
        float(np.mean([one[name] for one in found])) for name in ("evenness", "hardness", "unknown")
    )
    return Errors(1 - evenness, 1 - hardness, unknown)


def surveyed(world: World, rng: np.random.Generator) -> dict[int, RunGround]:
    """The ground of every run that has a position, by run id; treadmills have none."""
    errors = measured(str(rng.choice(RECEIVERS)))
    lost = rng.beta(1, 20)
    under, out = world.ground, {}
    for i in range(len(world.day)):
        noise, without = rng.standard_normal(5), rng.random() < lost
        if under.indoors[i]:
            out[i + 1] = _nothing(world.km[i], "treadmill")
        elif without:
            out[i + 1] = _nothing(world.km[i], "no_position")
        elif not under.mapped[i]:
            out[i + 1] = _nothing(world.km[i], "no_map")
        else:
            out[i + 1] = _ground(under, i, float(world.km[i]), errors, noise)
    return out


def _nothing(km: float, because: str) -> RunGround:
    shares = (Interval(0.0, 0.0, 0.0),)
    totals = GroundTotals(km, 0.0, km, 1.0, shares * 5, shares * 4, None, 0.0)
    return RunGround({}, totals, because=because)


def _ground(under: Trodden, i: int, km: float, errors: Errors, noise: Floats) -> RunGround:
    """Shares of the way as the map knows it: off the map, untagged, mistagged, mismatched."""
    unknown = float(np.clip(under.unmapped[i] + errors.unknown * (1 + abs(noise[0])), 0, 0.99))
    rough_off = min(0.7 * under.unmapped[i], under.rough[i])
    known = 1 - under.unmapped[i]
    rough, hard = (under.rough[i] - rough_off) / known, min(1.0, under.hard[i] / known)
    blur = under.blur[i]
    rough = (1 - blur) * rough + blur * UNTAGGED_ROUGH + under.slip_rough[i]
    hard = (1 - blur) * hard + blur * UNTAGGED_HARD + under.slip_hard[i]
    rough = _mismatched(rough, errors.evenness, noise[1:3])
    hard = min(_mismatched(hard, errors.hardness, noise[3:5]), 1 - 0.5 * rough)
    open_sd = 0.3 * blur + errors.evenness
    not_rough, is_rough = EVENNESS_SPLIT
    evenness = [(1 - rough) * one for one in not_rough] + [rough * one for one in is_rough]
    soft = 1 - hard
    hardness = [soft * 0.3, soft * 0.3, soft * 0.4, hard]
    cv = float(np.dot(evenness, STEP_CV))
    totals = GroundTotals(
        km=km,
        matched_km=(1 - unknown) * km,
        unknown_km=unknown * km,
        unknown=unknown,
        evenness=tuple(_share(1 - unknown, one, open_sd) for one in evenness),
        hardness=tuple(_share(1 - unknown, one, open_sd) for one in hardness),
        step_cv=Interval(max(STEP_CV[0], cv - 0.003), cv, min(STEP_CV[-1], cv + 0.003)),
        weather=0.0,
    )
    return RunGround({}, totals)


def _mismatched(share: float, wrong: float, noise: Floats) -> float:
    """A share of which a part of this run was taken for a way beside it, of either kind."""
    part = wrong * float(np.exp(0.7 * noise[0] - 0.245))
    beside = float(np.clip(0.4 + 0.3 * noise[1], 0, 1))
    return float(np.clip(share + part * (beside - share), 0.0, 1.0))


def _share(known: float, share: float, sd: float) -> Interval:
    reach = 1.645 * sd * np.sqrt(share * (1 - share))
    low, high = max(0.0, share - reach), min(1.0, share + reach)
    return Interval(known * low, known * share, known * high)


def ground_columns(
    world: World, ground: dict[int, RunGround], reverse: Bools
) -> tuple[ExposureColumn, ...]:
    """The three columns in per cent; `reverse` marks runs whose way pain may have changed.

    Hard ground in a pair that is new and neither stiff nor worn is marked as `causes/` marks it.
    """
    n = len(world.day)
    rough, hard = np.full(n, np.nan), np.full(n, np.nan)
    for i in range(n):
        totals = ground[i + 1].totals
        if totals.unknown is None or totals.unknown > MOST_UNKNOWN or totals.evenness is None:
            continue
        rough[i] = 100 * (totals.evenness[3].mid + totals.evenness[4].mid) / (1 - totals.unknown)
        hard[i] = 100 * totals.hardness[3].mid / (1 - totals.unknown) if totals.hardness else np.nan
    rough[world.ground.indoors] = 0.0
    in_shoe = np.where(hard == 0, 0.0, hard * world.unfit)
    steps, no = world.steps, np.zeros(n, dtype=bool)
    lasting = (steps["shoe_stiffness"] > 0) | (steps["shoe_km"] * 300 >= WORN_KM)
    return (
        _column(GROUND[0], rough, reverse & ~world.ground.indoors, no),
        _column(GROUND[1], hard, reverse, no),
        _column(GROUND[2], in_shoe, reverse, (in_shoe > 0) & ~lasting),
    )


def _column(name: str, values: Floats, reverse: Bools, only_new: Bools) -> ExposureColumn:
    cells = tuple(
        Cell(None, Known.UNKNOWN)
        if np.isnan(value)
        else Cell(
            float(value), Known.MEASURED, reverse_possible=bool(mark), before_pain_only=bool(only)
        )
        for value, mark, only in zip(values, reverse, only_new, strict=True)
    )
    return ExposureColumn(
        name=name,
        cause=name,
        timing=Timing.PLANNED,
        kind=Kind.RUN,
        prior=PRIORS[name],
        unit="%",
        step=25.0,
        reference=Reference(ReferenceKind.VALUE, 0.0)
        if name == "hard_ground_in_shoe"
        else Reference(ReferenceKind.OWN_MEDIAN),
        cells=cells,
    )
