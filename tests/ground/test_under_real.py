"""Intervals of a run's shares, on real ways with the tags of whole streets hidden."""

from __future__ import annotations

import numpy as np
import pytest
from tests.ground.test_calibration import (
    FOLDS,
    SAID_BY,
    folds,
    hidden,
    rows,
    tagged_evenness,
    tagged_hardness,
)
from tests.ground.test_under import segments_of, sure

from kneewise.ground.counting import count
from kneewise.ground.mapfile import read_network
from kneewise.ground.surface import SurfaceModel, Surfaces
from kneewise.ground.under import Pieces, Under

WALKS = 12
OPEN = 0.02
"""Intervals narrower than this say that nothing is open; they are not counted."""


def said_without_tags(network, draw):
    """What each fold's streets are by what the others teach."""
    fold = folds(network, draw)
    even, hard = np.zeros((len(network), 5)), np.zeros((len(network), 4))
    for number in range(FOLDS):
        out = fold == number
        model = SurfaceModel(count(rows(network.tags, ~out)))
        found = model.of_ways(hidden(rows(network.tags, out), SAID_BY))
        even[out], hard[out] = found.evenness, found.hardness
    bare = np.zeros(len(network), dtype=np.uint8)
    return Surfaces(even, hard, bare, bare.astype(bool))


def walked(network, allowed, draw, km):
    """Segments of a random way over allowed ways that turns back seldom."""
    segments, nodes = network.segments, network.nodes
    ends = nodes.of_vertex[segments.start], nodes.of_vertex[segments.start + 1]
    near: dict[int, list[tuple[int, int]]] = {}
    for one in np.flatnonzero(allowed[segments.way]):
        for here, there in (ends, ends[::-1]):
            near.setdefault(int(here[one]), []).append((int(there[one]), int(one)))
    places = sorted(near)
    while True:
        at, before, metres, way = places[draw.integers(len(places))], None, 0.0, []
        seen: dict[int, int] = {}
        while metres < 1000 * km and len(way) < 3000:
            ahead = [one for one in near[at] if one[0] != before] or near[at]
            weights = np.array([(1 + seen.get(segment, 0)) ** -3.0 for _, segment in ahead])
            there, segment = ahead[draw.choice(len(ahead), p=weights / weights.sum())]
            seen[segment] = seen.get(segment, 0) + 1
            before, at = at, there
            metres += segments.length_m[segment]
            way.append(segment)
        if len(seen) > 20:
            return np.array(way)


def drawn(said, draw):
    """A class for every way from what its own tag says."""
    rolled = np.cumsum(said, axis=1)
    return np.minimum((draw.random(len(said))[:, None] > rolled).sum(axis=1), said.shape[1] - 1)


@pytest.fixture(scope="module")
def held(real_maps):
    """Whether each interval held what was really run on."""
    found = []
    for number, one in enumerate(real_maps.values()):
        network, draw = read_network([one]), np.random.default_rng(number)
        even, hard = tagged_evenness(network), tagged_hardness(network)
        allowed = network.may_run & (even.sum(axis=1) > 0) & (hard.sum(axis=1) > 0)
        under = Under(network, said_without_tags(network, draw))
        for _ in range(WALKS):
            way = walked(network, allowed, draw, draw.uniform(4, 12))
            found += _judged(under, way, (even, hard), draw)
    return found


def _judged(under, segments, said, draw):
    found = []
    way = under.network.segments.way[segments]
    km = under.network.segments.length_m[segments] / 1000
    pieces = Pieces(np.arange(len(way)), np.zeros(len(way), int), km)
    totals = under.of(sure(way), pieces, segments_of(km.sum()), ()).totals
    for shares, table in zip((totals.evenness, totals.hardness), said, strict=True):
        true = np.bincount(drawn(table, draw)[way], km, table.shape[1]) / km.sum()
        for share, came in zip(shares, true, strict=True):
            if share.high - share.low > OPEN:
                found.append(share.low - 1e-9 <= came <= share.high + 1e-9)
    return found


def test_nine_in_ten_intervals_hold_what_was_run_on(held):
    assert len(held) > 300
    assert 0.85 <= np.mean(held) <= 0.97
