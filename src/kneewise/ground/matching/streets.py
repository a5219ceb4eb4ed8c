"""How far it is along the ways from each place of a point to each place of the next.

Ways are cut into pieces where they meet others; between the cuts nothing can be left or entered.
Distances are taken stretch by stretch of the trace, over the pieces that are near it and those
that join them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.candidates import Candidates
    from kneewise.ground.network import Network

REACH_M = 200.0
"""Distances along the ways beyond this are not worked out: twice the longest gap bridged."""

SHORTEST_M = 1e-3
"""A piece of way of no length would be none in a sparse graph."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """The ways near a trace, cut where they meet others: one row a piece."""

    begin: NDArray[np.int64]  # the place on the map it begins at
    end: NDArray[np.int64]
    length_m: NDArray[np.float64]

    def around(self, rows: NDArray[np.int64]) -> Pieces:
        """Those of some rows and all that meet them."""
        ends = np.concatenate((self.begin[rows], self.end[rows]))
        these = np.isin(self.begin, ends) | np.isin(self.end, ends)
        return Pieces(self.begin[these], self.end[these], self.length_m[these])

    def apart_m(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The places in order, and the metres along the pieces between all of them."""
        places, numbers = np.unique(np.stack((self.begin, self.end)), return_inverse=True)
        numbers = np.sort(numbers.reshape(2, -1), axis=0)
        order = np.lexsort((self.length_m, *numbers))
        pair = numbers[1] * len(places) + numbers[0]
        _, first = np.unique(pair[order], return_index=True)  # of two, the shorter
        one = order[first]
        metres = np.maximum(self.length_m[one], SHORTEST_M)
        graph = csr_array((metres, numbers[:, one]), shape=(len(places), len(places)))
        return places, dijkstra(graph, directed=False, limit=REACH_M).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Places:
    """Candidates on their pieces of way: columns are (points, places)."""

    piece: NDArray[np.int64]  # row of `pieces`
    from_begin_m: NDArray[np.float32]
    from_end_m: NDArray[np.float32]
    square: NDArray[np.int64]  # the way whose outline it is inside of, -1 for none
    inside_m: NDArray[np.float32]  # metres from that outline
    pieces: Pieces

    def longer_m(self, went_m: NDArray[np.float64], rows: slice) -> NDArray[np.float32]:
        """(rows - 1, places, places): how much longer the way along the map is than the step.

        Shorter counts as much: it is the absolute value. Infinite where the ways do not meet
        near enough. A square is crossed straight.
        """
        piece, at, inside = self.piece[rows], self.from_begin_m[rows], self.inside_m[rows]
        from_begin, from_end = at + inside, self.from_end_m[rows] + inside
        junctions, apart = self.pieces.around(np.unique(piece)).apart_m()
        begin = np.searchsorted(junctions, self.pieces.begin[piece])
        end = np.searchsorted(junctions, self.pieces.end[piece])
        here, there = slice(None, -1), slice(1, None)
        shortest = np.abs(at[there, None, :] - at[here, :, None])
        shortest[piece[here, :, None] != piece[there, None, :]] = np.inf
        flat, width = apart.ravel(), len(apart)
        for left, left_m in ((begin, from_begin), (end, from_end)):
            for entered, entered_m in ((begin, from_begin), (end, from_end)):
                way_round = flat[(left[here] * width)[:, :, None] + entered[there][:, None, :]]
                way_round += left_m[here, :, None]
                way_round += entered_m[there, None, :]
                np.minimum(shortest, way_round, out=shortest)
        shortest -= went_m.astype(np.float32)[:, None, None]
        square = self.square[rows]
        crossed = (square[here, :, None] == square[there, None, :]) & (square[here, :, None] >= 0)
        shortest[crossed] = 0.0
        longer: NDArray[np.float32] = np.abs(shortest, out=shortest)
        return longer


def places_of(network: Network, found: Candidates) -> Places:
    """The candidates on their pieces of way; at least one is there."""
    ways = np.unique(found.way[found.there])
    first, count = network.offsets[ways], np.diff(network.offsets)[ways]
    rows = np.cumsum(count) - count  # where each way begins below
    vertex = np.repeat(first - rows, count) + np.arange(count.sum())
    x, y = (column[vertex] for column in network.xy_m)
    at = np.cumsum(np.hypot(np.diff(x, prepend=x[0]), np.diff(y, prepend=y[0])))
    place = network.nodes.of_vertex[vertex]
    meets = network.nodes.uses[place] > 1
    meets[rows] = meets[rows + count - 1] = True
    cut = np.flatnonzero(meets)
    begins = np.delete(cut, np.searchsorted(cut, rows + count - 1))
    ends = np.delete(cut, np.searchsorted(cut, rows))
    segment = np.where(found.there, found.segment, found.segment.max())
    way = np.searchsorted(ways, network.segments.way[segment])
    row = network.segments.start[segment] - first[way] + rows[way]
    piece = np.searchsorted(begins, row, side="right") - 1
    along = at[row] - at[begins[piece]] + found.along_m
    whole = at[ends] - at[begins]
    return Places(
        piece=piece,
        from_begin_m=along.astype(np.float32),
        from_end_m=(whole[piece] - along).astype(np.float32),
        square=np.where(found.inside_m > 0, found.way, -1),
        inside_m=found.inside_m.astype(np.float32),
        pieces=Pieces(place[begins], place[ends], whole),
    )
