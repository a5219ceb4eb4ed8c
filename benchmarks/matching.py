"""Matching runs to a map: samples a second of processor time, by how dense the map is.

    uv run python benchmarks/matching.py [--runs 10]

Runs of 4 to 8 km over known ways (`validation/traces.py`, 5 m error), written every second and
smart. The map is loaded and its index made before the clock starts. Each figure is the time of
the process, best of three passes; the last line says what 8 million samples (3,000 runs) would
take at the mean and on the densest map, reckoned, not run.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from validation.matching import EXTRACTS, opened
from validation.traces import Receiver, Trace, traces

from kneewise.ground.matching import match
from kneewise.ground.network import Network

SEED = 5
PASSES = 3
HISTORY = 8_000_000


def main() -> None:
    """Print one row a map and way of recording."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--runs", type=int, default=10)
    said = asked.parse_args()
    with TemporaryDirectory() as folder:
        networks = opened(EXTRACTS, Path(folder))
    print(f"{'map':<22} {'recording':<12} {'samples':>8} {'cpu s':>6} {'samples/s':>10}")
    speeds = []
    for name, network in networks.items():
        _ = network.tree, network.nodes, network.may_run
        for smart in (False, True):
            runs = list(traces(network, SEED, said.runs, Receiver(5.0, smart=smart)))
            count = sum(len(run.time_s) for run in runs)
            took = min(seconds(network, runs) for _ in range(PASSES))
            kind = "smart" if smart else "every second"
            print(f"{name:<22} {kind:<12} {count:>8,} {took:>6.2f} {count / took:>10,.0f}")
            if not smart:
                speeds.append(count / took)
    mean = 1.0 / float(np.mean(1.0 / np.array(speeds)))
    print(
        f"{HISTORY:,} samples, one a second, on one core: {HISTORY / mean / 60:.1f} min at the "
        f"mean of the maps, {HISTORY / min(speeds) / 60:.1f} min on the densest"
    )


def seconds(network: Network, runs: list[Trace]) -> float:
    """Processor seconds to match all of them."""
    began = time.process_time()
    for run in runs:
        match(network, run.time_s, run.lat_deg, run.lon_deg)
    return time.process_time() - began


if __name__ == "__main__":
    main()
