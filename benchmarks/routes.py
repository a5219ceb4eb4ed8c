"""Routes: how long one takes after the map is loaded, by town and length, with what memory.

    uv run python benchmarks/routes.py [--starts 5] [--city 160]

CPU seconds of one process, the middle and the most over the starts; reading the map is timed apart.
Beside it stands one tree of all nodes by SciPy, which the search runs on, and by rustworkx. With
--city N a town of N by N blocks of 100 m is written first, denser than any of the extracts.
"""

from __future__ import annotations

import argparse
import os
import random
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np
import rustworkx

from kneewise.ground.building import MapBuilder
from kneewise.ground.mapfile import MapFolder, read_network
from kneewise.ground.routing import Planner, box_of
from kneewise.ground.routing.costs import costs_of
from kneewise.ground.routing.graph import RouteGraph, route_graph
from kneewise.ground.routing.paths import Paths
from kneewise.model.errors import MapError
from kneewise.model.route import RouteWish, Taste

SHARED = Path(__file__).parents[2] / "shared" / "data"
EXTRACTS = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED)) / "osm"
TOWNS = ("andorra", "liechtenstein-latest", "munchen", "porto")
LENGTHS_KM = (5.0, 8.0, 12.0, 20.0)


def main() -> None:
    """Print one row a town and length."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--starts", type=int, default=5)
    asked.add_argument("--city", type=int, default=0)
    said = asked.parse_args()
    print(
        f"{'town':<21} {'km':>4} {'ways':>7} {'nodes':>7} {'load s':>7} {'plan s':>7} "
        f"{'most s':>7} {'MB':>6} {'routes':>7} {'scipy ms':>9} {'rustworkx ms':>13}"
    )
    with TemporaryDirectory() as place:
        for found in maps(Path(place), said.city):
            for km in LENGTHS_KM:
                print(row(found, km, said.starts), flush=True)


def maps(place: Path, city: int) -> Iterator[MapFolder]:
    """The extracts, and the town that is made up."""
    files = [EXTRACTS / f"{name}.osm.pbf" for name in TOWNS]
    if city:
        files.append(write_city(place / "city.osm.pbf", city))
    for file in files:
        folder = place / file.name
        folder = folder.with_suffix(".map")
        folder.mkdir()
        yield MapBuilder(file, file.name.partition(".")[0]).build(folder)


def row(found: MapFolder, km: float, count: int) -> str:
    """One town and length over some starts."""
    whole = read_network([found])
    streets = np.flatnonzero(whole.has("highway", "residential") & whole.may_run)
    middle = found.box.middle
    first = whole.offsets[streets]
    away = np.hypot(whole.lon_deg[first] - middle.west, whole.lat_deg[first] - middle.south)
    central = first[np.argsort(away)[: max(count, len(first) // 4)]]
    starts = np.random.default_rng(3).choice(central, count)
    loads, plans, routes, most_mb = [], [], 0, 0.0
    for vertex in starts.tolist():
        wish = RouteWish(float(whole.lat_deg[vertex]), float(whole.lon_deg[vertex]), km)
        began = time.process_time()
        network = read_network([found], box_of(wish))
        loads.append(time.process_time() - began)
        began = time.process_time()
        try:
            routes += bool(Planner(network).plan(wish).found)
        except MapError:
            continue
        plans.append(time.process_time() - began)
    tracemalloc.start()
    Planner(network).plan(wish)
    most_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    graph = route_graph(network)
    scipy_ms, rustworkx_ms = trees(graph)
    return (
        f"{found.source.name:<21} {km:>4.0f} {len(network):>7,} {graph.nodes:>7,} "
        f"{median(loads):>7.2f} {median(plans):>7.2f} {max(plans):>7.2f} {most_mb:>6.0f} "
        f"{routes:>4}/{count:<2} {scipy_ms:>9.2f} {rustworkx_ms:>13.2f}"
    )


def trees(graph: RouteGraph) -> tuple[float, float]:
    """Milliseconds of one shortest-path tree over all nodes, the middle of five, by either."""
    paths = Paths(graph, costs_of(graph, Taste.PLAIN, None))
    other = rustworkx.PyDiGraph()
    other.add_nodes_from(range(graph.nodes))
    for a, b, arc in ((graph.tail, graph.head, 0), (graph.head, graph.tail, 1)):
        cost = paths.costs.arc[arc::2]
        other.add_edges_from(list(zip(a.tolist(), b.tolist(), cost.tolist(), strict=True)))
    start = int(np.argmax(graph.degree))
    mine, theirs = [], []
    for _ in range(5):
        began = time.process_time()
        paths.distances(start)
        mine.append(time.process_time() - began)
        began = time.process_time()
        rustworkx.dijkstra_shortest_path_lengths(other, start, float)
        theirs.append(time.process_time() - began)
    return 1000 * median(mine), 1000 * median(theirs)


def write_city(file: Path, blocks: int) -> Path:
    """Streets of one block each, every twelfth left out, half of them tagged."""
    import osmium

    draw = random.Random(1)
    with osmium.SimpleWriter(str(file), overwrite=True) as writer:
        for column in range(blocks):
            for line in range(blocks):
                place = (9 + column * 0.00135, 48 + (line + draw.random() / 3) * 0.0009)
                node = osmium.osm.mutable.Node(id=1 + column * blocks + line, location=place)
                writer.add_node(node)
        way = 0
        for column in range(blocks):
            for line in range(blocks):
                here = 1 + column * blocks + line
                for there, inside in ((here + blocks, column + 1), (here + 1, line + 1)):
                    if inside < blocks and draw.random() < 0.92:
                        way += 1
                        tags = {"highway": draw.choice(("residential", "footway", "secondary"))}
                        if draw.random() < 0.5:
                            tags["surface"] = draw.choice(("asphalt", "gravel", "grass"))
                        writer.add_way(
                            osmium.osm.mutable.Way(id=way, nodes=[here, there], tags=tags)
                        )
    return file


if __name__ == "__main__":
    main()
