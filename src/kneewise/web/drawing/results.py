"""Results of one self-test over days, each a dot with its error: left round, right square.

A broken line marks what they are held against.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from kneewise.model.diary import Side

WIDTH, HEIGHT = 328, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 12, 28
_APART = 4
"""How far the two sides are drawn apart, so that one does not hide the other."""

Results = Mapping[Side, Sequence[tuple[date, float]]]


def results(
    sides: Results, half: float, against: float | None, label: str, ends: tuple[str, str]
) -> Markup:
    """The chart as SVG; `half` is the half-width of each result, `ends` the days in words."""
    days = [day for points in sides.values() for day, _ in points]
    values = [value for points in sides.values() for _, value in points]
    known = [*values, *([] if against is None else [against])]
    low, high = min(known) - 1.5 * half, max(known) + 1.5 * half
    scale = _Scale(min(days), max(days), low, high)
    parts = [_axis(scale, (low, (low + high) / 2, high))]
    if against is not None:
        parts.append(
            Markup('<line class="against" x1="{}" x2="{}" y1="{:.1f}" y2="{:.1f}"/>').format(
                _LEFT, WIDTH - _RIGHT, scale.y(against), scale.y(against)
            )
        )
    parts += [_points(scale, side, points, half) for side, points in sides.items()]
    words = Markup('<text x="{}" y="{}">{}</text>').format(_LEFT, HEIGHT - 8, ends[0])
    if ends[0] != ends[1]:
        words += Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(
            WIDTH - _RIGHT, HEIGHT - 8, ends[1]
        )
    return Markup(
        '<svg class="results" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, label, Markup("").join(parts), words)


class _Scale:
    """Days across and values up."""

    def __init__(self, first: date, last: date, low: float, high: float) -> None:
        self._first, self._days = first, (last - first).days
        self._low, self._span = low, (high - low) or 1.0

    def x(self, day: date) -> float:
        """Pixels from the left."""
        part = (day - self._first).days / self._days if self._days else 0.5
        return _LEFT + 12 + part * (WIDTH - _LEFT - _RIGHT - 24)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return _TOP + (1 - (value - self._low) / self._span) * (HEIGHT - _TOP - _BOTTOM)


def _axis(scale: _Scale, marks: Sequence[float]) -> Markup:
    return Markup("").join(
        Markup(
            '<line class="mark" x1="{x1}" x2="{x2}" y1="{y:.1f}" y2="{y:.1f}"/>'
            '<text x="{text}" y="{below:.1f}" text-anchor="end">{at:.0f}</text>'
        ).format(
            x1=_LEFT, x2=WIDTH - _RIGHT, y=scale.y(at), text=_LEFT - 6, below=scale.y(at) + 4, at=at
        )
        for at in marks
    )


def _points(scale: _Scale, side: Side, points: Sequence[tuple[date, float]], half: float) -> Markup:
    drawn = []
    for day, value in points:
        x = scale.x(day) + (-_APART if side is Side.LEFT else _APART)
        drawn.append(
            Markup(
                '<line class="error" x1="{x:.1f}" x2="{x:.1f}" y1="{a:.1f}" y2="{b:.1f}"/>'
            ).format(x=x, a=scale.y(value - half), b=scale.y(value + half))
        )
        if side is Side.LEFT:
            shape = Markup('<circle class="left" cx="{:.1f}" cy="{:.1f}" r="5"/>')
            drawn.append(shape.format(x, scale.y(value)))
        else:
            shape = Markup('<rect class="right" x="{:.1f}" y="{:.1f}" width="9" height="9"/>')
            drawn.append(shape.format(x - 4.5, scale.y(value) - 4.5))
    return Markup("").join(drawn)
