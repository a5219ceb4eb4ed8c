"""Intervals drawn in text: a prior and a posterior on one logarithmic axis."""

from __future__ import annotations

import math

from kneewise.model.effect import Interval

LOW, HIGH = 0.33, 6.0
"""Ends of the axis, as relative risks; what lies beyond is drawn at the end."""


def draw(interval: Interval | None, *, width: int = 33, line: str = "─", dot: str = "●") -> str:
    """The interval as a line with a dot at its middle; `┊` marks no difference (1)."""
    cells = [" "] * width
    cells[_place(1.0, width)] = "┊"
    if interval is not None:
        first, last = _place(interval.low, width), _place(interval.high, width)
        for at in range(first, last + 1):
            cells[at] = line
        cells[_place(interval.mid, width)] = dot
    return "".join(cells).rstrip()


def _place(ratio: float, width: int) -> int:
    share = math.log(min(max(ratio, LOW), HIGH) / LOW) / math.log(HIGH / LOW)
    return round(share * (width - 1))
