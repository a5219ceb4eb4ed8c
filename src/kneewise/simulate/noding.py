"""Lines laid across each other become a network: cut where they cross, cleared, joined to ways."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from kneewise.model.errors import needs_extra
from kneewise.simulate.streets import F8, Enclosure, Kind, Laid

if TYPE_CHECKING:
    from numpy.typing import NDArray

SNAP_M = 0.01
"""Places nearer than this are one, as coordinates of maps stand in whole centimetres."""

BESIDE_M = 18.0
"""A street that runs so near a runner's own line would be the same street drawn twice."""

ASLANT = 0.5
"""A street that comes nearer by more than this share of its length crosses the line."""

STUB_M = 80.0
"""Shorter dead ends are what is left of streets that were cut."""

STREET_BRIDGES = 2
"""Small streets that cross the water; runs, big roads and lanes have bridges of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pieces:
    """Lines between crossings, and which laid line each is of (rows of `laid`)."""

    lines: NDArray[Any]  # of shapely lines
    of: NDArray[np.int64]
    laid: tuple[Laid, ...]

    def only(self, kept: NDArray[np.bool_]) -> _Pieces:
        return replace(self, lines=self.lines[kept], of=self.of[kept])

    def is_kind(self, *kinds: Kind) -> NDArray[np.bool_]:
        return np.array([one.kind in kinds for one in self.laid])[self.of]


def joined(
    laid: Sequence[Laid], enclosures: Iterable[Enclosure], water: F8
) -> tuple[tuple[F8, Mapping[str, str]], ...]:
    """Ways of (n, 2) metres with their tags, which meet where they share a place.

    All hang together. What crosses `water` is a bridge. Raises MissingExtraError.
    """
    pieces = _cut_at_crossings(tuple(laid))
    pieces = pieces.only(~_in_the_way(pieces, enclosures))
    pieces = _bridged(pieces, water)
    pieces = _without_stubs(_largest_part(pieces))
    return tuple(_ways(pieces))


def _cut_at_crossings(laid: tuple[Laid, ...]) -> _Pieces:
    with needs_extra("ground"):
        import shapely
    lines = np.array([shapely.linestrings(one.line) for one in laid], dtype=object)
    noded = shapely.get_parts(shapely.union_all(lines, grid_size=SNAP_M))
    middles = shapely.line_interpolate_point(noded, 0.5, normalized=True)
    pairs = shapely.STRtree(lines).query_nearest(middles, all_matches=False)
    return _Pieces(noded, pairs[1].astype(np.int64), laid)


def _in_the_way(pieces: _Pieces, enclosures: Iterable[Enclosure]) -> NDArray[np.bool_]:
    """Streets and lanes through a park or sports ground, or along a runner's line."""
    import shapely

    giving_way = pieces.is_kind(Kind.ROAD, Kind.STREET, Kind.LANE)
    own = shapely.union_all(pieces.lines[pieces.is_kind(Kind.RUN)])
    near = shapely.intersection(pieces.lines, shapely.buffer(own, BESIDE_M))
    length = shapely.length(pieces.lines)
    first, last = (shapely.distance(shapely.get_point(pieces.lines, at), own) for at in (0, -1))
    found = (shapely.length(near) > 0.6 * length) & (np.abs(first - last) < ASLANT * length)
    middles = shapely.line_interpolate_point(pieces.lines, 0.5, normalized=True)
    for one in enclosures:
        found |= shapely.contains_properly(shapely.polygons(one.edge), middles)
    return np.asarray(found & giving_way)


def _bridged(pieces: _Pieces, water: F8) -> _Pieces:
    """Without the small streets that cross the water but for two; what crosses it is a bridge."""
    import shapely

    line = shapely.linestrings(water)
    over = shapely.intersects(pieces.lines, line)
    streets = np.flatnonzero(over & pieces.is_kind(Kind.STREET))
    far = shapely.distance(pieces.lines[streets], shapely.points(0.0, 0.0))
    kept = np.ones(len(over), dtype=bool)
    kept[streets[np.argsort(far, kind="stable")[STREET_BRIDGES:]]] = False
    laid, of = list(pieces.laid), pieces.of.copy()
    for piece in np.flatnonzero(over & kept).tolist():
        below = laid[of[piece]]
        of[piece] = len(laid)
        laid.append(replace(below, tags={**below.tags, "bridge": "yes", "layer": "1"}))
    return replace(pieces, of=of, laid=tuple(laid)).only(kept)


def _ends(pieces: _Pieces) -> NDArray[np.int64]:
    """(pieces, 2) numbers of the places where each begins and ends."""
    import shapely

    both = [shapely.get_coordinates(shapely.get_point(pieces.lines, at)) for at in (0, -1)]
    _, numbers = np.unique(_centimetres(np.concatenate(both)), axis=0, return_inverse=True)
    return np.asarray(numbers.reshape(2, -1).T)


def _largest_part(pieces: _Pieces) -> _Pieces:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = _ends(pieces)
    size = int(ends.max()) + 1
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(size, size))
    part = connected_components(graph, directed=False)[1][ends[:, 0]]
    return pieces.only(part == np.bincount(part).argmax())


def _without_stubs(pieces: _Pieces) -> _Pieces:
    """Dead ends that are short go, and what is a short dead end then."""
    import shapely

    while True:
        ends = _ends(pieces)
        loose = (np.bincount(ends.ravel())[ends] == 1).any(axis=1)
        stub = loose & (shapely.length(pieces.lines) < STUB_M)
        stub &= pieces.is_kind(Kind.ROAD, Kind.STREET, Kind.LANE)
        if not stub.any():
            return pieces
        pieces = pieces.only(~stub)


def _ways(pieces: _Pieces) -> Iterable[tuple[F8, Mapping[str, str]]]:
    """Pieces of one laid line that follow each other, as one way."""
    import shapely

    for number in np.unique(pieces.of).tolist():
        whole = shapely.line_merge(shapely.multilinestrings(pieces.lines[pieces.of == number]))
        for part in shapely.get_parts(whole):
            yield shapely.get_coordinates(part), pieces.laid[number].tags


def _centimetres(places: F8) -> NDArray[np.int64]:
    return np.rint(places / SNAP_M).astype(np.int64)
