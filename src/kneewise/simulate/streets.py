"""What a made-up town is laid of: streets, a park, a sports ground and lanes, around the home.

Everything is metres east and north of the home. Nothing is joined yet: where two lines cross is
found in `noding.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kneewise.simulate.paving import (
    LANES,
    MAIN_ROAD,
    MINOR_ROAD,
    PARK,
    PAVEMENTS,
    STREET_NAMES,
    STREETS,
    Kinds,
    Tags,
    choose_tags,
)

F8 = NDArray[np.float64]

TOWN_M = 1600.0
"""How far the streets reach from home; wide enough for loops of 5 km and more inside."""

RINGS_M = (2300.0, 3600.0)
"""Lanes round the town; with them loops of 12 km do not have to cross the town."""

PAVEMENT_M = 7.0
"""From the middle of the main road to its pavements."""

PARK_M = (210.0, 140.0)
"""Half axes of the park."""

GROUND_M = 85.0
"""Half the width of the sports ground, whose track has a radius of 64 m."""


class Kind(StrEnum):
    """What a line is there for; it decides which gives way where two are in each other's place."""

    RUN = "run"
    GREEN = "green"
    ROAD = "road"
    STREET = "street"
    LANE = "lane"


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """One line of (n, 2) metres east and north of home, and its tags."""

    line: F8
    tags: Tags
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class Enclosure:
    """A park or sports ground: a way round it, ways in it, and no street through it."""

    edge: F8
    inside: tuple[Laid, ...]


def streets(rng: np.random.Generator, enclosed: F8) -> Iterator[Laid]:
    """A grid that is a little bent, ends unevenly and lacks a block here and there.

    Its two big roads keep away from the points `enclosed`, (n, 2).
    """
    corners = _corners(rng)
    rows, columns = corners.shape[:2]
    main = _freest(corners, enclosed)
    minor = _freest(corners.swapaxes(0, 1), enclosed)
    names = iter(rng.permutation(STREET_NAMES).tolist())
    for row in range(rows):
        name = next(names)
        if row == main:
            yield from _main_road(corners[row], name)
        else:
            yield from _street(rng, corners[row], name, None)
    for column in range(columns):
        yield from _street(
            rng, corners[:, column], next(names), MINOR_ROAD if column == minor else None
        )
    yield from _stairs(rng, corners)


def _corners(rng: np.random.Generator) -> F8:
    """(rows, columns, 2) street corners."""
    u, v = np.meshgrid(_ticks(rng), _ticks(rng))
    phase = rng.uniform(0.0, 2 * np.pi, size=2)
    u, v = u + 24.0 * np.sin(v / 340.0 + phase[0]), v + 24.0 * np.sin(u / 410.0 + phase[1])
    turn = rng.uniform(0.0, np.pi / 2)
    east, north = u * np.cos(turn) - v * np.sin(turn), u * np.sin(turn) + v * np.cos(turn)
    return np.stack((east, north), axis=-1)


def _freest(corners: F8, enclosed: F8) -> int:
    """Which of the ten middle rows stays farthest from the points `enclosed`."""
    first = len(corners) // 2 - 5
    apart = [
        float(np.hypot(*(enclosed[:, None] - row).transpose(2, 0, 1)).min())
        for row in corners[first : first + 10]
    ]
    return first + int(np.argmax(apart))


def _ticks(rng: np.random.Generator) -> F8:
    """Where the streets of one direction lie: some 115 to 190 m apart."""
    ticks = np.cumsum(rng.uniform(115.0, 190.0, size=21))
    return np.asarray(ticks - ticks.mean())


def _street(rng: np.random.Generator, corners: F8, name: str, tags: Tags | None) -> Iterator[Laid]:
    """A street in ways of up to four blocks that are alike."""
    middle = (corners[1:] + corners[:-1]) / 2
    edge = TOWN_M * (1.0 + 0.12 * np.sin(3 * np.arctan2(middle[:, 1], middle[:, 0])))
    kept = np.hypot(*middle.T) < edge
    if tags is None:
        kept &= rng.random(len(kept)) > 0.1
    for blocks in np.split(np.arange(len(kept)), np.flatnonzero(~kept)):
        there = blocks[kept[blocks]]
        for some in np.array_split(there, -(-len(there) // 4)) if len(there) else ():
            paved = choose_tags(rng, STREETS) if tags is None else tags
            kind = Kind.STREET if tags is None else Kind.ROAD
            yield Laid(corners[some[0] : some[-1] + 2], {**paved, "name": name}, kind)


def _main_road(corners: F8, name: str) -> Iterator[Laid]:
    """A road with traffic, and the pavements that are drawn beside it."""
    line = corners[np.hypot(*corners.T) < TOWN_M]
    yield Laid(line, {**MAIN_ROAD, "name": name}, Kind.ROAD)
    step = np.gradient(line, axis=0)
    aside = np.stack((-step[:, 1], step[:, 0]), axis=-1) / np.hypot(*step.T)[:, None]
    for side, tags in zip((PAVEMENT_M, -PAVEMENT_M), PAVEMENTS, strict=True):
        yield Laid(line + side * aside, tags, Kind.ROAD)


def _stairs(rng: np.random.Generator, corners: F8) -> Iterator[Laid]:
    """Four short cuts across a block, with a flight of stairs in the middle."""
    middle = corners.shape[0] // 2
    for _ in range(4):
        row, column = rng.integers(middle - 5, middle + 5, size=2)
        begin, end = corners[row, column], corners[row + 1, column + 1]
        cut = begin + np.array([0.0, 0.42, 0.58, 1.0])[:, None] * (end - begin)
        for number, two in enumerate(pairwise(cut)):
            tags = {"highway": "steps"} if number == 1 else {"highway": "footway"}
            if number == 0:
                tags["surface"] = "paving_stones"
            yield Laid(np.array(two), tags, Kind.STREET)


def park(rng: np.random.Generator, away_from: F8) -> Enclosure:
    """A park 500 m from home, where it is farthest from the points `away_from`, (n, 2)."""
    angles = np.arange(0.0, 2 * np.pi, np.pi / 12)
    middles = 500.0 * np.stack((np.cos(angles), np.sin(angles)), axis=-1)
    free = [float(np.hypot(*(away_from - middle).T).min()) for middle in middles]
    middle = middles[int(np.argmax(free))]
    around = np.linspace(0.0, 2 * np.pi, 33)
    turn = rng.uniform(0.0, np.pi)
    edge = middle + _turned(np.stack((np.cos(around), np.sin(around)), -1) * PARK_M, turn)
    inside = [Laid(edge, PARK[0], Kind.GREEN)]
    for tags, begin, end in zip(PARK[1:], (2, 9, 14), (18, 27, 30), strict=True):
        bend = (edge[begin] + edge[end]) / 2 + rng.normal(0.0, 25.0, size=2)
        inside.append(Laid(_curve(edge[begin], bend, edge[end]), tags, Kind.GREEN))
    return Enclosure(edge, tuple(inside))


def sports_ground(track: F8) -> Enclosure:
    """A running track, (n, 2), with a way round it and one between them."""
    middle = track[:-1].mean(axis=0)
    around = np.linspace(0.0, 2 * np.pi, 25)
    edge = middle + GROUND_M * np.stack((np.cos(around), np.sin(around)), axis=-1)
    at = int(np.argmin(np.hypot(*track.T)))
    out = track[at] + (track[at] - middle) / np.hypot(*(track[at] - middle)) * (GROUND_M - 60.0)
    lap = {"leisure": "track", "sport": "athletics", "surface": "tartan"}
    footway = {"highway": "footway", "surface": "paving_stones"}
    return Enclosure(
        edge,
        (
            Laid(track, lap, Kind.GREEN),
            Laid(edge, footway, Kind.GREEN),
            Laid(np.array([track[at], out]), footway, Kind.GREEN),
        ),
    )


def lanes(rng: np.random.Generator) -> Iterator[Laid]:
    """Two rings of lanes round the town and six lanes from the town out to them."""
    around = np.linspace(0.0, 2 * np.pi, 145)
    for radius in RINGS_M:
        wave = radius * (1.0 + 0.05 * np.sin(3 * around + rng.uniform(0.0, 2 * np.pi)))
        ring = np.stack((wave * np.cos(around), wave * np.sin(around)), axis=-1)
        ring[-1] = ring[0]
        yield from stretches(rng, ring, LANES, Kind.LANE)
    for number in range(6):
        out = np.linspace(0.75 * TOWN_M, 1.02 * RINGS_M[-1], 30)
        angle = number * np.pi / 3 + rng.uniform(-0.3, 0.3) + 0.05 * np.sin(out / 300.0)
        lane = np.stack((out * np.cos(angle), out * np.sin(angle)), axis=-1)
        yield from stretches(rng, lane, LANES, Kind.LANE)


def stretches(
    rng: np.random.Generator,
    line: F8,
    kinds: Kinds,
    kind: Kind,
    common: Mapping[str, str] | None = None,
) -> Iterator[Laid]:
    """A line in stretches of 350 to 900 m, each of one of the kinds of ground."""
    along = np.concatenate(([0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))))
    ends = np.cumsum(rng.uniform(350.0, 900.0, size=int(along[-1] / 350.0) + 1))
    cuts = np.searchsorted(along, ends[ends < along[-1] - 200.0])
    for begin, end in pairwise([0, *cuts.tolist(), len(line) - 1]):
        if end > begin:
            tags = {**choose_tags(rng, kinds), **(common or {})}
            yield Laid(line[begin : end + 1], tags, kind)


def _turned(points: F8, angle: float) -> F8:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.asarray(points @ np.array([[cos, sin], [-sin, cos]]))


def _curve(begin: F8, bend: F8, end: F8) -> F8:
    """Nine points of a bow through three."""
    share = np.linspace(0.0, 1.0, 9)[:, None]
    pull = 2 * bend - (begin + end) / 2
    return np.asarray((1 - share) ** 2 * begin + 2 * share * (1 - share) * pull + share**2 * end)
