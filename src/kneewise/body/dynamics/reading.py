"""Every run reduced to its means: what the watch says of the steps, and the speed it was at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.body.dynamics.spring import leg_stiffness
from kneewise.model.profile import RunProfile

F8 = NDArray[np.float64]

RECORDED = (
    "cadence_spm",
    "step_length_m",
    "ground_contact_ms",
    "contact_balance_percent",
    "vertical_oscillation_mm",
)
"""Columns of a profile's segments."""

DERIVED = ("flight_ms", "vertical_ratio_percent", "leg_stiffness")
QUANTITIES = (*RECORDED, *DERIVED)

MOST_WALKED = 0.1
"""Segments walked for more than this share of their way are left out (our choice)."""


@dataclass(frozen=True, slots=True)
class RunSteps:
    """Means over the running of one run, by moving time; None where it was not recorded.

    `speed_m_s` by quantity: that of the segments in which it is known. Units are in the names;
    `leg_stiffness` is in newtons a metre and kilogram.
    """

    values: Mapping[str, float]
    speed_m_s: Mapping[str, float]


def read_steps(profiles: Mapping[int, RunProfile]) -> dict[int, RunSteps]:
    """The means of every run that has any; keyed by run id."""
    known = {number: p for number, p in profiles.items() if p.segment_count}
    if not known:
        return {}
    names = ("speed_m_s", "moving_s", "km", "walk_km", *RECORDED)
    table = {
        name: np.concatenate([profile.segments[name] for profile in known.values()])
        for name in names
    }
    place = np.repeat(np.arange(len(known)), [p.segment_count for p in known.values()])
    table |= _derived(table)
    ran = np.nan_to_num(table["walk_km"]) <= MOST_WALKED * table["km"]
    weight = np.where(ran & np.isfinite(table["speed_m_s"]), table["moving_s"], 0.0)
    means = {name: _means(table, name, weight, place, len(known)) for name in QUANTITIES}
    found = {}
    for at, number in enumerate(known):
        values = {
            name: (float(value[at]), float(speed[at]))
            for name, (value, speed) in means.items()
            if np.isfinite(value[at])
        }
        if values:
            found[number] = RunSteps(
                {name: pair[0] for name, pair in values.items()},
                {name: pair[1] for name, pair in values.items()},
            )
    return found


def _derived(table: Mapping[str, F8]) -> dict[str, F8]:
    contact, cadence = table["ground_contact_ms"], table["cadence_spm"]
    flight = 60_000.0 / cadence - contact
    oscillation_m = table["vertical_oscillation_mm"] / 1000.0
    return {
        "flight_ms": np.where(flight > 0, flight, np.nan),
        "vertical_ratio_percent": 100.0 * oscillation_m / table["step_length_m"],
        "leg_stiffness": leg_stiffness(contact, cadence, table["speed_m_s"]),
    }


def _means(
    table: Mapping[str, F8], name: str, weight: F8, place: NDArray[np.intp], count: int
) -> tuple[F8, F8]:
    """The mean of each run, and the mean speed where it was known."""
    known = np.isfinite(table[name])
    weights = np.where(known, weight, 0.0)
    total = np.bincount(place, weights, count)
    some = total > 0
    safe = np.where(some, total, 1.0)

    def mean(values: F8) -> F8:
        summed = np.bincount(place, weights * np.where(known, values, 0.0), count)
        return np.where(some, summed / safe, np.nan)

    return mean(table[name]), mean(np.nan_to_num(table["speed_m_s"]))
