"""Small OpenStreetMap files, written by osmium."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import osmium


@dataclass(frozen=True)
class Road:
    """A way along (lon, lat) places; a place that is named twice is one node."""

    places: tuple[tuple[float, float], ...]
    tags: Mapping[str, str]
    id: int | None = None


def write_pbf(
    file: Path,
    roads: Iterable[Road],
    *,
    data_at: str | None = "2026-05-01T00:00:00Z",
    written_by: str = "osmium",
    without: Iterable[tuple[float, float]] = (),
    nodes_first: bool = True,
) -> Path:
    """A file of those ways; the nodes at `without` are named by ways but not in the file."""
    roads = tuple(roads)
    ids: dict[tuple[float, float], int] = {}
    for road in roads:
        for place in road.places:
            ids.setdefault(place, len(ids) + 1)
    header = osmium.io.Header()
    header.set("generator", written_by)
    if data_at is not None:
        header.set("osmosis_replication_timestamp", data_at)
    missing = set(without)
    nodes = [
        osmium.osm.mutable.Node(id=number, location=place)
        for place, number in ids.items()
        if place not in missing
    ]
    ways = [
        osmium.osm.mutable.Way(
            id=road.id if road.id is not None else number,
            nodes=[ids[place] for place in road.places],
            tags=dict(road.tags),
            timestamp=datetime.fromisoformat("2026-04-01T00:00:00+00:00"),
        )
        for number, road in enumerate(roads, start=1)
    ]
    with osmium.SimpleWriter(str(file), header=header, overwrite=True) as writer:
        if nodes_first:
            for node in nodes:
                writer.add_node(node)
        for way in ways:
            writer.add_way(way)
        if not nodes_first:
            for node in nodes:
                writer.add_node(node)
    return file


def straight(
    tags: Mapping[str, str],
    start: tuple[float, float] = (9.0, 48.0),
    step: tuple[float, float] = (0.001, 0.0),
    count: int = 3,
) -> Road:
    """A way of evenly spaced places."""
    lon, lat = start
    places = tuple((round(lon + n * step[0], 7), round(lat + n * step[1], 7)) for n in range(count))
    return Road(places, tags)
