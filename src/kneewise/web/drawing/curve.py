"""A share that grows with the days: the middle as a line, its 90 % interval as a band."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kneewise.model.effect import Interval

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 48, 12, 12, 40
QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Point:
    """So many days from today, and the share (0-1) by then."""

    days: int
    share: Interval


def draw(points: Sequence[Point]) -> Markup:
    """The curve over square-root time, so that the first weeks are not squeezed; in order."""
    last = max(point.days for point in points)

    def x(days: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.sqrt(days / last if last else 0.0)

    def y(share: float) -> float:
        return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share)

    upper = [f"{x(p.days):.1f},{y(p.share.high):.1f}" for p in points]
    lower = [f"{x(p.days):.1f},{y(p.share.low):.1f}" for p in reversed(points)]
    middle = " ".join(f"{x(p.days):.1f},{y(p.share.mid):.1f}" for p in points)
    marks = [p for p in points if p.days % 7 == 0 and p.days]
    parts = [
        Markup('<svg class="curve" viewBox="0 0 {} {}" role="img" aria-hidden="true">').format(
            WIDTH, HEIGHT
        ),
        *(_level(share, y(share)) for share in QUARTERS),
        *(_week(point.days, x(point.days)) for point in _apart(marks, x)),
        Markup('<polygon class="band" points="{}"/>').format(" ".join(upper + lower)),
        Markup('<polyline class="middle" points="{}"/>').format(middle),
        Markup("</svg>"),
    ]
    return Markup("").join(parts)


def _level(share: float, y: float) -> Markup:
    return Markup(
        '<line class="grid" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>'
        '<text x="{}" y="{:.1f}" text-anchor="end">{:.0f} %</text>'
    ).format(LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, 100 * share)


def _week(days: int, x: float) -> Markup:
    return Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
        x, HEIGHT - 16, days // 7
    )


def _apart(points: Sequence[Point], x: Callable[[float], float]) -> list[Point]:
    """Those whose labels don't touch, from the left."""
    kept: list[Point] = []
    for point in points:
        if not kept or x(point.days) - x(kept[-1].days) >= 26:
            kept.append(point)
    return kept
