"""Cheapest ways through a graph whose costs change with what was run already.

SciPy's Dijkstra takes all costs as one array, so a leg with new costs needs no new graph; over
14,000 nodes a tree takes 1.3 ms, with rustworkx, which asks for every edge, 2.7 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.costs import Costs
    from kneewise.ground.routing.graph import RouteGraph

CELL_M = 25.0
"""Ways within a cell or the next one are side by side: the two pavements of a street."""

AGAIN = 8.0
BESIDE = 2.5
"""More a metre for a way that was run already, and for one beside it; our choice."""

FAR = 2.5
NEAR_M = 1_000.0
"""A leg is looked for first at the cost of so many straight lines and metres of the usual way,
then anywhere."""


@dataclass(frozen=True)
class Paths:
    """Cheapest legs over one graph with one set of costs."""

    graph: RouteGraph
    costs: Costs

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """(arcs by where they begin and end, where each node's begin, where each ends)."""
        graph = self.graph
        begin = np.column_stack((graph.tail, graph.head)).ravel()
        end = np.column_stack((graph.head, graph.tail)).ravel()
        arcs = np.flatnonzero(np.isfinite(self.costs.arc))
        arcs = arcs[np.lexsort((end[arcs], begin[arcs]))]
        starts = np.searchsorted(begin[arcs], np.arange(graph.nodes + 1))
        return arcs, starts, end[arcs]

    @cached_property
    def _places(self) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """(ends, starts) as SciPy takes them without a copy."""
        _, starts, end = self._sorted
        return end.astype(np.int32), starts.astype(np.int32)

    def _table(self, cost: NDArray[np.float64]) -> csr_array:
        """The costs of all arcs, in the order of `_sorted`, as a graph."""
        return csr_array((cost, *self._places), shape=(self.graph.nodes,) * 2)

    @cached_property
    def _piece_of(self) -> NDArray[np.int64]:
        return self._sorted[0] // 2

    @cached_property
    def _cost(self) -> NDArray[np.float64]:
        return self.costs.arc[self._sorted[0]]

    @cached_property
    def _usual(self) -> float:
        """The cost of a metre in the middle of all."""
        return float(np.median(self.costs.factor))

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        _, starts, end = self._sorted
        begin = np.repeat(np.arange(self.graph.nodes), np.diff(starts))
        return begin * self.graph.nodes + end

    @cached_property
    def _cells(self) -> tuple[NDArray[np.int64], NDArray[np.int64], int, int]:
        """(cell of places along all pieces, where each piece's begin, cells a row, cells)."""
        graph = self.graph
        count = np.maximum(1, np.ceil(graph.length_m / CELL_M)).astype(np.int64)
        begin = np.concatenate(([0], np.cumsum(count)))
        piece = np.repeat(np.arange(graph.pieces), count)
        share = (np.arange(begin[-1]) - begin[piece] + 0.5) / count[piece]
        x = graph.x[graph.tail] * 1.0
        y = graph.y[graph.tail] * 1.0
        x = x[piece] + share * (graph.x[graph.head] - x)[piece]
        y = y[piece] + share * (graph.y[graph.head] - y)[piece]
        column = ((x - x.min()) // CELL_M).astype(np.int64) + 1
        row = ((y - y.min()) // CELL_M).astype(np.int64) + 1
        width = int(column.max()) + 2
        return row * width + column, begin[:-1], width, width * (int(row.max()) + 2)

    def burden(self, used: NDArray[np.int64]) -> NDArray[np.float64]:
        """How many times its cost every piece is worth, once some arcs were run."""
        found = np.ones(self.graph.pieces)
        if not len(used):
            return found
        cell, begin, width, cells = self._cells
        pieces = np.unique(used // 2)
        end = np.append(begin[1:], len(cell))
        taken = np.zeros(cells, dtype=np.bool_)
        run = np.concatenate([cell[begin[p] : end[p]] for p in pieces.tolist()])
        for row in (-width, 0, width):
            for column in (-1, 0, 1):
                taken[run + row + column] = True
        share = np.add.reduceat(taken[cell].astype(np.float64), begin) / (end - begin)
        found += BESIDE * share
        found[pieces] = 1.0 + AGAIN
        return found

    def leg(
        self, source: int, target: int, burden: NDArray[np.float64] | None = None
    ) -> NDArray[np.int64] | None:
        """The arcs of the cheapest way from one node to another; None where there is none."""
        if source == target:
            return np.empty(0, dtype=np.int64)
        cost = self._cost if burden is None else self._cost * burden[self._piece_of]
        table, graph = self._table(cost), self.graph
        crow = np.hypot(graph.x[source] - graph.x[target], graph.y[source] - graph.y[target])
        for limit in (self._usual * (NEAR_M + FAR * crow), np.inf):
            _, before = dijkstra(table, indices=source, return_predecessors=True, limit=limit)
            if before[target] >= 0:
                return self._walked(before, source, target)
        return None

    def distances(self, source: int) -> NDArray[np.float64]:
        """Cost from a node to every other; infinite where there is no way."""
        found: NDArray[np.float64] = dijkstra(self._table(self._cost), indices=source)
        return found

    def reach(self, source: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(cost, metres) of the cheapest way from a node to every other; infinite without one."""
        table, arcs = self._table(self._cost), self._sorted[0]
        cost, before = dijkstra(table, indices=source, return_predecessors=True)
        metres = np.full(self.graph.nodes, np.inf)
        metres[source] = 0.0
        there = np.flatnonzero(before >= 0)
        there = there[np.argsort(cost[there], kind="stable")]
        key = before[there].astype(np.int64) * self.graph.nodes + there
        step = self.graph.length_m[arcs[np.searchsorted(self._keys, key)] // 2]
        for node, last, more in zip(there.tolist(), before[there].tolist(), step, strict=True):
            metres[node] = metres[last] + more
        return cost, metres

    def length_m(self, arcs: NDArray[np.int64]) -> float:
        """Metres of some arcs."""
        return float(self.graph.length_m[arcs // 2].sum())

    def _walked(self, before: NDArray[np.int32], source: int, target: int) -> NDArray[np.int64]:
        nodes = [target]
        while nodes[-1] != source:
            nodes.append(int(before[nodes[-1]]))
        way = np.array(nodes[::-1], dtype=np.int64)
        arcs, _, _ = self._sorted
        found: NDArray[np.int64] = arcs[
            np.searchsorted(self._keys, way[:-1] * self.graph.nodes + way[1:])
        ]
        return found
