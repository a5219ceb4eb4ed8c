"""The plain map of the planner: ways thin, a route bold with its direction, its start a ring.

The ways are drawn once a page, in a sheet of whole units, and every picture uses that sheet, so
that three routes cost one map.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot

from markupsafe import Markup

WIDTH = 360.0
MARGIN = 18.0
LEAST_HEIGHT, MOST_HEIGHT = 240.0, 460.0
LEAST_M = 400.0
UNITS = 1000
"""The sheet's longer side in its own whole units: a third of a pixel on a phone."""

ARROWS = 7
"""Arrows along a route (our choice: enough to tell the way round where it crosses itself)."""

Point = tuple[float, float] | None
Line = tuple[Sequence[float], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Frame:
    """What one picture shows of the sheet: its north-west corner in metres, and its scale."""

    west_m: float
    north_m: float
    pixels_a_metre: float
    height: float

    def place(self, east_m: float, north_m: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        return (
            (east_m - self.west_m) * self.pixels_a_metre,
            (self.north_m - north_m) * self.pixels_a_metre,
        )

    @property
    def metres_wide(self) -> float:
        """How many metres the whole width is."""
        return WIDTH / self.pixels_a_metre


def frame_round(points: Iterable[Point]) -> Frame:
    """The frame that holds all of these places; of the middle where none is known."""
    known = [one for one in points if one is not None] or [(0.0, 0.0)]
    west, east = min(x for x, _ in known), max(x for x, _ in known)
    south, north = min(y for _, y in known), max(y for _, y in known)
    wide, high = max(east - west, LEAST_M), max(north - south, LEAST_M)
    pixels = min((WIDTH - 2 * MARGIN) / wide, (MOST_HEIGHT - 2 * MARGIN) / high)
    height = min(max(high * pixels + 2 * MARGIN, LEAST_HEIGHT), MOST_HEIGHT)
    return Frame(
        west_m=(west + east) / 2 - WIDTH / 2 / pixels,
        north_m=(south + north) / 2 + height / 2 / pixels,
        pixels_a_metre=pixels,
        height=height,
    )


def draw_ways(ways: Iterable[tuple[str, Line]], reach_m: float) -> Markup:
    """The sheet itself, shown nowhere: (kind, line in metres) in one path a kind.

    `reach_m` is how far the sheet goes from its middle.
    """
    unit = unit_of(reach_m)
    by_kind: dict[str, list[str]] = {}
    for kind, line in ways:
        by_kind.setdefault(kind, []).append(_steps(line, unit))
    paths = Markup("").join(
        Markup('<path class="way {}" d="{}"/>').format(kind, "".join(parts))
        for kind, parts in reversed(by_kind.items())
    )
    return Markup(
        '<svg class="ways" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
        '<g id="ways">{}</g></defs></svg>'
    ).format(paths)


def unit_of(reach_m: float) -> float:
    """Metres of one unit of the sheet."""
    return 2 * reach_m / UNITS


def draw_sheet(
    frame: Frame,
    reach_m: float | None,
    drawn: Markup,
    label: str,
    bar: tuple[float, str],
) -> Markup:
    """One picture: the ways (none without `reach_m`), what is `drawn` over them, north, a scale."""
    return Markup(
        '<svg class="sheet" viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{label}">'
        '{ways}{drawn}{north}{bar}<circle class="tapped" r="8" hidden=""/></svg>'
    ).format(
        width=WIDTH,
        height=frame.height + 24,
        label=label,
        ways=Markup("") if reach_m is None else _used(frame, unit_of(reach_m)),
        drawn=drawn,
        north=_north(),
        bar=_bar(frame, *bar),
    )


def draw_route(frame: Frame, line: Sequence[Point], start: Point) -> Markup:
    """A route with arrows along it and a ring where it starts; None breaks it."""
    places = [None if one is None else frame.place(*one) for one in line]
    arrows = Markup("").join(
        Markup('<path class="arrow" d="M-4 -5L6 0L-4 5z" transform="{}"/>').format(where)
        for where in _arrows(places)
    )
    d = _path(places)
    return Markup('<path class="halo" d="{}"/><path class="route" d="{}"/>{}{}').format(
        d, d, arrows, Markup("") if start is None else _ring(frame.place(*start))
    )


def draw_starts(frame: Frame, starts: Sequence[tuple[float, float]]) -> Markup:
    """Usual starts with their numbers."""
    return Markup("").join(
        Markup(
            '<g class="usual"><circle cx="{x:.1f}" cy="{y:.1f}" r="11"/>'
            '<text x="{x:.1f}" y="{below:.1f}" text-anchor="middle">{number}</text></g>'
        ).format(x=x, y=y, below=y + 4.5, number=number)
        for number, (x, y) in enumerate((frame.place(*one) for one in starts), start=1)
        if 0 <= x <= WIDTH and 0 <= y <= frame.height
    )


def _used(frame: Frame, unit: float) -> Markup:
    """The sheet in its place: its units are whole, its middle is at 0, north is up."""
    scale = unit * frame.pixels_a_metre
    x, y = frame.place(0.0, 0.0)
    return Markup(
        '<use href="#ways" transform="matrix({0:.5f} 0 0 {0:.5f} {1:.2f} {2:.2f})"/>'
    ).format(scale, x, y)


def _steps(line: Line, unit: float) -> str:
    """A line in whole units, each point as the step from the one before."""
    points = [(round(x / unit), round(-y / unit)) for x, y in zip(line[0], line[1], strict=True)]
    parts = [f"M{points[0][0]} {points[0][1]}l"]
    for (x0, y0), (x1, y1) in pairwise(points):
        if (x0, y0) != (x1, y1):
            parts.append(f"{x1 - x0} {y1 - y0} ")
    return "".join(parts).replace(" -", "-").rstrip() if len(parts) > 1 else ""


def _path(places: Sequence[Point]) -> str:
    parts, drawing = [], False
    for place in places:
        if place is None:
            drawing = False
            continue
        parts.append(f"{'L' if drawing else 'M'}{place[0]:.1f} {place[1]:.1f}")
        drawing = True
    return "".join(parts)


def _arrows(places: Sequence[Point]) -> Iterable[str]:
    """Where arrows stand, evenly along what is shown, each turned the way it goes."""
    pieces = [(a, b) for a, b in pairwise(places) if a is not None and b is not None]
    whole = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pieces)
    at, next_one = 0.0, whole / ARROWS / 2
    for a, b in pieces:
        length = hypot(b[0] - a[0], b[1] - a[1])
        while length > 0 and next_one <= at + length and next_one <= whole:
            share = (next_one - at) / length
            x, y = a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])
            turn = degrees(atan2(b[1] - a[1], b[0] - a[0]))
            yield f"translate({x:.1f} {y:.1f}) rotate({turn:.0f})"
            next_one += whole / ARROWS
        at += length


def _ring(place: tuple[float, float]) -> Markup:
    return Markup('<circle class="start" cx="{:.1f}" cy="{:.1f}" r="7"/>').format(*place)


def _north() -> Markup:
    x = WIDTH - 12
    return Markup(
        '<path class="north" d="M{x:.0f} 8l5 14l-5 -4l-5 4z"/>'
        '<text x="{x:.0f}" y="36" text-anchor="middle">N</text>'
    ).format(x=x)


def _bar(frame: Frame, metres: float, words: str) -> Markup:
    y = frame.height + 14
    right = 8 + metres * frame.pixels_a_metre
    return Markup(
        '<rect class="foot" x="0" y="{foot:.1f}" width="{width:.0f}" height="24"/>'
        '<path class="bar" d="M8 {top:.1f}V{y:.1f}H{right:.1f}V{top:.1f}"/>'
        '<text x="{after:.1f}" y="{y:.1f}">{words}</text>'
    ).format(
        foot=frame.height,
        width=WIDTH,
        y=y,
        top=y - 5,
        right=right,
        after=right + 6,
        words=words,
    )
