"""What is said of every sample: its way, how sure that is, and what else it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.candidates import Candidates

LEAST = 0.01
"""Ways less probable than this are left out; the others share their part."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a trace was on the map, one value a sample.

    `way` and `segment` are rows of the network on the likeliest path (-1 off the map and without
    a position), `probability` that this is the way (that it is none, where `way` is -1; NaN
    without a position), `unknown` that it is on no known way (1 without a position). The
    `candidate_` columns hold the way and every other of at least 1 per cent, by sample; the
    probabilities of a sample and its `unknown` add up to 1.
    """

    way: NDArray[np.int64]
    segment: NDArray[np.int64]
    probability: NDArray[np.float64]
    unknown: NDArray[np.float64]
    candidate_sample: NDArray[np.int64]
    candidate_way: NDArray[np.int64]
    candidate_probability: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.way)


def nothing_known(samples: int, placed: NDArray[np.bool_]) -> Match:
    """A trace that is nowhere near a way; `placed` says which samples have a position."""
    return Match(
        way=np.full(samples, -1),
        segment=np.full(samples, -1),
        probability=np.where(placed, 1.0, np.nan),
        unknown=np.ones(samples),
        candidate_sample=np.empty(0, dtype=np.int64),
        candidate_way=np.empty(0, dtype=np.int64),
        candidate_probability=np.empty(0),
    )


def answer(
    found: Candidates,
    chance: NDArray[np.float64],
    path: NDArray[np.int64],
    of_sample: NDArray[np.int64],
) -> Match:
    """From the states of the points to the samples they stand for.

    `chance` is (points, places + 1), `path` a place of every point or the last state for none.
    """
    off = path == chance.shape[1] - 1
    every, place = np.arange(len(found)), np.where(off, 0, path)
    its_way = np.where(off, -1, found.way[every, place])
    its_segment = np.where(off, -1, found.segment[every, place])
    point, way, probability = _by_way(found, chance, its_way)
    unknown = chance[:, -1].copy()
    whole = np.bincount(point, probability, len(found)) + unknown
    probability, unknown = probability / whole[point], unknown / whole
    sure = np.where(off, unknown, 0.0)
    on_path = way == its_way[point]
    sure[point[on_path]] = probability[on_path]
    begin = np.searchsorted(point, np.arange(len(found) + 1))
    placed = of_sample >= 0
    count = np.where(placed, np.diff(begin)[of_sample], 0)
    row = np.repeat(begin[of_sample] - np.cumsum(count) + count, count) + np.arange(count.sum())
    return Match(
        way=np.where(placed, its_way[of_sample], -1),
        segment=np.where(placed, its_segment[of_sample], -1),
        probability=np.where(placed, sure[of_sample], np.nan),
        unknown=np.where(placed, unknown[of_sample], 1.0),
        candidate_sample=np.repeat(np.arange(len(of_sample)), count),
        candidate_way=way[row],
        candidate_probability=probability[row],
    )


def _by_way(
    found: Candidates, chance: NDArray[np.float64], its_way: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """(point, way, probability) of the ways that count, by point: a way's places are one."""
    point, place = np.nonzero(found.there & (chance[:, :-1] > 0))
    way, probability = found.way[point, place], chance[point, place]
    order = np.lexsort((way, point))
    point, way, probability = point[order], way[order], probability[order]
    first = np.ones(len(point), dtype=np.bool_)
    first[1:] = (np.diff(point) != 0) | (np.diff(way) != 0)
    begin = np.flatnonzero(first)
    if len(begin):
        probability = np.add.reduceat(probability, begin)
    point, way = point[begin], way[begin]
    counts = (probability >= LEAST) | (way == its_way[point])
    return point[counts], way[counts], probability[counts]
