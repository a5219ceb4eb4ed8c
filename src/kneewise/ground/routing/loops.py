"""Loops of a given length: round the corners of an ellipse, then pulled to length and taste.

A loop is sought through corners on an ellipse that passes through the start, for every heading,
round and narrow (a valley has room for the narrow ones alone). Each leg is the cheapest that
repeats nothing; where the whole comes out too long or too short, the ellipse is made smaller or
larger and run again. The best are improved by moving one corner at a time. Everything is drawn
from one seed, so the same question gives the same routes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from kneewise.ground.routing.line import line_of, repeated_share

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.core import Home
    from kneewise.ground.routing.paths import Paths

HEADINGS = 12
BRIEF_HEADINGS = 8
BRIEF_TRIES = 3
BRIEF_SHAPES = 3
BRIEF_KEPT = 3

ENOUGH = 3
"""Loops of one lobe after which no others are tried."""

DRAWS = 60
BRIEF_DRAWS = 24
NEAREST, FARTHEST = 0.2, 0.5
"""Places that are tried to go to and come back from another way, and how far they are as a share
of the loop."""

DETOUR = 1.3
"""Ways are so much longer than the straight line, to begin with."""

TRIES = 5
WITHIN = 0.05
AIM = 0.02
"""A loop may be 5 % off; the search stops at 2 %. Our choice: a watch is off by 1 to 3 %."""

MOST_REPEATED = 0.10
"""Of a loop, beside what leads to its core and back; our choice."""

REPEAT_COST = 6.0
OFF_COST = 10.0
"""What a repeated share and a share of length off cost beside the mean cost of a metre."""

KEPT = 8
MOVES = 10
FULL_NODES = 12_000
"""How many loops are improved, and how many corners of each are tried elsewhere: on a graph of
more nodes than that fewer, so that 20 km through a large city stay within two seconds."""

NEIGHBOURS = 24
PULL = 0.12
"""A corner is put on the best way among its neighbours, distance against pleasantness."""

SEED = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """What corners are put on: ellipses through the door, `aspect` wide over their length."""

    aspect: float
    corners: int = 3
    lobes: int = 1

    @property
    def around(self) -> float:
        """The way round all lobes over half their length (Ramanujan)."""
        h = ((1 - self.aspect) / (1 + self.aspect)) ** 2
        return self.lobes * pi * (1 + self.aspect) * (1 + 3 * h / (10 + sqrt(4 - 3 * h)))


SHAPES = (Shape(1.0), Shape(0.45), Shape(0.8, 2, lobes=2), Shape(0.6, 2, lobes=3))
"""Round, narrow, and rounds of two and three lobes that meet at the door."""


@dataclass(frozen=True)
class Loop:
    """A closed round: its arcs, the corners it was drawn through, and what it is worth."""

    arcs: NDArray[np.int64]
    corners: tuple[int, ...]
    length_m: float
    repeated: float
    worth: float  # the less the better


@dataclass(frozen=True)
class LoopSearch:
    """Loops of one length from one core's door and back, with the stem from the start."""

    paths: Paths
    home: Home
    target_m: float
    brief: bool = False  # only whether there is one

    @property
    def round_m(self) -> float:
        """Length of the loop without its stem."""
        return self.target_m - 2 * self.home.stem_m

    def loops(self) -> list[Loop]:
        """All loops found of the right length, best first; the best of them improved.

        Where too few are round or narrow, ways out to one place and back by another are tried,
        which a valley has, and rounds in several lobes, which find room in a small town.
        """
        draw = np.random.default_rng(SEED)
        found: list[Loop] = []
        for shape in SHAPES[:BRIEF_SHAPES] if self.brief else SHAPES:
            if shape.lobes == 2 and not self._enough(found):
                found += self._drawn(draw)
            if shape.lobes > 1 and self._enough(found):
                break
            found += self._all_round(shape)
        found = sorted((loop for loop in found if self._close(loop)), key=lambda loop: loop.worth)
        kept = self._kept(found)
        better = [self._improved(loop, draw) for loop in found[:kept]]
        good = [loop for loop in (*better, *found[kept:]) if self.fits(loop)]
        return sorted(good, key=lambda loop: loop.worth)

    def _kept(self, found: list[Loop]) -> int:
        """How many to improve: briefly only as long as there is none."""
        if not self.brief:
            return KEPT
        return 0 if any(map(self.fits, found)) else BRIEF_KEPT

    def _enough(self, found: list[Loop]) -> bool:
        return sum(map(self.fits, found)) >= ENOUGH

    def _drawn(self, draw: np.random.Generator) -> list[Loop]:
        """Loops out to a place of a fitting distance and back another way."""
        _, metres = self.paths.reach(self.home.door)
        away = metres[self.home.nodes] / self.round_m
        places = self.home.nodes[(away >= NEAREST) & (away <= FARTHEST)]
        chosen = draw.permutation(places)[: BRIEF_DRAWS if self.brief else DRAWS]
        drawn = (self._through((int(node),)) for node in chosen)
        return [loop for loop in drawn if loop is not None]

    def _all_round(self, shape: Shape) -> list[Loop]:
        """Loops of one shape, one a heading."""
        headings = BRIEF_HEADINGS if self.brief else HEADINGS
        turns = range(headings // shape.lobes)  # turned further it is the same again
        drawn = (self._one(2 * pi * number / headings, shape) for number in turns)
        return [loop for loop in drawn if loop is not None]

    def fits(self, loop: Loop) -> bool:
        """Whether it is as long as asked and repeats little beside its stem."""
        most = MOST_REPEATED + self.home.stem_m / self.target_m
        return abs(loop.length_m / self.target_m - 1) <= WITHIN and loop.repeated <= most

    def _close(self, loop: Loop) -> bool:
        return abs(loop.length_m / self.target_m - 1) <= 3 * WITHIN

    @cached_property
    def _tree(self) -> cKDTree:
        graph, nodes = self.paths.graph, self.home.nodes
        return cKDTree(np.column_stack((graph.x[nodes], graph.y[nodes])))

    @cached_property
    def _pleasant(self) -> NDArray[np.float64]:
        """The mean cost of a metre around every node of the core, over the median of all."""
        graph = self.paths.graph
        ends = np.concatenate((graph.tail, graph.head))
        factor = np.tile(self.paths.costs.factor, 2)
        count = np.maximum(np.bincount(ends, minlength=graph.nodes), 1)
        mean = np.bincount(ends, factor, minlength=graph.nodes) / count
        core = mean[self.home.nodes]
        found: NDArray[np.float64] = core / np.median(core)
        return found

    def _one(self, heading: float, shape: Shape) -> Loop | None:
        """The loop nearest to its length on one heading, over a few sizes of the ellipse."""
        half = self.round_m / (shape.around * DETOUR)
        best: Loop | None = None
        for _ in range(BRIEF_TRIES if self.brief else TRIES):
            loop = self._through(self._corners(heading, shape, half))
            if loop is None:
                half *= 0.8
                continue
            if best is None or abs(loop.length_m - self.target_m) < abs(
                best.length_m - self.target_m
            ):
                best = loop
            off = (loop.length_m - 2 * self.home.stem_m) / self.round_m
            if abs(off - 1) <= AIM:
                break
            half /= min(max(off, 0.5), 2.0)
        return best

    def _corners(self, heading: float, shape: Shape, half_m: float) -> tuple[int, ...]:
        """Nodes near the corners of ellipses whose near end is the door."""
        graph, door = self.paths.graph, self.home.door
        found = []
        for number in range(shape.lobes * (shape.corners + 1) - 1):
            lobe, corner = divmod(number, shape.corners + 1)
            if corner == shape.corners:  # back at the door between two lobes
                found.append(door)
                continue
            turned = heading + 2 * pi * lobe / shape.lobes
            at = pi - 2 * pi * (corner + 1) / (shape.corners + 1)
            ahead, aside = half_m * (1 + cos(at)), half_m * shape.aspect * sin(at)
            x = graph.x[door] + ahead * cos(turned) - aside * sin(turned)
            y = graph.y[door] + ahead * sin(turned) + aside * cos(turned)
            found.append(self._node_at(x, y, half_m))
        return tuple(found)

    def _node_at(self, x: float, y: float, scale_m: float) -> int:
        count = min(NEIGHBOURS, len(self.home.nodes))
        distance, place = self._tree.query((x, y), k=range(1, count + 1))
        distance = distance - distance[0]
        best = int(np.argmin(distance / scale_m + PULL * self._pleasant[place]))
        return int(self.home.nodes[place[best]])

    def _through(self, corners: tuple[int, ...]) -> Loop | None:
        """The loop from the door through the corners and back, with the stem at both ends."""
        stops = [self.home.door, *corners, self.home.door]
        arcs = np.empty(0, dtype=np.int64)
        for source, target in pairwise(stops):
            leg = self.paths.leg(source, target, self.paths.burden(arcs))
            if leg is None:
                return None
            arcs = np.concatenate((arcs, leg))
        arcs = without_spurs(arcs)
        if not len(arcs):
            return None
        return self._weighed(arcs, corners)

    def _weighed(self, arcs: NDArray[np.int64], corners: tuple[int, ...]) -> Loop:
        whole = np.concatenate((self.home.stem, arcs, (self.home.stem ^ 1)[::-1]))
        length = self.paths.length_m(whole)
        repeated = repeated_share(line_of(self.paths.graph, whole))
        off = max(0.0, abs(length / self.target_m - 1) - AIM)
        cost = float(self.paths.costs.arc[whole].sum()) / length
        return Loop(
            whole, corners, length, repeated, cost + REPEAT_COST * repeated + OFF_COST * off
        )

    @property
    def _moves(self) -> int:
        return max(2, round(MOVES * min(1.0, FULL_NODES / self.paths.graph.nodes)))

    def _improved(self, loop: Loop, draw: np.random.Generator) -> Loop:
        """The loop with corners moved where that makes it better."""
        graph = self.paths.graph
        reach = self.round_m / (2 * pi)
        for number in range(self._moves):
            corners = list(loop.corners)
            moved = number % len(corners)
            angle, away = draw.uniform(0, 2 * pi), reach * draw.uniform(0.1, 0.5)
            x = graph.x[corners[moved]] + away * cos(angle)
            y = graph.y[corners[moved]] + away * sin(angle)
            corners[moved] = self._node_at(x, y, reach)
            other = None if corners == list(loop.corners) else self._through(tuple(corners))
            if other is not None and self._close(other) and other.worth < loop.worth:
                loop = other
        return loop


def without_spurs(arcs: NDArray[np.int64]) -> NDArray[np.int64]:
    """A round without the places where it runs into a way and straight back out of it."""
    kept: list[int] = []
    for arc in arcs.tolist():
        if kept and kept[-1] == arc ^ 1:
            kept.pop()
        else:
            kept.append(arc)
    while len(kept) > 1 and kept[0] == kept[-1] ^ 1:
        kept = kept[1:-1]
    return np.array(kept, dtype=np.int64)
