"""A runner's own step length at each speed, learnt from the runs before the one in question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.evidence import coefficient
from kneewise.knee.pooled import Pooled, per_group, pooled
from kneewise.model.profile import RunProfile

F8 = NDArray[np.float64]

ENOUGH_RUNS = 5
LEARNT_RUNS = 200  # our choice: older runs were run by somebody younger, with another watch
POPULATION_M_S = 2.68
USUAL_M_S = 3.0
LEVEL = 0.02
SPEEDS_M_S = (1.8, 6.5)
SCATTER = 0.05  # our choice: of ln step length, of a kilometre about the curve
MOST_KM = 4.0  # our choice: more kilometres of one run say little new of the runner


@dataclass(frozen=True, slots=True)
class StepLengthCurve:
    """ln step length (m) = `alpha` + `exponent` · ln speed (m/s).

    `sd` is that of the expected ln step length at 3 m/s; `runs` how many runs taught it, 0 for
    the curve of other runners.
    """

    alpha: float
    exponent: float
    sd: float
    runs: int

    def expected_m(self, speed_m_s: F8) -> F8:
        """Usual step length at these speeds, in metres."""
        return np.asarray(np.exp(self.alpha + self.exponent * np.log(speed_m_s)))

    def deviation(self, step_m: F8, speed_m_s: F8) -> F8:
        """Step length over the usual one at that speed, as ln; NaN where either is unknown."""
        return np.asarray(np.log(step_m) - self.alpha - self.exponent * np.log(speed_m_s))


def population_curve() -> StepLengthCurve:
    """The curve of other runners, used below five runs of one's own (UNC2015, THAKKAR2019)."""
    level, power = coefficient("step_length_level"), coefficient("step_length_exponent")
    alpha = float(np.log(level.mean) - power.mean * np.log(POPULATION_M_S))
    return StepLengthCurve(alpha, power.mean, level.sd, 0)


def curves(profiles: Sequence[RunProfile], eligible: Sequence[bool]) -> tuple[StepLengthCurve, ...]:
    """The curve that holds for each run, learnt only from eligible runs before it.

    `profiles` in time order; `eligible` marks runs outside painful periods. Level running bins
    with a step length count; the last 200 such runs are used, with the other runners' level
    and exponent (0.58, sd 0.10) as prior. Below five runs it is the other runners' curve.
    O(n): sums of each run, differences of running totals.
    """
    count = len(profiles)
    sums, informative = _sums(pooled(profiles), count)
    informative &= np.asarray(eligible, dtype=np.bool_)
    totals = np.concatenate([np.zeros((1, 6)), np.cumsum(sums[informative], axis=0)])
    before = np.concatenate([np.zeros(1, dtype=np.intp), np.cumsum(informative)])[:count]
    oldest = np.maximum(before - LEARNT_RUNS, 0)
    fitted = _fit(totals[before] - totals[oldest])
    others = population_curve()
    return tuple(
        StepLengthCurve(alpha, exponent, sd, int(runs)) if runs >= ENOUGH_RUNS else others
        for (alpha, exponent, sd), runs in zip(fitted.tolist(), before - oldest, strict=True)
    )


def _sums(bins: Pooled, count: int) -> tuple[F8, NDArray[np.bool_]]:
    """Per run: sums of w, wx, wy, wxx, wxy, wyy, and whether there is anything."""
    plain = (
        ~bins.walking
        & (bins.step_m > 0)
        & ~(np.abs(bins.grade) > LEVEL)  # unknown grade counts: most watches tell none
        & (bins.speed_m_s > SPEEDS_M_S[0])
        & (bins.speed_m_s < SPEEDS_M_S[1])
    )
    run, km = bins.run[plain], bins.km[plain]
    x = np.log(bins.speed_m_s[plain] / POPULATION_M_S)
    y = np.log(bins.step_m[plain])
    per_run = per_group(run, km, count)
    weight = km * (np.minimum(per_run, MOST_KM) / np.where(per_run > 0, per_run, 1.0))[run]
    products = (weight, weight * x, weight * y, weight * x * x, weight * x * y, weight * y * y)
    sums = np.stack([per_group(run, one, count) for one in products], axis=1)
    return sums, per_run > 0


def _fit(sums: F8) -> F8:
    """Posterior alpha, exponent and sd at 3 m/s for each row of sums."""
    level, power = coefficient("step_length_level"), coefficient("step_length_exponent")
    w, wx, wy, wxx, wxy, _ = sums.T / SCATTER**2
    a, b, c = w + level.sd**-2, wx, wxx + power.sd**-2
    right = wy + np.log(level.mean) * level.sd**-2, wxy + power.mean * power.sd**-2
    determinant = a * c - b * b
    height = (c * right[0] - b * right[1]) / determinant
    exponent = (a * right[1] - b * right[0]) / determinant
    at = np.log(USUAL_M_S / POPULATION_M_S)
    variance = (c - 2 * b * at + a * at * at) / determinant
    alpha = height - exponent * np.log(POPULATION_M_S)
    return np.stack([alpha, exponent, np.sqrt(variance)], axis=1)
