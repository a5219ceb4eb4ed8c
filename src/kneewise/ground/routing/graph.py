"""The ways of a network as a directed graph: places one can turn at, and stretches between them.

A *piece* is a stretch of one way between two places; an *arc* is a piece run in one direction:
arc 2p along piece p as it was mapped, arc 2p + 1 against it. What runs downhill one way runs
uphill the other, so everything that hangs on direction is kept an arc.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.network import TOO_BIG, Network
from kneewise.ground.pavement import surfaces_of
from kneewise.model.errors import needs_extra

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from rustworkx import PyGraph

    from kneewise.ground.surface import Surfaces


LONGEST_PIECE_M = 150.0
"""A longer stretch is cut at its vertices, so that a route may begin or turn on it; our choice."""

BUSY = ("secondary", "secondary_link", "tertiary", "tertiary_link")
"""Roads with fast traffic beside which a pavement is wanted; `TOO_BIG` more so."""

_NEVER = ("trunk", "trunk_link", "raceway")
_CLIMBED = ("alpine_hiking", "demanding_alpine_hiking", "difficult_alpine_hiking")
"""Values of sac_scale at which hands are needed, on exposed ground (OSMWIKI): not for a run."""

_INVITED = ("yes", "designated", "permissive")
_WITH_PAVEMENT = ("both", "left", "right", "yes")


@dataclass(frozen=True)
class RouteGraph:
    """Nodes 0..n-1 with their places on the network's plane, pieces between them.

    `first[p]` and `last[p]` are the vertices of the network that piece p begins and ends at,
    `tail[p]` and `head[p]` its nodes; `onward[p]`, `back[p]` whether it may be run that way.
    No two pieces join the same two nodes, and none joins a node to itself.
    """

    network: Network
    surfaces: Surfaces
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    way: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    length_m: NDArray[np.float64]
    onward: NDArray[np.bool_]
    back: NDArray[np.bool_]

    @property
    def nodes(self) -> int:
        """How many places there are."""
        return len(self.x)

    @property
    def pieces(self) -> int:
        """How many stretches there are."""
        return len(self.way)

    @cached_property
    def bare_big_road(self) -> NDArray[np.bool_]:
        """Pieces on a big road of which no pavement is known."""
        return (self.network.big_road & ~_paved_for_feet(self.network))[self.way]

    @cached_property
    def bare_busy_road(self) -> NDArray[np.bool_]:
        """Pieces on a busy road, or through a road tunnel, of which no pavement is known."""
        network = self.network
        tunnel = network.has("tunnel", "yes") & network.has("highway", *BUSY, *TOO_BIG)
        busy = network.has("highway", *BUSY) | tunnel
        return (busy & ~_paved_for_feet(network))[self.way]

    @cached_property
    def steps(self) -> NDArray[np.bool_]:
        """Pieces that are flights of stairs."""
        return self.network.steps[self.way]

    @cached_property
    def degree(self) -> NDArray[np.int64]:
        """How many pieces meet at every node."""
        return np.bincount(np.concatenate((self.tail, self.head)), minlength=self.nodes)

    @cached_property
    def undirected(self) -> PyGraph:
        """Rustworkx's graph of the nodes, edges carrying the number of their piece."""
        with needs_extra("ground"):
            import rustworkx
        graph = rustworkx.PyGraph(multigraph=False)
        graph.add_nodes_from(range(self.nodes))
        ends = zip(self.tail.tolist(), self.head.tolist(), range(self.pieces), strict=True)
        graph.add_edges_from(list(ends))
        return graph

    def along(self, arc: int) -> NDArray[np.int64]:
        """The vertices of an arc in the order they are run."""
        piece, against = divmod(arc, 2)
        vertices = np.arange(self.first[piece], self.last[piece] + 1)
        return vertices[::-1] if against else vertices


def route_graph(network: Network) -> RouteGraph:
    """The graph of all that may be run on: not closed, no motor road without room for feet."""
    may = _may_route(network)
    way_of_vertex = np.repeat(np.arange(len(network)), np.diff(network.offsets))
    along_m = _along(network)
    cut = _cuts(network, may, way_of_vertex, along_m)
    at = np.flatnonzero(cut)
    joined = way_of_vertex[at[:-1]] == way_of_vertex[at[1:]]
    first, last = at[:-1][joined], at[1:][joined]
    way = way_of_vertex[first]
    place = network.nodes.of_vertex
    kept = _one_a_pair(network, way, place[first], place[last], along_m[last] - along_m[first])
    first, last, way = first[kept], last[kept], way[kept]
    places, ends = np.unique(np.concatenate((place[first], place[last])), return_inverse=True)
    against = network.has("oneway_foot", "-1")[way]
    along = network.has("oneway_foot", "yes")[way]
    return RouteGraph(
        network=network,
        surfaces=surfaces_of(network),
        x=network.nodes.x[places],
        y=network.nodes.y[places],
        way=way,
        first=first,
        last=last,
        tail=ends[: len(first)],
        head=ends[len(first) :],
        length_m=along_m[last] - along_m[first],
        onward=~against,
        back=~along,
    )


def _may_route(network: Network) -> NDArray[np.bool_]:
    """Ways a route may use: a trunk road only with a pavement or where people are invited."""
    never = network.has("highway", *_NEVER) & ~network.has("foot", *_INVITED)
    never &= ~_paved_for_feet(network)
    return network.may_run & ~never & ~network.has("sac_scale", *_CLIMBED)


def _paved_for_feet(network: Network) -> NDArray[np.bool_]:
    """Ways with a pavement of their own."""
    said = network.has("sidewalk", *_WITH_PAVEMENT)
    return said | network.has("sidewalk_surface") | network.has("sidewalk_smoothness")


def _along(network: Network) -> NDArray[np.float64]:
    """Metres from the network's first vertex, jumps from way to way left out."""
    found = np.zeros(len(network.lon_deg))
    one = network.segments
    found[one.start + 1] = one.length_m
    return np.cumsum(found)


def _cuts(
    network: Network,
    may: NDArray[np.bool_],
    way_of_vertex: NDArray[np.int64],
    along_m: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Vertices at which a piece begins or ends: ends of ways, meetings, cuts of long stretches."""
    ours = may[way_of_vertex]
    place = network.nodes.of_vertex
    uses = np.bincount(place[ours], minlength=len(network.nodes))
    end = np.zeros(len(place), dtype=np.bool_)
    end[network.offsets[:-1]] = end[network.offsets[1:] - 1] = True
    cut = ours & (end | (uses[place] > 1))
    at = np.flatnonzero(cut)
    if len(at) < 2:
        return cut
    piece = np.cumsum(cut) - 1  # the cut that every vertex follows
    inside = ours & ~cut
    begin, finish = at[piece[inside]], at[np.minimum(piece[inside] + 1, len(at) - 1)]
    length = along_m[finish] - along_m[begin]
    parts = np.ceil(length / LONGEST_PIECE_M)
    vertex = np.flatnonzero(inside)
    bucket = np.floor((along_m[vertex] - along_m[begin]) / length * parts)
    before = np.floor((along_m[vertex - 1] - along_m[begin]) / length * parts)
    cut[vertex[bucket > before]] = True
    return cut


def _one_a_pair(
    network: Network,
    way: NDArray[np.int64],
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    length_m: NDArray[np.float64],
) -> NDArray[np.int64]:
    """Which pieces to keep: of several between the same two nodes the most pleasant, no circles."""
    burden = length_m * (1.0 + 4.0 * (network.steps | network.big_road)[way])
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((burden, high, low))
    order = order[(low != high)[order] & (length_m[order] > 0)]
    fresh = np.ones(len(order), dtype=np.bool_)
    fresh[1:] = (np.diff(low[order]) != 0) | (np.diff(high[order]) != 0)
    return np.sort(order[fresh])
