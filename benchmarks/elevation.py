"""Elevation: how long a tile takes to add and to ask, and what it costs a run to lie above one.

    uv run python benchmarks/elevation.py [FILE ...]

Times are of the processor, the median of five rounds. Places are asked in two orders: strewn over
the whole tile, and along a run, 3 m apart. `add MB` is the most memory that adding takes in a
process of its own, above what it takes once everything is imported.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from kneewise.ground.elevation import ElevationBuilder, Tile, Tiles
from kneewise.knee.profile import reduce_run
from kneewise.model.recording import TERRAIN_M, Samples
from kneewise.model.sport import Sport

SHARED = Path(__file__).parents[2] / "shared" / "data"
TILES = Path(os.environ.get("KNEEWISE_REAL_DATA", SHARED)) / "dem"
PLACES = 1_000_000
RUN_S = 3600
ROUNDS = 5

MEMORY = """
import sys, threading
from pathlib import Path
import psutil, rasterio, rasterio.vrt
from kneewise.ground.elevation import ElevationBuilder
done, most, process = threading.Event(), 0, psutil.Process()
def watch():
    global most
    while not done.wait(0.005):
        most = max(most, process.memory_info().rss)
before = process.memory_info().rss
threading.Thread(target=watch, daemon=True).start()
ElevationBuilder(Path(sys.argv[1]), "bench").build(Path(sys.argv[2]))
done.set()
print(max(0, most - before) / 1e6)
"""


def main() -> None:
    """Print one row a file."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    files = asked.parse_args().files or sorted(TILES.glob("*"))
    print(
        f"{'file':<24} {'MB':>6} {'add s':>6} {'strewn/s':>11} {'along/s':>11} {'add MB':>7} "
        f"{'run ms':>7} {'with tile':>9}"
    )
    for file in files:
        with TemporaryDirectory() as place:
            print(row(file, Path(place)), flush=True)


def row(file: Path, folder: Path) -> str:
    """One file added and asked."""
    began = time.process_time()
    tile = ElevationBuilder(file, "bench").build(folder)
    add = time.process_time() - began
    tiles = Tiles((tile,))
    strewn, along = strewn_places(tile), places_along(tile)
    plain = run_of(np.linspace(500, 560, RUN_S + 1))
    above = Samples({**plain.columns, TERRAIN_M: tiles.at(*places_along(tile, RUN_S + 1))})
    return (
        f"{file.name:<24} {tile.size_bytes / 1e6:>6.1f} {add:>6.2f} "
        f"{PLACES / took(lambda: tiles.at(*strewn)):>11,.0f} "
        f"{PLACES / took(lambda: tiles.at(*along)):>11,.0f} {memory(file, folder):>7.0f} "
        f"{1000 * took(lambda: reduce_run(plain, Sport.RUNNING)):>7.1f} "
        f"{1000 * took(lambda: reduce_run(above, Sport.RUNNING)):>9.1f}"
    )


def took(what: Callable[[], object]) -> float:
    """Seconds of the processor, the median of all rounds."""
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        what()
        rounds.append(time.process_time() - began)
    return statistics.median(rounds)


def strewn_places(tile: Tile) -> tuple[np.ndarray, np.ndarray]:
    """Latitudes and longitudes all over a tile."""
    draw, box = np.random.default_rng(7), tile.grid.box
    return draw.uniform(box.south, box.north, PLACES), draw.uniform(box.west, box.east, PLACES)


def places_along(tile: Tile, count: int = PLACES) -> tuple[np.ndarray, np.ndarray]:
    """A way that winds through the tile, 3 m from place to place."""
    box, metres = tile.grid.box, 3.0 * np.arange(count)
    lat = (box.south + box.north) / 2 + 0.05 * np.sin(metres / 40_000)
    lon = (box.west + box.east) / 2 + 0.05 * np.sin(metres / 27_000)
    return lat, lon


def run_of(altitude_m: np.ndarray) -> Samples:
    """An hour at 3 m/s with a sample a second and a barometer."""
    seconds = np.arange(RUN_S + 1, dtype=np.float64)
    noise = np.random.default_rng(7).normal(0, 0.1, RUN_S + 1)
    return Samples(
        {
            "time_s": 1.7e9 + seconds,
            "distance_m": 3.0 * seconds,
            "altitude_m": np.round((altitude_m + noise) / 0.2) * 0.2,
        }
    )


def memory(file: Path, folder: Path) -> float:
    """MB that adding a file takes at most, in a process of its own."""
    command = [sys.executable, "-c", MEMORY, str(file), str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
