"""A route out of the house: a GPX file for apps and maps, a FIT course for a watch."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from pyfitparsernative import write_fit_bytes

from kneewise.exports.saying import text
from kneewise.model.ground import ATTRIBUTION
from kneewise.model.quantity import Distance
from kneewise.model.route import Route, Turn

GPX_TYPE = "application/gpx+xml"
FIT_TYPE = "application/vnd.ant.fit"
LICENCE = "https://www.openstreetmap.org/copyright"
"""Of the line, where it follows OpenStreetMap."""

NAME_BYTES = 15
"""What watches show of the name of a course or a point: 16 bytes of FIT with the closing zero."""

RECORD_M = 100.0
"""Two points of a course are at most so far apart, so that a watch sees at once who left it; our
choice."""

MOST_POINTS = 200
"""Turns in a course; the memory of many watches ends there (our choice)."""

SEMICIRCLES_PER_DEGREE = 2**31 / 180.0
_GPX = "http://www.topografix.com/GPX/1/1"

F8 = NDArray[np.float64]

Message = dict[str, Any]
"""One FIT message as the writer takes it: `message_type` and its fields."""


@dataclass(frozen=True, slots=True)
class RouteFile:
    """What a file says beside the line: whose data it is, when it was made, how fast it is run.

    `made_at` is aware; `speed_m_s` is that of the partner a watch shows on a course.
    """

    attribution: str
    made_at: datetime
    speed_m_s: float


def file_stem(route: Route, number: int) -> str:
    """`kneewise-route-1-8.1km`: plain ASCII, fit for any disk."""
    return f"kneewise-route-{number}-{route.km:.1f}km"


def gpx_bytes(route: Route, about: RouteFile) -> bytes:
    """The route as GPX 1.1: a track with its line, a route with its turns, whose data it is.

    Heights stand where they are known. There are no times: nobody has run it.
    """
    root = etree.Element(f"{{{_GPX}}}gpx", nsmap={None: _GPX}, version="1.1", creator="kneewise")
    meta = _put(root, "metadata")
    _put(meta, "name", _name(route))
    _put(meta, "desc", f"{text('file.description')} {about.attribution}")
    rights = _put(meta, "copyright")
    rights.set("author", about.attribution)
    if ATTRIBUTION in about.attribution:
        _put(rights, "license", LICENCE)
    _put(meta, "time", about.made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    if route.turns:
        turns = _put(root, "rte")
        _put(turns, "name", _name(route))
        _put(_place(turns, "rtept", route.lat_deg[0], route.lon_deg[0]), "name", text("turn.start"))
        for turn in route.turns:
            _put(_place(turns, "rtept", turn.lat_deg, turn.lon_deg), "name", turn_words(turn))
        _put(_place(turns, "rtept", route.lat_deg[-1], route.lon_deg[-1]), "name", text("turn.end"))
    track = _put(root, "trk")
    _put(track, "name", _name(route))
    segment = _put(track, "trkseg")
    heights = route.altitude_m or (None,) * len(route.lat_deg)
    for lat, lon, height in zip(route.lat_deg, route.lon_deg, heights, strict=True):
        point = _place(segment, "trkpt", lat, lon)
        if height is not None:
            _put(point, "ele", f"{height:.1f}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def course_bytes(route: Route, about: RouteFile) -> bytes:
    """The route as a FIT file of type course, with its turns as course points."""
    began = about.made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    metres, lat, lon, height = _spaced(route)
    stamps = [_stamp(began, along, about.speed_m_s) for along in metres.tolist()]
    lap = {
        "message_type": "lap",
        "timestamp": stamps[-1],
        "start_time": stamps[0],
        "start_position_lat": _semicircles(lat[0]),
        "start_position_long": _semicircles(lon[0]),
        "end_position_lat": _semicircles(lat[-1]),
        "end_position_long": _semicircles(lon[-1]),
        "total_elapsed_time": round(route.km * 1000 / about.speed_m_s, 3),
        "total_timer_time": round(route.km * 1000 / about.speed_m_s, 3),
        "total_distance": round(route.km * 1000, 2),
    }
    if route.climb_m is not None and route.descent_m is not None:
        lap |= {"total_ascent": round(route.climb_m), "total_descent": round(route.descent_m)}
    records: list[Message] = [
        {
            "message_type": "record",
            "timestamp": stamp,
            "position_lat": _semicircles(at_lat),
            "position_long": _semicircles(at_lon),
            "distance": round(along, 2),
        }
        | ({} if height is None else {"enhanced_altitude": round(float(height[place]), 1)})
        for place, (stamp, along, at_lat, at_lon) in enumerate(
            zip(stamps, metres.tolist(), lat.tolist(), lon.tolist(), strict=True)
        )
    ]
    messages = [*_head(route, began), lap, _timer(stamps[0], "start"), *records]
    messages += [*_points(route, began, about), _timer(stamps[-1], "stop_disable_all")]
    return bytes(write_fit_bytes(messages))


def _head(route: Route, began: datetime) -> Iterator[Message]:
    line = np.array((route.lat_deg, route.lon_deg)).tobytes()
    yield {
        "message_type": "file_id",
        "type": "course",
        "manufacturer": "development",
        "product": 1,
        "serial_number": zlib.crc32(line) or 1,
        "time_created": began.isoformat(),
    }
    kind = text(f"file.kind.{'loop' if route.loop else 'out_and_back'}")
    name = cut(text("file.name", km=Distance(route.km), kind=kind))
    yield {"message_type": "course", "sport": "running", "name": name}


def _points(route: Route, began: datetime, about: RouteFile) -> Iterator[Message]:
    """The turns in order, thinned evenly where there are too many for a watch."""
    turns = route.turns
    if len(turns) > MOST_POINTS:
        turns = tuple(turns[i * len(turns) // MOST_POINTS] for i in range(MOST_POINTS))
    for turn in turns:
        yield {
            "message_type": "course_point",
            "timestamp": _stamp(began, turn.along_m, about.speed_m_s),
            "position_lat": _semicircles(turn.lat_deg),
            "position_long": _semicircles(turn.lon_deg),
            "distance": round(turn.along_m, 2),
            "type": turn.turning.value,
            "name": cut(turn.name or text(f"turn.{turn.turning.value}")),
        }


def _spaced(route: Route) -> tuple[F8, F8, F8, F8 | None]:
    """(metres, latitudes, longitudes, heights or None) of the line, long straights filled."""
    along = np.array(route.along_m)
    parts = [
        np.linspace(begin, end, max(1, int(np.ceil((end - begin) / RECORD_M))), endpoint=False)
        for begin, end in pairwise(route.along_m)
        if end > begin
    ]
    metres = np.concatenate([*parts, along[-1:]])
    longitude = np.unwrap(np.array(route.lon_deg), period=360.0)
    lon = (np.interp(metres, along, longitude) + 180.0) % 360.0 - 180.0
    lat = np.interp(metres, along, np.array(route.lat_deg))
    height = route.altitude_m
    heights = None if height is None else np.interp(metres, along, np.array(height))
    return metres, lat, lon, heights


def cut(name: str, most: int = NAME_BYTES) -> str:
    """A name as a watch's field takes it: whole letters, so many bytes at the most."""
    whole = unicodedata.normalize("NFC", name)
    return whole.encode()[:most].decode(errors="ignore").rstrip()


def _timer(stamp: str, kind: str) -> Message:
    return {"message_type": "event", "timestamp": stamp, "event": "timer", "event_type": kind}


def _stamp(began: datetime, along_m: float, speed_m_s: float) -> str:
    return (began + timedelta(seconds=round(along_m / speed_m_s))).isoformat()


def _semicircles(degrees: float) -> int:
    return round(float(degrees) * SEMICIRCLES_PER_DEGREE)


def _name(route: Route) -> str:
    kind = text(f"file.kind.{'loop' if route.loop else 'out_and_back'}")
    return text("file.name", km=Distance(route.km), kind=kind)


def turn_words(turn: Turn) -> str:
    """`Left into Bahnhofstrasse`; `Left` where the map has no name."""
    way = text(f"turn.{turn.turning.value}")
    return way if turn.name is None else text("turn.into", turn=way, name=turn.name)


def _put(parent: etree._Element, name: str, content: str | None = None) -> etree._Element:
    found = etree.SubElement(parent, f"{{{_GPX}}}{name}")
    found.text = content
    return found


def _place(parent: etree._Element, name: str, lat: float, lon: float) -> etree._Element:
    found = _put(parent, name)
    found.set("lat", f"{lat:.7f}")
    found.set("lon", f"{lon:.7f}")
    return found
