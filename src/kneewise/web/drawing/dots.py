"""One value among those before: a row of dots, and one that stands out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH = 320.0
HEIGHT = 28.0
MARGIN = 10.0


def draw_dots(past: Sequence[float], value: float, label: str) -> Markup:
    """Earlier values as faint dots on one line, this one larger and filled."""
    low, high = min([*past, value]), max([*past, value])
    span = (high - low) or 1.0

    def x(one: float) -> float:
        share = (one - low) / span if high > low else 0.5
        return MARGIN + share * (WIDTH - 2 * MARGIN)

    before = "".join(f"M{x(one):.1f} {HEIGHT / 2:.0f}h0" for one in past)
    return Markup(
        '<svg class="dots" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{label}">'
        '<path class="axis" d="M0 {middle:.0f}H{width:.0f}"/><path class="before" d="{before}"/>'
        '<circle class="this" cx="{x:.1f}" cy="{middle:.0f}" r="7"/></svg>'
    ).format(
        width=WIDTH,
        height=HEIGHT,
        middle=HEIGHT / 2,
        label=label,
        before=before,
        x=x(value),
    )
