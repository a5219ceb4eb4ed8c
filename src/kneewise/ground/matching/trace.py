"""A recorded trace matched to the ways of a map.

The trace is thinned to points, every point gets the places of the map it may be, and a hidden
Markov chain over those places says which path is likeliest and how likely every place is. The
receiver's error is estimated from the trace itself by a first pass with a middling one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.matching.answer import Match, answer, nothing_known
from kneewise.ground.matching.belief import Belief
from kneewise.ground.matching.candidates import Candidates, find_candidates
from kneewise.ground.matching.drift import drift_m
from kneewise.ground.matching.path import likeliest, probabilities
from kneewise.ground.matching.streets import places_of
from kneewise.ground.matching.thinning import Points, Thinned, thin
from kneewise.ground.matching.transition import starts, steps

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.network import Network

STRETCH = 128
"""Points worked on at once: what they need stays in the processor's cache."""

NEARER = 0.35
"""Share of the distances from the ways that the error is taken from: the nearer ones, since far
ones are of no way at all where the runner left the map. Our choice."""

NEARER_SD = 0.454
"""What that share of a normal distribution is within, in standard deviations."""

AROUND = (0, -1, 1, -2, 2)
"""Points whose way a sample may take, by nearness; more of them changed no figure."""

CLEARLY_M = 0.5
"""How much nearer one that comes later in `AROUND` must be; our choice."""

LONGEST = 4096
"""Points of one chain; a longer trace (30 km and more) is matched in pieces. That costs what is
known of the way at the joints, and keeps the weights of all steps below 20 MB."""


def match(
    network: Network,
    time_s: NDArray[np.float64],
    lat_deg: NDArray[np.float64],
    lon_deg: NDArray[np.float64],
    belief: Belief | None = None,
) -> Match:
    """Which way every sample of a trace was on, and how sure that is.

    Positions may be NaN; where time goes back or a gap is long, the chain begins anew. Never
    raises for what stands in a trace. Needs the extra `ground` (MissingExtraError).
    """
    x, y = network.plane.to_m(*_on_earth(lon_deg, lat_deg))
    thinned = thin(time_s, x, y)
    points = thinned.points
    if not len(points) or not len(network.segments):
        return nothing_known(len(x), thinned.nearer >= 0)
    found = find_candidates(network, points)
    if not found.there.any():
        return nothing_known(len(x), thinned.nearer >= 0)
    chance, path = _chained(network, points, found, belief)
    return answer(found, chance, path, _of_sample(network, thinned, found, path, x, y))


def _on_earth(
    lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Positions as they are, NaN where there is no such place."""
    there = (np.abs(lat_deg) <= 90.0) & (np.abs(lon_deg) <= 360.0)
    return np.where(there, lon_deg, np.nan), np.where(there, lat_deg, np.nan)


def _chained(
    network: Network, points: Points, found: Candidates, belief: Belief | None
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Probability of every state of every point, and the states of the likeliest path."""
    chance = np.zeros((len(points), found.there.shape[1] + 1))
    path = np.full(len(points), found.there.shape[1])
    chance[:, -1] = 1.0
    for at in range(0, len(points), LONGEST):
        part = slice(at, at + LONGEST)
        if found.there[part].any():
            chance[part], path[part] = _one_chain(
                network, points.part(part), found.part(part), belief
            )
    return chance, path


def _one_chain(
    network: Network,
    points: Points,
    found: Candidates,
    belief: Belief | None,
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    longer = _longer_m(network, points, found)
    if belief is None:
        belief = Belief()
        start, weights = _weights(belief.without_leaving(), points, found, longer)
        belief = belief.with_error(_error_m(points, found, probabilities(start, weights)))
    start, weights = _weights(belief, points, found, longer)
    path = likeliest(start, weights)
    return probabilities(start**belief.firm, np.power(weights, belief.firm, out=weights)), path


def _longer_m(network: Network, points: Points, found: Candidates) -> NDArray[np.float32]:
    went = np.hypot(np.diff(points.x), np.diff(points.y))
    places = places_of(network, found)
    size = found.there.shape[1]
    out = np.empty((len(went), size, size), dtype=np.float32)
    for at in range(0, len(went), STRETCH):
        part = slice(at, at + STRETCH)
        out[part] = places.longer_m(went[part], slice(at, at + STRETCH + 1))
    return out


def _weights(
    belief: Belief,
    points: Points,
    found: Candidates,
    longer_m: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Weights of the first point's states, and of every step after it."""
    start = starts(belief, points.part(slice(1)), found.part(slice(1)))[0]
    out = np.empty((len(points) - 1, len(start), len(start)))
    for at in range(0, len(out), STRETCH):
        part, rows = slice(at, at + STRETCH), slice(at, at + STRETCH + 1)
        out[part] = steps(belief, points.part(rows), found.part(rows), longer_m[part])
    return start, out


def _error_m(points: Points, found: Candidates, chance: NDArray[np.float64]) -> float:
    """The lasting error of a trace, from its distances to the ways it probably was on."""
    weight, aside = chance[:, :-1].ravel(), np.abs(found.aside_m).ravel()
    order = np.argsort(aside)
    summed = np.cumsum(weight[order])
    row = min(int(np.searchsorted(summed, NEARER * summed[-1])), len(order) - 1)
    quick = points.quick_m**2 / float(np.median(points.samples))
    return float(np.sqrt(max((aside[order[row]] / NEARER_SD) ** 2 - quick, 0.0)))


def _of_sample(
    network: Network,
    thinned: Thinned,
    found: Candidates,
    path: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> NDArray[np.int64]:
    """The point that stands for each sample: where the path turns, one on whose way it is.

    The receiver's error is known once the path is; less it, a sample is nearest to the way of
    one of the points around.
    """
    points, of = thinned.points, thinned.nearer.copy()
    row, on = np.arange(len(points)), path < found.there.shape[1]
    place = np.where(on, path, 0)
    way, segment = found.way[row, place], found.segment[row, place]
    around = np.clip(row[:, None] + np.array(AROUND), 0, len(points) - 1)
    run = np.cumsum(points.fresh)
    usable = on[around] & on[:, None] & (run[around] == run[:, None])
    turning = (usable & (way[around] != way[:, None])).any(axis=1)
    sample = np.flatnonzero((of >= 0) & turning[of])
    mine = of[sample]
    drift = drift_m(points, found, np.where(on, path, -1))[mine]
    at_x, at_y = x[sample] - drift[:, 0], y[sample] - drift[:, 1]
    nearest = np.full(len(sample), np.inf)
    for others, use in zip(around[mine].T, usable[mine].T, strict=True):
        _, distance = network.onto(segment[others], at_x, at_y)
        better = use & (distance < nearest - CLEARLY_M)
        of[sample[better]] = others[better]
        nearest = np.where(better, distance, nearest)
    return of
