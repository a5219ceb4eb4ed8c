"""Curves of a form over the gait cycle, and one measure over all clips."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from kneewise.body.form.drawing import curves_svg
from kneewise.body.form.saying import CurveLine
from kneewise.model.effect import Z90, Interval

WIDTH, HEIGHT = 328, 120
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 12, 24

_CLIP = Markup(
    '<line class="whole" x1="{x:.1f}" x2="{x:.1f}" y1="{top:.1f}" y2="{foot:.1f}"/>'
    '<line class="near" x1="{x:.1f}" x2="{x:.1f}" y1="{upper:.1f}" y2="{lower:.1f}"/>'
    '<circle class="middle" cx="{x:.1f}" cy="{middle:.1f}" r="4"/>'
)

Point = tuple[str, Interval, float]
"""The day in words, the value with its 90 % interval, and how much a second clip would differ."""


def curves(line: CurveLine) -> Markup:
    """The curves of one angle; what they show is the picture's name for a screen reader."""
    return Markup(curves_svg(line.curves, line.says))  # noqa: S704 - escapes what it is given


def over_clips(points: Sequence[Point], label: str, digits: int = 0) -> Markup:
    """One measure clip by clip, the latest right.

    The dot is the value, the thick line where a second clip of the same day would lie in nine of
    ten, the thin line the whole 90 % interval.
    """
    low = min(point.low for _, point, _ in points)
    high = max(point.high for _, point, _ in points)
    room = (high - low) or 1.0

    def y(value: float) -> float:
        return _TOP + (high - value) / room * (HEIGHT - _TOP - _BOTTOM)

    step = (WIDTH - _LEFT - _RIGHT) / max(1, len(points))
    drawn = Markup("").join(
        Markup('<text x="{}" y="{:.1f}" text-anchor="end">{:.{}f}</text>').format(
            _LEFT - 6, y(value) + 4, value, digits
        )
        for value in (low, high)
    )
    for at, (day, value, again) in enumerate(points):
        x = _LEFT + (at + 0.5) * step
        upper, lower = min(value.mid + Z90 * again, high), max(value.mid - Z90 * again, low)
        drawn += _CLIP.format(
            x=x,
            top=y(value.high),
            foot=y(value.low),
            upper=y(upper),
            lower=y(lower),
            middle=y(value.mid),
        )
        if at in {0, len(points) - 1}:
            drawn += Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                min(max(x, 52), WIDTH - 44), HEIGHT - 6, day
            )
    return Markup(
        '<svg class="clips" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, HEIGHT, WIDTH, label, drawn)
