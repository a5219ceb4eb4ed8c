"""Runs over known ways of a real map, recorded by a made-up receiver: the truth of matching.

A runner goes on errands: from one place to another 300 to 1500 m away by ways that are short and
to her taste (a factor drawn for each way and run), then on to the next. Or she rambles: at every
meeting of ways she turns by chance. She uses only what people on foot may use and never the
outline of a square, keeps 2.5 to 3.5 m/s and stands at times.

The receiver's error has two parts: one that lasts (15 to 90 s, drawn for each run) and one that
is new every second (5 to 40 % of the variance, likewise); `Receiver` can fix both. "5 m" is the
standard deviation along each of both axes: half of the positions are off by more than 5.9 m. In
tunnels and below the ground there is no position. Samples are written every second or, "smart",
every 2 to 8 s.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import dijkstra

from kneewise.ground.network import Network

F8 = NDArray[np.float64]
I8 = NDArray[np.int64]

TASTE = 0.4
"""Standard deviation of the logarithm of how long a way feels."""

TRIES = 100


@dataclass(frozen=True)
class Trace:
    """What was recorded, and where the runner was: `way` a row of the network, every sample."""

    time_s: F8
    lat_deg: F8
    lon_deg: F8
    way: I8
    moved_m: F8  # true metres since the sample before

    @property
    def placed_m(self) -> F8:
        """The same where there is a position, 0 where there is none."""
        return np.where(np.isfinite(self.lat_deg), self.moved_m, 0.0)


@dataclass(frozen=True)
class Receiver:
    """How positions are written down."""

    error_m: float = 5.0  # standard deviation along each axis
    smart: bool = False
    gaps: int = 1  # stretches of 20 to 90 s without a sample
    lasting_s: tuple[float, float] = (15.0, 90.0)
    quick: tuple[float, float] = (0.05, 0.4)  # share of the variance that is new every second


class Runner:
    """Somebody who knows the ways of a network that people on foot may use."""

    def __init__(self, network: Network) -> None:
        """Look at the map once."""
        self.network = network
        pieces, of_vertex = network.segments, network.nodes.of_vertex
        usable = network.may_run & ~network.has("area", "yes")
        segment = np.flatnonzero(usable[pieces.way])
        begins, ends = of_vertex[pieces.start[segment]], of_vertex[pieces.start[segment] + 1]
        self.places = len(network.nodes)
        key = np.minimum(begins, ends) * self.places + np.maximum(begins, ends)
        self.key, first = np.unique(key, return_index=True)
        self.segment, self.begins, self.ends = segment[first], begins[first], ends[first]

    def errand(self, rng: np.random.Generator, length_m: float) -> I8:
        """Places in turn, by ways to her taste."""
        taste = np.exp(TASTE * rng.standard_normal(len(self.network)))
        pieces = self.network.segments
        graph = self._graph(pieces.length_m[self.segment] * taste[pieces.way[self.segment]])
        for _ in range(TRIES):
            path = self._stages(rng, graph, length_m)
            if path is not None:
                return path
        raise SystemExit("nothing of this map is 300 m long")

    def _stages(self, rng: np.random.Generator, graph: csr_array, length_m: float) -> I8 | None:
        here = int(self.begins[rng.integers(len(self.begins))])
        path, left = [here], length_m
        while left > 0:
            away, before = dijkstra(
                graph, directed=False, indices=here, return_predecessors=True, limit=2000.0
            )
            far = np.flatnonzero((away > 300.0) & (away < 1500.0))
            if not len(far):
                return None
            goal = int(rng.choice(far))
            stage = [goal]
            while stage[-1] != here:
                stage.append(int(before[stage[-1]]))
            path += stage[-2::-1]
            left, here = left - float(away[goal]), goal
        return np.array(path)

    def ramble(self, rng: np.random.Generator, length_m: float) -> I8:
        """Places in turn, by chance at every meeting; straight back only at an end."""
        graph = self._graph(self.network.segments.length_m[self.segment])
        start, other, metres = graph.indptr, graph.indices, graph.data
        here = int(self.begins[rng.integers(len(self.begins))])
        path, left, last = [here], length_m, -1
        while left > 0:
            rows = np.arange(start[here], start[here + 1])
            forward = rows[other[rows] != last]
            row = int(rng.choice(forward if len(forward) else rows))
            last, here = here, int(other[row])
            path.append(here)
            left -= float(metres[row])
        return np.array(path)

    def _graph(self, cost: F8) -> csr_array:
        both = (np.r_[self.begins, self.ends], np.r_[self.ends, self.begins])
        return coo_array((np.r_[cost, cost], both), shape=(self.places, self.places)).tocsr()

    def record(self, rng: np.random.Generator, path: I8, receiver: Receiver) -> Trace:
        """The places run through and written down."""
        network, pieces = self.network, self.network.segments
        low, high = np.minimum(path[:-1], path[1:]), np.maximum(path[:-1], path[1:])
        segment = self.segment[np.searchsorted(self.key, low * self.places + high)]
        reached = np.r_[0.0, np.cumsum(pieces.length_m[segment])]
        run_m = pace(rng, float(reached[-1]))
        row = np.clip(np.searchsorted(reached, run_m, side="right") - 1, 0, len(segment) - 1)
        east, north = error(rng, len(run_m), receiver)
        lon, lat = network.plane.to_deg(
            np.interp(run_m, reached, network.nodes.x[path]) + east,
            np.interp(run_m, reached, network.nodes.y[path]) + north,
        )
        way = pieces.way[segment[row]]
        hidden = (network.layer < 0)[way] | network.has("tunnel")[way]
        lon[hidden], lat[hidden] = np.nan, np.nan
        kept = _written(rng, len(run_m), receiver)
        moved = np.diff(run_m[kept], prepend=run_m[kept[0]])
        return Trace(1.7e9 + kept.astype(np.float64), lat[kept], lon[kept], way[kept], moved)


def pace(rng: np.random.Generator, length_m: float) -> F8:
    """Metres run at every second; at rest for 10 to 60 s now and then."""
    usual = rng.uniform(2.5, 3.5)
    speed = usual * np.exp(0.08 * rng.standard_normal(int(length_m / usual * 1.3) + 60))
    for start in rng.integers(0, len(speed), size=max(1, len(speed) // 900)):
        speed[start : start + int(rng.integers(10, 60))] = 0.0
    run_m = np.cumsum(speed)
    return run_m[run_m < length_m]


def error(rng: np.random.Generator, seconds: int, receiver: Receiver) -> tuple[F8, F8]:
    """Metres east and north that the receiver is off at every second."""
    lasting = np.exp(rng.uniform(*np.log(receiver.lasting_s)))
    quick = rng.uniform(*receiver.quick)
    kept = np.exp(-1.0 / lasting)
    push = np.sqrt(1 - kept**2) * rng.standard_normal((2, seconds))
    push[:, 0] = rng.standard_normal(2)  # it has lasted when the run begins
    drift = lfilter([1.0], [1.0, -kept], push, axis=1)
    both = np.sqrt(1 - quick) * drift + np.sqrt(quick) * rng.standard_normal((2, seconds))
    return receiver.error_m * both[0], receiver.error_m * both[1]


def _written(rng: np.random.Generator, seconds: int, receiver: Receiver) -> I8:
    """The seconds a sample is kept of."""
    kept = np.ones(seconds, dtype=np.bool_)
    if receiver.smart:
        at = np.cumsum(rng.integers(2, 9, size=seconds))
        kept[:] = False
        kept[at[at < seconds]] = True
    for _ in range(receiver.gaps):
        start = int(rng.integers(seconds))
        kept[start : start + int(rng.integers(20, 90))] = False
    kept[0] = True
    return np.flatnonzero(kept)


def traces(
    network: Network, seed: int, count: int, receiver: Receiver, *, ramble: bool = False
) -> Iterator[Trace]:
    """Runs of 4 to 8 km, each from its seed and number alone."""
    runner = Runner(network)
    for number in range(count):
        rng = np.random.default_rng((seed, number))
        length = float(rng.uniform(4000.0, 8000.0))
        path = runner.ramble(rng, length) if ramble else runner.errand(rng, length)
        yield runner.record(rng, path, receiver)
