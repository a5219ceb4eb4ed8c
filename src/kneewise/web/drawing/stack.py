"""Shares as columns that fill their place from foot to top; what is not known is hatched on top.

Like every strip it stretches to its place, so words stand beside it. The hatch runs level: it
stays the same however the strip is stretched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kneewise.web.drawing.strips import HEIGHT, WIDTH

LEAST = 0.002
"""A share below this is not drawn; it would be less than a tenth of a pixel."""

_STEP = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One column from `start` to `end` of the axis: shares from the foot up, the rest unknown.

    `label` says it in words.
    """

    start: float
    end: float
    shares: tuple[float, ...]
    label: str = ""


def draw_stack(
    columns: Sequence[Column], end: float, kind: str, label: str, *, gap: float = 0.0
) -> Markup:
    """All columns over an axis from 0 to `end`; `kind` is the class that colours the shares.

    `gap` is left free between two columns, in units of the axis.
    """
    drawn = Markup("").join(_column(one, end, gap) for one in columns)
    return Markup(
        '<svg class="strip stack {kind}" viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
        ' role="img" aria-label="{label}">{drawn}'
        '<line class="cursor" x1="0" x2="0" y1="0" y2="{height}" hidden=""/></svg>'
    ).format(kind=kind, width=WIDTH, height=HEIGHT, label=label, drawn=drawn)


def draw_key(kind: str, place: int | None) -> Markup:
    """The square that stands beside a name in the legend: of a class, or of the unknown."""
    inside = (
        _hatch(1, 1, 18, 18)
        if place is None
        else Markup('<rect class="c{}" x="1" y="1" width="18" height="18"/>').format(place)
    )
    return Markup(
        '<svg class="key stack {}" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true"'
        ' focusable="false">{}</svg>'
    ).format(kind, inside)


def _column(one: Column, end: float, gap: float) -> Markup:
    left = WIDTH * one.start / (end or 1.0)
    width = max(WIDTH * (one.end - one.start - gap) / (end or 1.0), 0.5)
    parts, at = [], 0.0
    for place, share in enumerate(one.shares):
        if share >= LEAST:
            parts.append(_rect(f"c{place}", left, width, at, share))
        at += share
    if 1.0 - at >= LEAST:
        parts.append(_hatch(left, 0.0, width, (1.0 - at) * HEIGHT))
    title = Markup("<title>{}</title>").format(one.label) if one.label else Markup("")
    return Markup("<g>{}{}</g>").format(title, Markup("").join(parts))


def _rect(name: str, left: float, width: float, at: float, share: float) -> Markup:
    top = HEIGHT * (1.0 - at - share)
    return Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>').format(
        name, left, max(top, 0.0), width, share * HEIGHT
    )


def _hatch(left: float, top: float, width: float, height: float) -> Markup:
    """An open box with level lines in it: told from every colour by its shape."""
    lines = "".join(
        f"M{left:.1f} {y:.1f}h{width:.1f}"
        for y in (top + _STEP * n + _STEP / 2 for n in range(int(height / _STEP) + 1))
        if y < top + height
    )
    return Markup(
        '<rect class="open" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
        '<path class="hatch" d="{}"/>'
    ).format(left, top, width, height, lines)
