"""How a sum from 0 to 100 went over days: a line with a dot a day; drawn for a phone's width."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

WIDTH, HEIGHT = 328, 190
_LEFT, _RIGHT, _TOP, _BOTTOM = 34, 10, 10, 28

Point = tuple[date, float | None]


def course(points: Sequence[Point], label: str, ends: tuple[str, str]) -> Markup:
    """The course as SVG; days without a sum are gaps, never zero.

    `points` in the order of days; `ends` the first and the last day in words; `label` what a
    screen reader says.
    """
    marks = Markup("").join(
        Markup(
            '<line class="mark" x1="{x1}" x2="{x2}" y1="{y}" y2="{y}"/>'
            '<text x="{text}" y="{below}" text-anchor="end">{at}</text>'
        ).format(
            x1=_LEFT, x2=WIDTH - _RIGHT, y=_y(at), text=_LEFT - 6, below=_y(at) + 4, at=f"{at:.0f}"
        )
        for at in (0.0, 50.0, 100.0)
    )
    known = [(_x(day, points), _y(value)) for day, value in points if value is not None]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in known)
    dots = Markup("").join(
        Markup('<circle class="middle" cx="{:.1f}" cy="{:.1f}" r="5"/>').format(x, y)
        for x, y in known
    )
    first, last = ends
    words = Markup('<text x="{}" y="{}">{}</text>').format(_LEFT, HEIGHT - 8, first)
    if len(points) > 1:
        words += Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(
            WIDTH - _RIGHT, HEIGHT - 8, last
        )
    return Markup(
        '<svg class="course" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}'
        '<polyline class="range" points="{}"/>{}{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, label, marks, line, dots, words)


def _x(day: date, points: Sequence[Point]) -> float:
    first, last = points[0][0], points[-1][0]
    whole = (last - first).days
    part = (day - first).days / whole if whole else 0.5
    return _LEFT + 8 + part * (WIDTH - _LEFT - _RIGHT - 16)


def _y(value: float) -> float:
    return _TOP + (1 - value / 100) * (HEIGHT - _TOP - _BOTTOM)
