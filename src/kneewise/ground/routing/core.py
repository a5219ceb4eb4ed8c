"""Where a loop can be: ways that do not end blind, and the stretch that leads there.

A *bridge* is a stretch without which the map falls in two: whoever runs over it must come back
over it. What is left without bridges falls into *cores*; a loop that repeats nothing lies in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from kneewise.model.errors import needs_extra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.graph import RouteGraph
    from kneewise.ground.routing.paths import Paths

MOST_CORES = 2
"""How many cores are tried, from the nearest on."""

LONGEST_STEM = 0.25
"""Share of a loop that may lead to its core and back: at most a quarter is run twice."""


@dataclass(frozen=True)
class Cores:
    """The core of every node, -1 for none, and the metres of way in each core."""

    of_node: NDArray[np.int64]
    length_m: NDArray[np.float64]


@dataclass(frozen=True)
class Home:
    """A core that a loop may lie in: its nodes, where the start reaches it, and the way there."""

    nodes: NDArray[np.int64]
    door: int
    stem: NDArray[np.int64]  # arcs from the start to the door
    stem_m: float


def cores_of(graph: RouteGraph) -> Cores:
    """The graph without its bridges."""
    with needs_extra("ground"):
        import rustworkx
    blind = np.array(sorted(rustworkx.bridges(graph.undirected)), dtype=np.int64).reshape(-1, 2)
    low, high = np.minimum(graph.tail, graph.head), np.maximum(graph.tail, graph.head)
    key = low * graph.nodes + high
    bridges = blind.min(axis=1) * graph.nodes + blind.max(axis=1)
    kept = ~np.isin(key, bridges)
    joined = csr_array(
        (np.ones(kept.sum()), (low[kept], high[kept])), shape=(graph.nodes, graph.nodes)
    )
    count, of_node = connected_components(joined, directed=False)
    length = np.zeros(count)
    np.add.at(length, of_node[low[kept]], graph.length_m[kept])
    of_node = np.where(length[of_node] > 0, of_node, -1)
    return Cores(of_node.astype(np.int64), length)


def homes_of(paths: Paths, cores: Cores, start: int, target_m: float) -> list[Home]:
    """The nearest cores that hold enough way for a loop, nearest first."""
    cost = paths.distances(start)
    enough = (cores.of_node >= 0) & (cores.length_m[cores.of_node] >= target_m)
    near = np.flatnonzero(enough & np.isfinite(cost))
    order = near[np.argsort(cost[near], kind="stable")]
    core = cores.of_node[order]
    _, nearest = np.unique(core, return_index=True)
    found: list[Home] = []
    for place in np.sort(nearest)[:MOST_CORES].tolist():
        door = int(order[place])
        stem = paths.leg(start, door)
        if stem is None or 2 * paths.length_m(stem) > LONGEST_STEM * target_m:
            continue
        nodes = np.flatnonzero(cores.of_node == core[place])
        found.append(Home(nodes, door, stem, paths.length_m(stem)))
    return found
