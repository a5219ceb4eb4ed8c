"""Feet drawn: a print with its thirds, arch indices on an axis, and what a good photo shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kneewise.body.foot import HIGH_UP_TO, LOW_FROM, Outline
from kneewise.model.effect import Interval

Point = tuple[float, float]

MARGIN_MM = 6.0

AXIS = (0.05, 0.40)
WIDTH, ROW, LEFT, RIGHT = 340.0, 34.0, 12.0, 12.0


@dataclass(frozen=True, slots=True)
class Marked:
    """One arch index on the axis, with what stands above it."""

    label: str
    index: Interval


def footprint(outline: Outline, label: str) -> Markup:
    """A print from above in its own millimetres: toes pale, three thirds, the axis."""
    every = [point for polygon in (*outline.body, *outline.toes) for point in polygon]
    every += [point for line in outline.cuts for point in line]
    low = (min(x for x, _ in every) - MARGIN_MM, min(y for _, y in every) - MARGIN_MM)
    high = (max(x for x, _ in every) + MARGIN_MM, max(y for _, y in every) + MARGIN_MM)
    body = "".join(_closed(polygon) for polygon in outline.body)
    toes = "".join(_closed(polygon) for polygon in outline.toes)
    middle = _closed((*outline.cuts[1], *reversed(outline.cuts[2])))
    lines = "".join(_open(line) for line in outline.cuts)
    return Markup(
        '<svg class="footprint" viewBox="{x:.1f} {y:.1f} {w:.1f} {h:.1f}" role="img" '
        'aria-label="{label}"><path class="third" d="{middle}"/><path class="toes" d="{toes}"/>'
        '<path class="body" d="{body}"/><path class="cut" d="{lines}"/>'
        '<path class="axis" d="{axis}"/></svg>'
    ).format(
        x=low[0],
        y=low[1],
        w=high[0] - low[0],
        h=high[1] - low[1],
        label=label,
        middle=middle,
        toes=toes,
        body=body,
        lines=lines,
        axis=_open(outline.axis),
    )


def _closed(points: Sequence[Point]) -> str:
    return _open(points) + "Z"


def _open(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def index_axis(marks: Sequence[Marked], names: tuple[str, str, str], label: str) -> Markup:
    """Arch indices with their intervals, one a row, over the ranges called high, normal, low."""
    high = 30.0 + ROW * len(marks)
    ends = (AXIS[0], HIGH_UP_TO, LOW_FROM, AXIS[1])
    bands = Markup("").join(
        Markup(
            '<rect class="band band-{k}" x="{x:.1f}" y="20" width="{w:.1f}" height="{h:.1f}"/>'
            '<text class="name" x="{at:.1f}" y="14" text-anchor="middle">{name}</text>'
        ).format(
            k=k,
            x=_x(ends[k]),
            w=_x(ends[k + 1]) - _x(ends[k]),
            h=high - 26,
            at=0.5 * (_x(ends[k]) + _x(ends[k + 1])),
            name=name,
        )
        for k, name in enumerate(names)
    )
    rows = Markup("").join(_row(mark, 26 + ROW * k) for k, mark in enumerate(marks))
    ticks = Markup("").join(
        Markup(
            '<text class="tick" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{at}</text>'
        ).format(x=_x(at), y=high + 10, at=f"{at:.2f}")
        for at in (0.10, HIGH_UP_TO, LOW_FROM, 0.35)
    )
    return Markup(
        '<svg class="index" viewBox="0 0 {w:.0f} {h:.0f}" role="img" aria-label="{label}">'
        "{bands}{rows}{ticks}</svg>"
    ).format(w=WIDTH, h=high + 16, label=label, bands=bands, rows=rows, ticks=ticks)


def _row(mark: Marked, top: float) -> Markup:
    y = top + 22
    return Markup(
        '<text class="mark" x="{text:.1f}" y="{ty:.1f}">{label}</text>'
        '<path class="whisker" d="M{low:.1f} {y:.1f}H{high:.1f}"/>'
        '<circle class="middle" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    ).format(
        text=LEFT + 4,
        ty=top + 12,
        label=mark.label,
        low=_x(mark.index.low),
        high=_x(mark.index.high),
        x=_x(mark.index.mid),
        y=y,
    )


def _x(index: float) -> float:
    share = (index - AXIS[0]) / (AXIS[1] - AXIS[0])
    return LEFT + min(max(share, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)


_SOLE = (
    "M152 66C166 64 176 72 177 88C178 106 170 122 168 138C166 152 172 164 171 178"
    "C170 192 160 199 150 198C139 197 133 188 134 176C135 160 148 150 147 136"
    "C146 122 130 112 128 94C127 78 138 68 152 66Z"
)
_TOES = ((131, 55, 9), (146, 50, 5.5), (158, 52, 5), (168, 57, 4.6), (176, 64, 4.2))


def good_photo(label: str) -> Markup:
    """A sheet whole on a darker table, the print inside it, the phone straight above."""
    toes = "".join(f'<circle cx="{x}" cy="{y}" r="{r}"/>' for x, y, r in _TOES)
    return Markup(
        '<svg class="good" viewBox="0 0 300 250" role="img" aria-label="{label}">'
        '<rect class="table" x="4" y="4" width="292" height="242" rx="10"/>'
        '<rect class="sheet" x="90" y="24" width="122" height="196"/>'
        '<g class="wet"><path d="{sole}"/>{toes}</g>'
        '<path class="frame" d="M30 40V18H52M248 18H270V40M270 206V228H248M52 228H30V206"/>'
        "</svg>"
    ).format(label=label, sole=_SOLE, toes=Markup(toes))  # noqa: S704 - our own numbers
