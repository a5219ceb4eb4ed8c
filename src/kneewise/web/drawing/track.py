"""The track of a run on a plain map: from its own samples alone, north up, with a scale bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, floor, log10, radians

from markupsafe import Markup

Values = Sequence[float | None]

METRES_A_DEGREE = 111_195.0
SIDE = 360.0
MARGIN = 20.0
LEAST_M = 60.0
"""A track shorter than this is drawn small, so that the scatter of standing fixes stays a spot."""
LEAST_HEIGHT = 120.0
BAR_SHARE = 0.4
"""The scale bar is at most this share of the map wide."""


@dataclass(frozen=True, slots=True)
class PlainMap:
    """A local projection of a track: true to scale and angle where it lies, east to the right.

    Longitudes count from `longitude_deg`, the short way round, so that a run over the date line
    stays whole.
    """

    latitude_deg: float
    longitude_deg: float
    west_m: float
    north_m: float
    pixels_a_metre: float
    width: float
    height: float

    def place(self, latitude_deg: float, longitude_deg: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        east, north = _metres(latitude_deg, longitude_deg, self.latitude_deg, self.longitude_deg)
        return (
            (east - self.west_m) * self.pixels_a_metre,
            (self.north_m - north) * self.pixels_a_metre,
        )

    @property
    def metres_wide(self) -> float:
        """How many metres the whole width is."""
        return self.width / self.pixels_a_metre


def plain_map(latitude_deg: Values, longitude_deg: Values) -> PlainMap | None:
    """The map that holds all of these places; None where none is known."""
    known = _known(latitude_deg, longitude_deg)
    if not known:
        return None
    lat0 = (min(lat for lat, _ in known) + max(lat for lat, _ in known)) / 2
    lon0 = known[0][1]
    metres = [_metres(lat, lon, lat0, lon0) for lat, lon in known]
    west, east = min(x for x, _ in metres), max(x for x, _ in metres)
    south, north = min(y for _, y in metres), max(y for _, y in metres)
    span = max(east - west, north - south, LEAST_M)
    pixels = (SIDE - 2 * MARGIN) / span
    height = max((north - south) * pixels + 2 * MARGIN, LEAST_HEIGHT)
    return PlainMap(
        latitude_deg=lat0,
        longitude_deg=lon0,
        west_m=(west + east) / 2 - SIDE / 2 / pixels,
        north_m=(south + north) / 2 + height / 2 / pixels,
        pixels_a_metre=pixels,
        width=SIDE,
        height=height,
    )


def scale_bar(metres_wide: float, unit_m: float) -> float:
    """A round length (1, 2 or 5 of some power of ten of the unit) that fits the map, in metres."""
    most = BAR_SHARE * metres_wide / unit_m
    power = 10.0 ** floor(log10(most))
    return unit_m * power * max(step for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))


def draw_track(
    drawn: PlainMap,
    way: tuple[Values, Values],
    bar: tuple[float, str],
    label: str,
    *,
    start: bool = True,
    end: bool = True,
) -> Markup:
    """The track with its start (a ring) and end (a square), a north arrow and the scale bar.

    `way` are latitudes and longitudes; `bar` is its length in metres and in words; `start` and
    `end` whether these may be marked.
    """
    known = _known(*way)
    marks = Markup("")
    if start:
        marks += Markup('<circle class="start" cx="{x:.1f}" cy="{y:.1f}" r="6"/>').format(
            **_xy(drawn.place(*known[0]))
        )
    if end:
        x, y = drawn.place(*known[-1])
        marks += Markup('<rect class="end" x="{x:.1f}" y="{y:.1f}" width="9" height="9"/>').format(
            x=x - 4.5, y=y - 4.5
        )
    return Markup(
        '<svg class="track" viewBox="0 0 {width:.0f} {height:.0f}" role="img"'
        ' aria-label="{label}"><path class="way" d="{way}"/>{marks}{north}{bar}'
        '<circle class="cursor" r="6" hidden=""/></svg>'
    ).format(
        width=drawn.width,
        height=drawn.height + 24,
        label=label,
        way=_way(drawn, *way),
        marks=marks,
        north=_north(drawn),
        bar=_bar(drawn, *bar),
    )


def _way(drawn: PlainMap, latitude_deg: Values, longitude_deg: Values) -> str:
    parts: list[str] = []
    drawing = False
    for lat, lon in zip(latitude_deg, longitude_deg, strict=True):
        if lat is None or lon is None:
            drawing = False
            continue
        x, y = drawn.place(lat, lon)
        parts.append(f"{'L' if drawing else 'M'}{x:.1f} {y:.1f}")
        drawing = True
    return "".join(parts)


def _north(drawn: PlainMap) -> Markup:
    x = drawn.width - 12
    return Markup(
        '<path class="north" d="M{x} 8l5 14l-5 -4l-5 4z"/>'
        '<text x="{x}" y="36" text-anchor="middle">N</text>'
    ).format(x=x)


def _bar(drawn: PlainMap, metres: float, words: str) -> Markup:
    y = drawn.height + 14
    right = 8 + metres * drawn.pixels_a_metre
    return Markup(
        '<path class="bar" d="M8 {top}V{y}H{right:.1f}V{top}"/><text x="{after:.1f}" y="{y}">'
        "{words}</text>"
    ).format(y=f"{y:.1f}", top=f"{y - 5:.1f}", right=right, after=right + 6, words=words)


def _xy(place: tuple[float, float]) -> dict[str, float]:
    return {"x": place[0], "y": place[1]}


def _known(latitude_deg: Values, longitude_deg: Values) -> list[tuple[float, float]]:
    return [
        (lat, lon)
        for lat, lon in zip(latitude_deg, longitude_deg, strict=True)
        if lat is not None and lon is not None
    ]


def _metres(lat: float, lon: float, lat0: float, lon0: float) -> tuple[float, float]:
    """Metres east and north of a place, on a plane that touches there."""
    around = (lon - lon0 + 180.0) % 360.0 - 180.0
    return around * cos(radians(lat0)) * METRES_A_DEGREE, (lat - lat0) * METRES_A_DEGREE
