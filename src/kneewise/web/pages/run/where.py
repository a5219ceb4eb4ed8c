"""What the map of a run shows in a sentence, and the places of the way as rows of a table."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from kneewise.journal.strips import Strips, Track
from kneewise.model.numbers import UNKNOWN
from kneewise.model.words import say
from kneewise.web.drawing.track import PlainMap
from kneewise.web.wording import Wording

_PACKAGE = "kneewise.web.pages.run"

BACK_M = 100.0
"""Nearer than this to where it began, a run came back (our choice: doors, and a watch's error)."""

STEP_M = 10.0
"""Lengths are said in steps of this: a watch places nothing better."""

ROWS = 12
"""Places in the table beside the first."""


@dataclass(frozen=True, slots=True)
class Where:
    """The finding of a map and its table: how far along, how far north, how far east."""

    finding: str
    rows: tuple[tuple[str, ...], ...]


def where(strips: Strips, track: Track, drawn: PlainMap, wording: Wording) -> Where:
    """The map in words. From where it begins only where that is shown; else how wide it is."""
    return Where(_finding(track, drawn, wording), _rows(strips, drawn, wording))


def _finding(track: Track, drawn: PlainMap, wording: Wording) -> str:
    places = [
        _metres(drawn, lat, lon)
        for lat, lon in zip(track.latitude_deg, track.longitude_deg, strict=True)
        if lat is not None and lon is not None
    ]
    if track.hides_start or track.hides_end:
        wide, tall = (max(part) - min(part) for part in zip(*places, strict=True))
        said = {"wide": _far(wide, wording), "tall": _far(tall, wording)}
        return say(_PACKAGE, "map.finding.span", **said)
    (x, y), (last_x, last_y) = places[0], places[-1]
    gap = hypot(last_x - x, last_y - y)
    farthest = _far(max(hypot(east - x, north - y) for east, north in places), wording)
    if gap <= BACK_M:
        return say(_PACKAGE, "map.finding.back", farthest=farthest)
    return say(_PACKAGE, "map.finding.away", gap=_far(gap, wording), farthest=farthest)


def _rows(strips: Strips, drawn: PlainMap, wording: Wording) -> tuple[tuple[str, ...], ...]:
    if strips.latitude_deg is None or strips.longitude_deg is None:
        return ()
    known = [
        (row, _metres(drawn, lat, lon))
        for row, (lat, lon) in enumerate(
            zip(strips.latitude_deg, strips.longitude_deg, strict=True)
        )
        if lat is not None and lon is not None
    ]
    if not known:
        return ()
    chosen = sorted({round(n * (len(known) - 1) / ROWS) for n in range(ROWS + 1)})
    x, y = known[0][1]
    return tuple(
        (
            _along(strips, row, wording),
            _side("north", "south", north - y, wording),
            _side("east", "west", east - x, wording),
        )
        for row, (east, north) in (known[at] for at in chosen)
    )


def _metres(drawn: PlainMap, latitude_deg: float, longitude_deg: float) -> tuple[float, float]:
    """Metres east and north of the map's upper left corner."""
    x, y = drawn.place(latitude_deg, longitude_deg)
    return x / drawn.pixels_a_metre, -y / drawn.pixels_a_metre


def _along(strips: Strips, row: int, wording: Wording) -> str:
    return UNKNOWN if strips.at_km is None else wording.distance(strips.at_km[row])


def _side(ahead: str, behind: str, metres: float, wording: Wording) -> str:
    if abs(metres) < STEP_M / 2:
        return say(_PACKAGE, "map.level")
    side = ahead if metres > 0 else behind
    return say(_PACKAGE, f"map.{side}", far=_far(abs(metres), wording))


def _far(metres: float, wording: Wording) -> str:
    if metres >= 1000:
        return wording.distance(metres / 1000)
    return wording.length(STEP_M * round(metres / STEP_M))
