"""Which arch an index speaks of, by the cut-offs in use, where its interval allows it."""

from __future__ import annotations

from enum import StrEnum

from kneewise.model.effect import Interval

HIGH_UP_TO = 0.21
LOW_FROM = 0.26
"""CAVANAGH1987: quartiles of 107 feet became the cut-offs of most programs (secondary)."""


class Arch(StrEnum):
    """Two words where the interval lies over a cut-off: can't tell which."""

    HIGH = "high"
    HIGH_OR_NORMAL = "high_or_normal"
    NORMAL = "normal"
    NORMAL_OR_LOW = "normal_or_low"
    LOW = "low"
    ANY = "any"


def arch_of(index: Interval) -> Arch:
    """The class both ends of the interval lie in, or the classes between which it lies."""
    low, high = index.low, index.high
    if high <= HIGH_UP_TO:
        return Arch.HIGH
    if low >= LOW_FROM:
        return Arch.LOW
    if low > HIGH_UP_TO and high < LOW_FROM:
        return Arch.NORMAL
    if low <= HIGH_UP_TO and high >= LOW_FROM:
        return Arch.ANY
    return Arch.HIGH_OR_NORMAL if low <= HIGH_UP_TO else Arch.NORMAL_OR_LOW
