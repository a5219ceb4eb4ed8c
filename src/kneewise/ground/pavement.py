"""A pavement drawn beside its street and not tagged: what the street is, with less certainty."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.counting import groups_of
from kneewise.ground.surface import STREET, SurfaceModel, Surfaces
from kneewise.ground.tables import GROUPS, ROADS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.network import Network

WITHIN_M = 20.0
"""How far the street's middle may be from the pavement's; our choice (a wide street's half)."""

ASLANT = np.cos(np.radians(25.0))
"""How parallel they must run; our choice."""

SHARE_OF_STREET = 0.7
"""What the street says of its pavement; the rest is what pavements of the map are. Our choice."""

CHUNK = 20_000
"""Pavements asked for at once, so that memory stays small."""


def surfaces_of(network: Network) -> Surfaces:
    """What every way of a network probably is; pavements without tags take from their street."""
    surfaces = SurfaceModel(network.counts).of_ways(network.tags)
    bare = np.flatnonzero(
        (groups_of(network.tags) == GROUPS.index("sidewalk")) & (surfaces.evidence == 0)
    )
    for at in range(0, len(bare), CHUNK):
        pavement, street = _streets_beside(network, bare[at : at + CHUNK], surfaces.evidence > 0)
        for column in (surfaces.evenness, surfaces.hardness):
            column[pavement] = (
                SHARE_OF_STREET * column[street] + (1.0 - SHARE_OF_STREET) * column[pavement]
            )
        surfaces.evidence[pavement] = STREET
    return surfaces


def _streets_beside(
    network: Network, pavements: NDArray[np.int64], tagged: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(pavement, street) where a tagged road runs beside a pavement's middle, the nearest one."""
    segments = network.segments
    group = groups_of(network.tags)
    is_road = np.isin(group, [GROUPS.index(name) for name in ROADS]) & tagged
    first, end = np.searchsorted(segments.way, [pavements, pavements + 1])
    there = end > first  # a way of no length has no segment
    pavements, middle = pavements[there], ((first + end) // 2)[there]
    x = (segments.x0[middle] + segments.x1[middle]) / 2
    y = (segments.y0[middle] + segments.y1[middle]) / 2
    point, segment, distance = network.near(x, y, WITHIN_M)
    mine = middle[point]
    cosine = np.abs(
        (segments.x1[mine] - segments.x0[mine]) * (segments.x1[segment] - segments.x0[segment])
        + (segments.y1[mine] - segments.y0[mine]) * (segments.y1[segment] - segments.y0[segment])
    ) / (segments.length_m[mine] * segments.length_m[segment])
    beside = is_road[segments.way[segment]] & (cosine >= ASLANT)
    point, segment, distance = point[beside], segment[beside], distance[beside]
    order = np.lexsort((distance, point))
    found, nearest = np.unique(point[order], return_index=True)
    return pavements[found], segments.way[segment[order][nearest]]
