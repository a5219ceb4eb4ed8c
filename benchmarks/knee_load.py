"""Time of the knee room: one hour reduced, and curves and loads of 3,000 runs.

    python benchmarks/knee_load.py

Prints the best of several rounds; the runs are made up and seeded.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from kneewise.knee import curves, knee_loads, reduce_run
from kneewise.model.profile import RunProfile
from kneewise.model.recording import Samples
from kneewise.model.sport import Sport

RUNS = 3000
KINDS = 60


def main() -> None:
    """Print milliseconds for a profile and seconds for 3,000 loads."""
    hour = recording(np.random.default_rng(0), 3600)
    reduced = best(lambda: reduce_run(hour, Sport.RUNNING), 50)
    print(f"one hour, 3,600 samples, reduced: {1000 * reduced:.2f} ms")
    made = [run(seed) for seed in range(KINDS)]
    runs = dict(enumerate(made * (RUNS // KINDS)))
    rows = sum(len(one.bins["km"]) for one in runs.values())
    learnt = best(lambda: curves(list(runs.values()), [True] * RUNS), 3)
    own = dict(enumerate(curves(list(runs.values()), [True] * RUNS)))
    loaded = best(lambda: knee_loads(runs, own), 3)
    print(f"{RUNS} runs, {rows} bins: curves {learnt:.2f} s, loads {loaded:.2f} s")


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round."""
    seconds = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def run(seed: int) -> RunProfile:
    """The profile of a made-up run of half an hour to two hours."""
    rng = np.random.default_rng(seed)
    return reduce_run(recording(rng, int(rng.uniform(1800, 7200))), Sport.RUNNING)


def recording(rng: np.random.Generator, seconds: int) -> Samples:
    """Samples once a second with hills, changing pace and a noisy cadence."""
    at = np.arange(seconds + 1.0)
    speed = 3.0 + 0.3 * np.sin(at / 300.0) + rng.normal(0, 0.05, at.size)
    metres = np.cumsum(speed) - speed[0]
    return Samples(
        {
            "time_s": 1_700_000_000.0 + at,
            "distance_m": metres,
            "altitude_m": 100.0 + 20.0 * np.sin(metres / 700.0) + rng.normal(0, 0.1, at.size),
            "heart_rate_bpm": 150.0 + rng.normal(0, 2.0, at.size),
            "cadence_spm": 166.0 + rng.normal(0, 2.0, at.size),
        }
    )


if __name__ == "__main__":
    main()
