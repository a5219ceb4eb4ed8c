"""Routes over real maps against a plain round trip: length, repeats, big roads, and what was asked.

    python -m validation.routes [--starts 20] [--towns andorra ...] [--out validation/routes.json]

Starts are drawn from residential streets. The rival is what routing engines call a round trip:
three corners on a circle of the length asked for, joined by the shortest ways on foot, nothing
weighed; of twelve headings the one nearest to the length. All routes pass through the same scorer.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, sin
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from kneewise.ground.building import MapBuilder
from kneewise.ground.elevation import ElevationBuilder, Tiles, open_tile
from kneewise.ground.mapfile import MapFolder, read_network
from kneewise.ground.network import Network
from kneewise.ground.routing import Found, Planner, box_of
from kneewise.ground.routing.costs import Heights
from kneewise.ground.routing.graph import RouteGraph, route_graph
from kneewise.ground.routing.planning import found_along, snap
from kneewise.knee.grade import ground
from kneewise.model.errors import MapError
from kneewise.model.route import RouteWish, Taste

SHARED = Path(__file__).parents[2] / "shared" / "data"
DATA = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED))
TOWNS = ("andorra", "liechtenstein-latest", "munchen", "porto")
LENGTHS_KM = (5.0, 8.0, 12.0, 20.0)
STREETS = ("residential", "living_street")
WITHIN = 0.05
RIVAL = "round trip"


@dataclass(frozen=True)
class Town:
    """One map, and the heights over it where there are any."""

    name: str
    map: MapFolder
    tiles: Tiles

    @property
    def heights(self) -> Heights | None:
        """Heights for the planner; None without a tile that covers the town."""
        return self.tiles.at if self.tiles.meeting(self.map.box) else None


def main() -> None:
    """Score all and print one row a town, length and kind of route."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--starts", type=int, default=20)
    asked.add_argument("--towns", nargs="*", default=TOWNS)
    asked.add_argument("--out", type=Path)
    said = asked.parse_args()
    rows: list[Mapping[str, Any]] = []
    with TemporaryDirectory() as place:
        tiles = tiles_in(Path(place))
        for town in towns(said.towns, Path(place), tiles):
            for km in LENGTHS_KM:
                for row in scored(town, km, said.starts):
                    rows.append(row)
                    print(line(row), flush=True)
    if said.out:
        said.out.write_text(json.dumps(rows, indent=1), encoding="utf-8")


def tiles_in(place: Path) -> Tiles:
    """The elevation tiles of the data."""
    made = []
    for file in sorted((DATA / "dem").glob("*.zip")):
        folder = place / file.stem
        folder.mkdir()
        ElevationBuilder(file, file.stem).build(folder)
        made.append(open_tile(folder))
    return Tiles(tuple(made))


def towns(names: list[str], place: Path, tiles: Tiles) -> Iterator[Town]:
    """Each town with its map made anew."""
    for name in names:
        folder = place / name
        folder.mkdir()
        found = MapBuilder(DATA / "osm" / f"{name}.osm.pbf", name).build(folder)
        yield Town(name, found, tiles)


def starts(network: Network, count: int) -> list[tuple[float, float]]:
    """(latitude, longitude) of vertices of residential streets, always the same."""
    streets = np.flatnonzero(network.has("highway", *STREETS) & network.may_run)
    draw = np.random.default_rng(11)
    ways = draw.choice(streets, count, replace=len(streets) < count)
    first = network.offsets[ways]
    return list(zip(network.lat_deg[first].tolist(), network.lon_deg[first].tolist(), strict=True))


def scored(town: Town, km: float, count: int) -> Iterator[Mapping[str, Any]]:
    """A row for the rival and for each taste, over the same starts."""
    places = starts(read_network([town.map]), count)
    kinds: dict[str, Callable[[RouteWish, Network], Found | None]] = {
        RIVAL: lambda wish, network: round_trip(wish, network, town.heights)
    }
    for taste in Taste:
        if taste is Taste.FLATTER and town.heights is None:
            continue
        kinds[taste.value] = lambda wish, network: first_of(wish, network, town.heights)
    for kind, find in kinds.items():
        taste = Taste.PLAIN if kind == RIVAL else Taste(kind)
        found, seconds = [], []
        for lat, lon in places:
            wish = RouteWish(lat, lon, km, taste)
            network = read_network([town.map], box_of(wish))
            began = time.process_time()
            found.append(find(wish, network))
            seconds.append(time.process_time() - began)
        yield {"town": town.name, "km": km, "kind": kind, **summary(found, seconds, km)}


def first_of(wish: RouteWish, network: Network, heights: Heights | None) -> Found | None:
    """The best route; None where there is none."""
    try:
        planned = Planner(network, heights).plan(wish)
    except MapError:
        return None
    return planned.found[0] if planned.found else None


def summary(found: list[Found | None], seconds: list[float], km: float) -> Mapping[str, Any]:
    """Medians over the starts with a route; shares over all starts."""
    there = [one for one in found if one is not None]
    close = [one for one in there if abs(one.route.km / km - 1) <= WITHIN]
    out: dict[str, Any] = {
        "starts": len(found),
        "routes": len(there),
        "within_5_percent": len(close) / len(found),
        "cpu_s": round(median(seconds), 2),
        "cpu_s_most": round(max(seconds), 2),
    }
    if there:
        for name, of in MEASURES.items():
            values = [value for one in there if (value := of(one)) is not None]
            out[name] = round(median(values), 4) if values else None
        out["repeated_most"] = round(max(one.route.repeated for one in there), 3)
        out["big_road_most"] = round(max(one.route.big_road for one in there), 3)
    return out


def climb_per_km(found: Found) -> float | None:
    """Metres up a km; None without heights."""
    if found.height_m is None:
        return None
    land = ground(found.metres, None, found.height_m)
    if land is None:
        return None
    up = np.maximum(np.diff(land.altitude_m), 0).sum()
    return float(up / found.route.km)


def soft(found: Found) -> float | None:
    """Expected share that is soft or giving."""
    shares = found.route.ground.hardness
    return None if shares is None else shares[0].mid + shares[1].mid


def step_cv(found: Found) -> float | None:
    """Expected step variability."""
    between = found.route.ground.step_cv
    return None if between is None else between.mid


MEASURES: Mapping[str, Callable[[Found], float | None]] = {
    "repeated": lambda found: found.route.repeated,
    "big_road": lambda found: found.route.big_road,
    "steps": lambda found: found.route.steps,
    "climb_m_per_km": climb_per_km,
    "step_cv": step_cv,
    "soft": soft,
}


def line(row: Mapping[str, Any]) -> str:
    """A row as text."""

    def shown(name: str, digits: int) -> str:
        value = row.get(name)
        return f"{'-':>7}" if value is None else f"{value:>7.{digits}f}"

    return (
        f"{row['town']:<21} {row['km']:>4.0f} {row['kind']:<11} {row['routes']:>3}/{row['starts']}"
        f" within {row['within_5_percent']:.2f} repeated {shown('repeated', 3)}"
        f" (most {shown('repeated_most', 2)}) big {shown('big_road', 3)}"
        f" (most {shown('big_road_most', 2)}) steps {shown('steps', 3)}"
        f" climb/km {shown('climb_m_per_km', 1)} cv {shown('step_cv', 4)} soft {shown('soft', 3)}"
        f" cpu {row['cpu_s']:.2f} (most {row['cpu_s_most']:.2f})"
    )


def round_trip(wish: RouteWish, network: Network, heights: Heights | None) -> Found | None:
    """The rival: shortest ways round a circle's corners, the heading nearest to the length."""
    graph = route_graph(network)
    start, _ = snap(graph, wish)
    table = _shortest(graph)
    _, before = dijkstra(table, indices=start, return_predecessors=True)
    there = np.flatnonzero(before >= 0)
    if not len(there):
        return None
    best, off = None, np.inf
    for number in range(12):
        arcs = _circle(graph, table, there, start, (2 * pi * number / 12, wish.km))
        if arcs is None:
            continue
        away = abs(float(graph.length_m[arcs // 2].sum()) / 1000 - wish.km)
        if away < off:
            best, off = arcs, away
    return None if best is None else found_along(graph, best, heights, loop=True)


def _circle(
    graph: RouteGraph,
    table: csr_array,
    there: np.ndarray[Any, np.dtype[np.int64]],
    start: int,
    asked: tuple[float, float],
) -> np.ndarray[Any, np.dtype[np.int64]] | None:
    heading, km = asked
    radius = 1000 * km / (2 * pi) / 1.3
    stops = [start]
    for corner in (1, 2, 3):
        at = heading + pi + corner * pi / 2
        x = graph.x[start] + radius * (cos(heading) + cos(at))
        y = graph.y[start] + radius * (sin(heading) + sin(at))
        stops.append(int(there[np.argmin(np.hypot(graph.x[there] - x, graph.y[there] - y))]))
    stops.append(start)
    begin = np.column_stack((graph.tail, graph.head)).ravel().tolist()
    end = np.column_stack((graph.head, graph.tail)).ravel().tolist()
    ends = {pair: arc for arc, pair in enumerate(zip(begin, end, strict=True))}
    arcs: list[int] = []
    for source, target in pairwise(stops):
        _, before = dijkstra(table, indices=source, return_predecessors=True)
        nodes = [target]
        while nodes[-1] != source:
            if before[nodes[-1]] < 0:
                return None
            nodes.append(int(before[nodes[-1]]))
        nodes.reverse()
        arcs += [ends[pair] for pair in pairwise(nodes)]
    return np.array(arcs, dtype=np.int64) if arcs else None


def _shortest(graph: RouteGraph) -> csr_array:
    """Lengths of all that may be run."""
    begin = np.concatenate((graph.tail[graph.onward], graph.head[graph.back]))
    end = np.concatenate((graph.head[graph.onward], graph.tail[graph.back]))
    metres = np.concatenate((graph.length_m[graph.onward], graph.length_m[graph.back]))
    return csr_array((metres, (begin, end)), shape=(graph.nodes, graph.nodes))


if __name__ == "__main__":
    main()
