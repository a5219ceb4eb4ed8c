"""A number that says how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

Z90 = 1.6448536269514715
"""Standard deviations from the middle of a normal 90 % interval to its ends."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Low and high bound of a 90 % interval and the value in the middle."""

    low: float
    mid: float
    high: float
