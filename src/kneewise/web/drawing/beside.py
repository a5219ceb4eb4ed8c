"""Two numbers with their ranges on one axis from zero: what is looked at, and the usual beside it.

Shape tells them apart without colour: round for the one, square for the usual.
"""

from __future__ import annotations

from markupsafe import Markup

from kneewise.model.effect import Interval

ONE_Y, USUAL_Y, HEIGHT = 11, 29, 40


def draw_beside(one: Interval, usual: Interval | None, most: float) -> Markup:
    """Both on an axis from 0 to `most`; the usual is left out where it is not known.

    Hidden from a screen reader: the same numbers stand beside it in words.
    """
    parts = [_axis(), _range(one, most, ONE_Y, "one")]
    parts.append(
        Markup('<circle class="one" cx="{}" cy="{}" r="6"/>').format(_x(one.mid, most), ONE_Y)
    )
    if usual is not None:
        parts.append(_range(usual, most, USUAL_Y, "usual"))
        parts.append(
            Markup(
                '<rect class="usual" x="{}" y="{}" width="10" height="10"'
                ' transform="translate(-5 -5)"/>'
            ).format(_x(usual.mid, most), USUAL_Y)
        )
    height = HEIGHT if usual is not None else USUAL_Y - ONE_Y + 4
    return Markup(
        '<svg class="beside" width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(height, Markup("").join(parts))


def _axis() -> Markup:
    return Markup('<line class="axis" x1="0" x2="0" y1="0" y2="100%"/>')


def _range(found: Interval, most: float, y: int, name: str) -> Markup:
    return Markup('<line class="range {}" x1="{}" x2="{}" y1="{y}" y2="{y}"/>').format(
        name, _x(found.low, most), _x(found.high, most), y=y
    )


def _x(value: float, most: float) -> str:
    return f"{100 * min(max(value / most, 0.0), 1.0) if most > 0 else 0:.1f}%"
