"""Maps: how long one takes to make and to load, and the memory it needs.

    uv run python benchmarks/ground.py [FILE.osm.pbf ...] [--nodes 4000000]

Every file is made into a map in a process of its own, which is looked at every 10 ms: `own` is
the memory that is the program's alone, above what it takes once everything is imported; `with
files` adds the file of places that the system maps in and may take back. Loading is measured in
one process, the median of five. With --nodes a country of that many nodes is written first, a
fifth of them on ways: what grows between 1/8 of it and all of it is not flat.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

SHARED = Path(__file__).parents[2] / "shared" / "data"
EXTRACTS = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED)) / "osm"

MAKE = """
import json, sys, time
from pathlib import Path
import osmium, polars, shapely
from kneewise.ground.building import MapBuilder
print("ready", flush=True)
sys.stdin.readline()
began, busy = time.perf_counter(), time.process_time()
found = MapBuilder(Path(sys.argv[1]), "bench").build(Path(sys.argv[2]))
took = (time.perf_counter() - began, time.process_time() - busy)
print(json.dumps([*took, found.ways, len(found.tiles), found.size_bytes]), flush=True)
"""


def main() -> None:
    """Print one row a file."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--nodes", type=int, default=0)
    said = asked.parse_args()
    with TemporaryDirectory() as place:
        files = said.files or sorted(EXTRACTS.glob("*.pbf"))
        for nodes in (said.nodes // 8, said.nodes) if said.nodes else ():
            files.append(write_country(Path(place) / f"{nodes}-nodes.osm.pbf", nodes))
        print(
            f"{'file':<28} {'MB':>7} {'s':>6} {'cpu s':>6} {'MB/s':>6} {'ways':>8} "
            f"{'own MB':>7} {'with files':>10} {'load s':>7} {'tree s':>7} {'surface s':>9}"
        )
        for number, file in enumerate(files):
            print(row(file, Path(place) / f"map{number}"), flush=True)


def row(file: Path, folder: Path) -> str:
    """One file made and loaded."""
    folder.mkdir()
    size = file.stat().st_size / 1e6
    (wall, busy, ways, _, _), own, with_files = make(file, folder)
    load, tree, surface = loading(folder)
    return (
        f"{file.name:<28} {size:>7.1f} {wall:>6.2f} {busy:>6.2f} {size / wall:>6.1f} {ways:>8.0f} "
        f"{own:>7.0f} {with_files:>10.0f} {load:>7.3f} {tree:>7.3f} {surface:>9.3f}"
    )


def make(file: Path, folder: Path) -> tuple[list[float], float, float]:
    """What the process measured of itself, and the most memory it took, in MB."""
    command = [sys.executable, "-c", MAKE, str(file), str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise SystemExit("the process has no pipes")
        process.stdout.readline()
        watched = psutil.Process(process.pid)
        own_before, whole_before = memory(watched)
        own, whole = own_before, whole_before
        process.stdin.write("go\n")
        process.stdin.flush()
        while process.poll() is None:
            try:
                now = memory(watched)
            except (psutil.NoSuchProcess, psutil.ZombieProcess):
                break
            own, whole = max(own, now[0]), max(whole, now[1])
            time.sleep(0.01)
        measured = json.loads(process.stdout.read())
    return measured, own - own_before, whole - whole_before


def memory(process: psutil.Process) -> tuple[float, float]:
    """MB that are the process's own, and all that is resident."""
    found = process.memory_info()
    shared = getattr(found, "shared", 0)
    return (found.rss - shared) / 1e6, found.rss / 1e6


def loading(folder: Path) -> tuple[float, float, float]:
    """Seconds to read all of a map, to index its segments, to say what every way is."""
    from kneewise.ground.mapfile import open_map, read_network
    from kneewise.ground.pavement import surfaces_of

    rounds = []
    for _ in range(5):
        times = [time.perf_counter()]
        network = read_network([open_map(folder)])
        times.append(time.perf_counter())
        _ = network.tree
        times.append(time.perf_counter())
        surfaces_of(network)
        times.append(time.perf_counter())
        rounds.append([after - before for before, after in pairwise(times)])
    load, tree, surface = (statistics.median(column) for column in zip(*rounds, strict=True))
    return load, tree, surface


def write_country(file: Path, nodes: int) -> Path:
    """Nodes with ids over the whole range that was ever given, every fifth on a way of nine."""
    import osmium

    draw = random.Random(7)
    step = 12_000_000_000 // nodes
    ids = [1 + number * step + draw.randrange(step) for number in range(nodes)]
    header = osmium.io.Header()
    with osmium.SimpleWriter(str(file), header=header, overwrite=True) as writer:
        for number, key in enumerate(ids):
            place = (6 + number % 3000 * 0.002, 47 + number // 3000 * 0.002 + draw.random() * 1e-3)
            writer.add_node(osmium.osm.mutable.Node(id=key, location=place))
        for way, first in enumerate(range(0, nodes - 9, 45)):
            tags = {"highway": draw.choice(("path", "residential")), "name": f"Weg {way % 20_000}"}
            writer.add_way(
                osmium.osm.mutable.Way(id=way + 1, nodes=ids[first : first + 9], tags=tags)
            )
    return file


if __name__ == "__main__":
    main()
