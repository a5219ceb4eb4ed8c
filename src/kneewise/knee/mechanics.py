"""The load formulas: peak force at the kneecap and load of a km, relative to an easy one.

ln P = peak_speed · (min(v, 4) - 3) + peak_step · δ - peak_grade · g
ln C = cumulative_speed · ln(v / 3) + cumulative_step · δ - cumulative_grade · g + 3.8 g²
ln D_b = ln C + (b - 1) · ln P

with speed v (m/s, 2.2 to 5.0 in C), grade g (downhill negative, within ±0.11) and δ the ln of
step length over the runner's own at that speed (within ±0.2). P and C are 1 at 3.0 m/s, level.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kneewise.evidence import coefficient

F8 = NDArray[np.float64]

EASY_M_S = 3.0
UNCERTAIN = (
    "cumulative_speed",
    "cumulative_step",
    "cumulative_grade",
    "peak_speed",
    "peak_step",
    "peak_grade",
    "walking_km",
)
DRAWS = 64
SEED = 20_240


@dataclass(frozen=True, slots=True)
class Coefficients:
    """One row of coefficients for each draw, in the order of `UNCERTAIN`; row 0 is the mean."""

    table: F8

    def column(self, name: str) -> F8:
        """All draws of one coefficient."""
        return np.asarray(self.table[:, UNCERTAIN.index(name)])

    def damage(self, b: float) -> F8:
        """Weights of `features` for ln D_b, features × draws."""
        peak = b - 1.0
        convexity = coefficient("cumulative_grade_convexity").mean
        return np.stack(
            [
                self.column("cumulative_speed"),
                self.column("cumulative_step") + peak * self.column("peak_step"),
                -self.column("cumulative_grade") - peak * self.column("peak_grade"),
                np.full(len(self.table), convexity),
                peak * self.column("peak_speed"),
            ]
        )

    def peak(self) -> F8:
        """Weights of `features` for ln P, features × draws."""
        nothing = np.zeros(len(self.table))
        return np.stack(
            [
                nothing,
                self.column("peak_step"),
                -self.column("peak_grade"),
                nothing,
                self.column("peak_speed"),
            ]
        )


def mean_coefficients() -> Coefficients:
    """The coefficients in the middle, as one row."""
    entries = [coefficient(name) for name in UNCERTAIN]
    mean = [np.log(one.mean) if one.name == "walking_km" else one.mean for one in entries]
    return Coefficients(np.array([mean], dtype=np.float64))


def draw(count: int = DRAWS, *, individual: bool = True) -> Coefficients:
    """The mean and `count` seeded draws of the coefficients, the same for every run and machine.

    Draws come in opposite pairs with exactly the coefficients' sds and no correlation.
    `individual` adds how differently one person may answer (half of any predicted change);
    without it the draws are those of group means, to be compared with what studies report.
    """
    entries = [coefficient(name) for name in UNCERTAIN]
    mean = mean_coefficients().table[0]
    sd = np.array([one.sd for one in entries])
    if individual:
        share = coefficient("individual_response").sd
        own = np.array([0.0 if one.name == "walking_km" else share * one.mean for one in entries])
        sd = np.hypot(sd, own)
    half = count // 2
    plain = np.random.default_rng(SEED).standard_normal((half, len(entries)))
    spread = np.linalg.qr(plain)[0] * np.sqrt(half)
    return Coefficients(np.concatenate([mean[None], mean + sd * spread, mean - sd * spread]))


def features(speed_m_s: F8, deviation: F8, grade: F8) -> F8:
    """What the formulas are linear in, one row a stretch: clipped as the studies reach."""
    low = coefficient("cumulative_speed_low").mean
    high = coefficient("cumulative_speed_high").mean
    limit = coefficient("grade_limit").mean
    step = coefficient("step_limit").mean
    slope = np.clip(grade, -limit, limit)
    peak_speed = np.minimum(speed_m_s, coefficient("peak_speed_ceiling").mean) - EASY_M_S
    return np.stack(
        [
            np.log(np.clip(speed_m_s, low, high) / EASY_M_S),
            np.clip(deviation, -step, step),
            slope,
            slope * slope,
            peak_speed,
        ],
        axis=-1,
    )


Number = TypeVar("Number", float, F8)


def scatter_factor(b: float, variation: Number) -> Number:
    """How much steps that vary more than on even ground add to damage of exponent b (Jensen)."""
    even = coefficient("step_scatter").mean
    return (1 + b * (b - 1) / 2 * variation**2) / (1 + b * (b - 1) / 2 * even**2)


def walking_share(b: float) -> float:
    """Damage of a km walked over its cumulative load: peaks of walking against running."""
    return float((coefficient("walking_peak").mean / coefficient("peak_force").mean) ** (b - 1.0))
