"""How far a runner's scores lie apart from date to date by themselves, without any trend.

Each score in the middle of three is compared with the straight line between its neighbours in
time; what is left over is scatter (Gasser, Sroka and Jennen-Steinmetz 1986, Biometrika 73:625).
A steady getting better or worse adds nothing to it; a bend does, which makes the band wider.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import sqrt

FEWEST = 3
"""Our choice: fewer left-over differences (five dates) say nothing of scatter."""

OVERLAP = 1 + 2 * ((2 / 3) ** 2 + (1 / 6) ** 2)
"""Neighbouring differences share scores (correlations -2/3 and 1/6 at even distances), so that
many count as fewer by this much."""

ROUNDING = 10 / sqrt(12 * 10)
"""The sd that whole numbers alone put into a sum of ten items; the scatter is never less."""


def scatter_of(points: Sequence[tuple[date, float]]) -> float | None:
    """By how much two dates differ by themselves at most (90 %), in points of 100.

    `points` are (day, sum) in the order of days, each day once. None with fewer than five.
    """
    left = [
        _left_over(before, at, after)
        for before, at, after in zip(points, points[1:], points[2:], strict=False)
    ]
    if len(left) < FEWEST:
        return None
    from scipy.special import stdtrit

    sd = max(sqrt(sum(value * value for value in left) / len(left)), ROUNDING)
    return float(stdtrit(len(left) / OVERLAP, 0.95)) * sqrt(2) * sd


def _left_over(
    before: tuple[date, float], at: tuple[date, float], after: tuple[date, float]
) -> float:
    """The distance from the line between the neighbours, in sds of one score."""
    whole = (after[0] - before[0]).days
    late = (at[0] - before[0]).days / whole
    line = (1 - late) * before[1] + late * after[1]
    return (at[1] - line) / sqrt(1 + late * late + (1 - late) * (1 - late))
