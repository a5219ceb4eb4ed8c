"""Intervals on an axis of 0-1: 90 % thin, the middle half thick, the median a dot."""

from __future__ import annotations

import math
from collections.abc import Callable

from kneewise.exports.report.blocks import Bar, Tick
from kneewise.model.effect import Interval

HALF = 0.6744897501960817 / 1.6448536269514722
"""The middle half of a normal against its 90 %: an answer keeps its 90 % ends and median only, so
the thick part is reckoned from them, each side by itself (approximate; the legend says so)."""

LOW, HIGH = 0.33, 6.0
"""Ends of the axis of relative risks, as on the terminal; what lies beyond is drawn at the end."""

RATIOS = (0.5, 1.0, 2.0, 4.0)


def ratio_bar(interval: Interval) -> Bar:
    """A relative risk on the logarithmic axis."""
    return whole_and_half(interval, ratio_at)


def ratio_at(ratio: float) -> float:
    """Where a relative risk lies on the axis."""
    return math.log(min(max(ratio, LOW), HIGH) / LOW) / math.log(HIGH / LOW)


def ratio_ticks() -> tuple[Tick, ...]:
    """The risks written below the axis."""
    return tuple(Tick(ratio_at(ratio), f"×{ratio:g}") for ratio in RATIOS)


def whole_and_half(interval: Interval, at: Callable[[float], float]) -> Bar:
    """The interval's five places, the half reckoned on the axis itself."""
    low, mid, high = (min(max(at(part), 0.0), 1.0) for part in _ends(interval))
    return Bar(low, mid - HALF * (mid - low), mid, mid + HALF * (high - mid), high)


def _ends(interval: Interval) -> tuple[float, float, float]:
    return interval.low, interval.mid, interval.high
