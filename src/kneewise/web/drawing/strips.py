"""One quantity along a run as a strip that stretches to its place; labels stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kneewise.model.effect import Interval

WIDTH = 1000
HEIGHT = 100
MARGIN = 4
"""Left free above and below, so that a line at the edge keeps its whole width."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a strip shows: from `left` to `right` along the run, `low` at its foot to `high`."""

    left: float
    right: float
    low: float
    high: float

    def x(self, at: float) -> float:
        """Where along the strip; 0 to 1000."""
        return WIDTH * (at - self.left) / ((self.right - self.left) or 1.0)

    def y(self, value: float) -> float:
        """How high; what is outside the scale stands at its edge."""
        inside = min(max(value, self.low), self.high)
        share = (inside - self.low) / ((self.high - self.low) or 1.0)
        return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)


def scale(left: float, right: float, low: float, high: float, least: float) -> Scale:
    """A scale over these values that spans at least `least`, so that noise looks small."""
    missing = max(0.0, least - (high - low)) / 2
    return Scale(left, right, low - missing, high + missing)


def draw_line(
    at: Sequence[float],
    values: Sequence[float | None],
    on: Scale,
    label: str,
    zero: float | None = None,
) -> Markup:
    """A line over the run, broken where a value is unknown; `zero` draws a level to compare."""
    return _strip(
        _level(zero, on) + Markup('<path class="line" d="{d}"/>').format(d=_path(at, values, on)),
        label,
    )


def draw_steps(
    pieces: Sequence[tuple[float, float, Interval | None]], on: Scale, label: str
) -> Markup:
    """Pieces (from, to, value) as steps: a band for the interval, a line for its middle."""
    drawn = Markup("").join(
        _step(start, end, value, on) for start, end, value in pieces if value is not None
    )
    return _strip(drawn, label)


def _path(at: Sequence[float], values: Sequence[float | None], on: Scale) -> str:
    parts: list[str] = []
    drawing = False
    for place, value in zip(at, values, strict=True):
        if value is None:
            drawing = False
            continue
        x, y = on.x(place), on.y(value)
        parts.append(f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}")
        if not drawing:
            parts.append("h0.1")  # a single point between two gaps is still seen
        drawing = True
    return "".join(parts)


def _level(value: float | None, on: Scale) -> Markup:
    if value is None or not on.low <= value <= on.high:
        return Markup("")
    y = f"{on.y(value):.1f}"
    return Markup('<path class="level" d="M0 {y}H{width}"/>').format(y=y, width=WIDTH)


def _step(start: float, end: float, value: Interval, on: Scale) -> Markup:
    left, right = on.x(start), on.x(end)
    top, bottom, middle = on.y(value.high), on.y(value.low), on.y(value.mid)
    return Markup(
        '<rect class="band" x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"/>'
        '<path class="line" d="M{x:.1f} {middle:.1f}H{right:.1f}"/>'
    ).format(
        x=left,
        top=top,
        width=max(right - left, 0.1),
        height=max(bottom - top, 0.5),
        middle=middle,
        right=right,
    )


def _strip(drawn: Markup, label: str) -> Markup:
    return Markup(
        '<svg class="strip" viewBox="0 0 {width} {height}" preserveAspectRatio="none" role="img"'
        ' aria-label="{label}">{drawn}'
        '<line class="cursor" x1="0" x2="0" y1="0" y2="{height}" hidden=""/></svg>'
    ).format(width=WIDTH, height=HEIGHT, label=label, drawn=drawn)
