"""Curves over the gait cycle as SVG: mean as a line, one standard deviation as a band."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from math import ceil, floor

from kneewise.body.form.answer import Curve
from kneewise.model.diary import Side

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 42, 22, 12, 28
STEP_DEG = (5, 10, 20, 30, 60)
MOST_LINES = 5

DASHES = {Side.LEFT: "", Side.RIGHT: ' stroke-dasharray="6 4"', None: ""}
"""Left is drawn through and right dashed, so that nothing hangs on colour."""


def curves_svg(curves: Iterable[Curve], label: str, *, alone: bool = False) -> str:
    """All curves of one angle (left and right) in one picture; `label` says what it shows.

    With `alone` it carries its own style, for a file; in a page the page's style sheet has it.
    """
    shown = tuple(curves)
    low = min(m - s for c in shown for m, s in zip(c.mean, c.spread, strict=True))
    high = max(m + s for c in shown for m, s in zip(c.mean, c.spread, strict=True))
    step = next((s for s in STEP_DEG if (high - low) / s <= MOST_LINES), STEP_DEG[-1])
    low, high = step * floor(low / step), step * max(ceil(high / step), floor(low / step) + 1)
    drawn = [_grid(low, high, step)]
    drawn += [_band(curve, low, high) for curve in shown]
    drawn += [_line(curve, low, high) for curve in shown]
    style = f"<style>{_STYLE}</style>" if alone else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="gait" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-label="{escape(label)}">{style}{"".join(drawn)}</svg>'
    )


def _grid(low: float, high: float, step: float) -> str:
    out = []
    value = low
    while value <= high:
        y = _y(value, low, high)
        out.append(f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}"/>')
        out.append(f'<text class="tick" x="{LEFT - 6}" y="{y + 4:.1f}">{value:g}°</text>')
        value += step
    for percent in (0, 25, 50, 75, 100):
        x = _x(percent / 100)
        out.append(f'<text class="foot" x="{x:.1f}" y="{HEIGHT - 8}">{percent} %</text>')
    return "".join(out)


def _band(curve: Curve, low: float, high: float) -> str:
    upper = [_spot(i, m + s, curve, low, high) for i, m, s in _rows(curve)]
    lower = [_spot(i, m - s, curve, low, high) for i, m, s in _rows(curve)]
    return f'<path class="band {_name(curve)}" d="M{"L".join(upper + lower[::-1])}Z"/>'


def _line(curve: Curve, low: float, high: float) -> str:
    spots = "L".join(_spot(i, m, curve, low, high) for i, m, _ in _rows(curve))
    return f'<path class="mean {_name(curve)}"{DASHES[curve.side]} d="M{spots}"/>'


def _rows(curve: Curve) -> list[tuple[int, float, float]]:
    return [(i, m, s) for i, (m, s) in enumerate(zip(curve.mean, curve.spread, strict=True))]


def _spot(i: int, value: float, curve: Curve, low: float, high: float) -> str:
    return f"{_x(i / (len(curve.mean) - 1)):.1f} {_y(value, low, high):.1f}"


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(value: float, low: float, high: float) -> float:
    return TOP + (high - value) / (high - low) * (HEIGHT - TOP - BOTTOM)


def _name(curve: Curve) -> str:
    return "both" if curve.side is None else curve.side.value


_STYLE = (
    "svg{background:#fff;font:12px system-ui,sans-serif}"
    ".grid{stroke:#d7dcde;fill:none}.tick{text-anchor:end;fill:#4b5558}"
    ".foot{text-anchor:middle;fill:#4b5558}.mean{fill:none;stroke-width:2}"
    ".mean.left{stroke:#b85c00}.mean.right,.mean.both{stroke:#00675b}"
    ".band{opacity:.2}.band.left{fill:#e67e22}.band.right,.band.both{fill:#00897b}"
)
