"""A number that says how sure it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """Low and high bound of a 90 % interval and the value in the middle."""

    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class Effect:
    """A size with its 90 % interval, its unit, how far to trust it, and the reason in words."""

    low: float
    mid: float
    high: float
    unit: str
    trust: str
    why: str
