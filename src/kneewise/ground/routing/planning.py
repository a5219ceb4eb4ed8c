"""Routes for a wish: snapped to the map, sought, chosen so that they differ, and measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from kneewise.ground.network import Network
from kneewise.ground.projection import Box
from kneewise.ground.routing.core import Cores, cores_of, homes_of
from kneewise.ground.routing.costs import Costs, Heights, costs_of, heights_of, slope_cost
from kneewise.ground.routing.graph import RouteGraph, route_graph
from kneewise.ground.routing.line import Line, line_of
from kneewise.ground.routing.loops import Loop, LoopSearch
from kneewise.ground.routing.measuring import ground_of, route_of
from kneewise.ground.routing.paths import Paths
from kneewise.ground.routing.there_and_back import there_and_back
from kneewise.model.errors import MapError, UsageError
from kneewise.model.ground import RunGround
from kneewise.model.quantity import Distance
from kneewise.model.route import NoRoute, Route, RouteWish
from kneewise.model.words import Said

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHORTEST_KM, LONGEST_KM = 1.0, 60.0
"""Shorter is a walk round the block; longer is no training run, and takes half a country."""

MOST_ROUTES = 10

START_WITHIN_M = 500.0
"""Whoever starts farther from any way is asked for another place; our choice."""

REACH_OF_LOOP = 0.36
REACH_OF_RETURN = 0.5
MARGIN_M = 500.0
"""How far a route gets from its start as a share of its length: the end of the narrow ellipse."""

ALIKE = 0.6
"""Two candidates that share more of their length than this are one; our choice."""

OTHER_LENGTHS = (0.8, 1.25, 0.6, 1.75, 0.4, 2.5, 0.25)
"""Shares of the asked length at which a loop is looked for where there is none."""

SPAN_M = 30.0
"""Heights are read so far apart along a route."""


@dataclass(frozen=True, slots=True)
class Found:
    """A route, its ground by segments of 500 m, and the bare height of the land along it.

    `height_m` stands beside `metres` from the start, NaN where it is not known (or a bridge or
    a tunnel is); None without any elevation.
    """

    route: Route
    ground: RunGround
    metres: NDArray[np.float64]
    height_m: NDArray[np.float64] | None


@dataclass(frozen=True, slots=True)
class Planned:
    """Candidates, best first. Without any, `because` says why, and `other_km` where a loop is.

    `away_m` is from the place asked for to the start on the map.
    """

    found: tuple[Found, ...]
    away_m: float
    because: NoRoute | None = None
    other_km: tuple[float, ...] = ()


def check_wish(wish: RouteWish) -> None:
    """Raises UsageError with one sentence for a place or a length that is none."""
    if not (np.isfinite(wish.lat_deg) and np.isfinite(wish.lon_deg)):
        raise UsageError("The start is latitude,longitude in degrees, as 48.137,11.575.")
    if abs(wish.lat_deg) > 90:
        raise UsageError(
            f"A latitude of {wish.lat_deg:g} is none: it comes first, from -90 to 90, then the "
            "longitude."
        )
    if abs(wish.lon_deg) > 180:
        raise UsageError(f"A longitude of {wish.lon_deg:g} is none: it goes from -180 to 180.")
    if not SHORTEST_KM <= wish.km <= LONGEST_KM:
        least, most = Distance(SHORTEST_KM, None), Distance(LONGEST_KM, None)
        template = "Routes are from {least} to {most} long, not {km}."
        raise UsageError(Said.of(template, least=least, most=most, km=Distance(wish.km, None)))
    if not 1 <= wish.count <= MOST_ROUTES:
        raise UsageError(f"From 1 to {MOST_ROUTES} routes can be asked for, not {wish.count}.")


def box_of(wish: RouteWish) -> Box:
    """What has to be read of a map for a wish. Raises UsageError."""
    check_wish(wish)
    reach = REACH_OF_RETURN if wish.out_and_back else REACH_OF_LOOP
    here = np.array([wish.lon_deg]), np.array([wish.lat_deg])
    box = Box.around(*here, margin_m=1000 * wish.km * reach + MARGIN_M)
    if box is None:
        raise UsageError("The start is no place on the earth.")
    return box


@dataclass(frozen=True)
class Planner:
    """Routes over one network, which holds at least the `box_of` the wishes asked of it."""

    network: Network
    heights: Heights | None = None

    def plan(self, wish: RouteWish) -> Planned:
        """The candidates for a wish.

        Raises UsageError for a wish that is none, MapError where no way is near the start.
        """
        check_wish(wish)
        if not len(self.network):
            raise MapError(f"The map has no way to run on near {_place(wish)}.")
        graph = route_graph(self.network)
        start, away = snap(graph, wish)
        height = None if self.heights is None else heights_of(graph, self.heights)
        paths = Paths(graph, costs_of(graph, wish.taste, height))
        if wish.out_and_back:
            rounds = there_and_back(paths, start, 1000 * wish.km)
            because = None if rounds else NoRoute.SMALL
            return self._planned(wish, paths, rounds, Planned((), away, because))
        search = _Search(paths, cores_of(graph), start)
        loops = search.loops(1000 * wish.km)
        rounds = [_kinder(graph, loop.arcs, paths.costs, height) for loop in loops]
        empty = Planned((), away)
        if not rounds:
            other = search.other_lengths(wish.km)
            empty = replace(empty, because=search.because(1000 * wish.km), other_km=other)
        return self._planned(wish, paths, rounds, empty)

    def _planned(
        self,
        wish: RouteWish,
        paths: Paths,
        rounds: list[NDArray[np.int64]],
        empty: Planned,
    ) -> Planned:
        chosen = differing(paths, rounds, wish.count)
        loop = not wish.out_and_back
        found = (found_along(paths.graph, arcs, self.heights, loop=loop) for arcs in chosen)
        return replace(empty, found=tuple(found))


def found_along(
    graph: RouteGraph, arcs: NDArray[np.int64], heights: Heights | None, *, loop: bool
) -> Found:
    """What there is to say of a route along some arcs, each beginning where the last ended."""
    line = line_of(graph, arcs)
    metres, x, y = line.every(SPAN_M)
    height = None
    if heights is not None:
        lon, lat = graph.network.plane.to_deg(x, y)
        height = heights(lat, lon)
        height[_off_the_ground(graph, arcs, line, metres)] = np.nan
    ground = ground_of(graph, arcs)
    return Found(route_of(graph, arcs, ground, loop=loop), ground, metres, height)


@dataclass(frozen=True)
class _Search:
    """Loops of any length from one start."""

    paths: Paths
    cores: Cores
    start: int

    def loops(self, target_m: float, *, brief: bool = False) -> list[Loop]:
        """The loops of the nearest core that has any."""
        for home in homes_of(self.paths, self.cores, self.start, target_m):
            found = LoopSearch(self.paths, home, target_m, brief=brief).loops()
            if found:
                return found
        return []

    def other_lengths(self, km: float) -> tuple[float, ...]:
        """The nearest shorter and longer length with a loop, in half km."""
        found: list[float] = []
        for share in OTHER_LENGTHS:
            other = max(SHORTEST_KM, round(2 * km * share) / 2)
            if (
                other > LONGEST_KM
                or other == km
                or any((one < km) == (other < km) for one in found)
            ):
                continue
            if self.loops(1000 * other, brief=True):
                found.append(other)
        return tuple(sorted(found))

    def because(self, target_m: float) -> NoRoute:
        """Why there is no loop of this length."""
        homes = homes_of(self.paths, self.cores, self.start, target_m)
        if not homes:
            small = homes_of(self.paths, self.cores, self.start, min(1000.0, target_m))
            return NoRoute.SMALL if small else NoRoute.NO_WAY_BACK
        graph = self.paths.graph
        widest = max(
            np.hypot(graph.x[h.nodes] - graph.x[h.door], graph.y[h.nodes] - graph.y[h.door]).max()
            for h in homes
        )
        return NoRoute.SMALL if widest < target_m / 5 else NoRoute.NO_LOOP


def snap(graph: RouteGraph, wish: RouteWish) -> tuple[int, float]:
    """(node, metres away): the nearest one from which there is somewhere to run.

    A place to run holds as much way as is asked for, else the nearest way at all is taken.
    Raises MapError where none is near.
    """
    if not graph.nodes:
        raise MapError(f"The map has no way to run on near {_place(wish)}.")
    x, y = graph.network.plane.to_m(np.array([wish.lon_deg]), np.array([wish.lat_deg]))
    away = np.hypot(graph.x - x[0], graph.y - y[0])
    joined = csr_array(
        (np.ones(graph.pieces), (graph.tail, graph.head)), shape=(graph.nodes, graph.nodes)
    )
    _, part = connected_components(joined, directed=False)
    metres = np.bincount(part[graph.tail], graph.length_m, minlength=int(part.max()) + 1)
    enough = metres[part] >= 500 * wish.km
    near = away <= START_WITHIN_M
    if not near.any():
        template = (
            "The nearest way on the map is {far} from {place}; start nearer to one, or add a map "
            "of the place: kneewise map add."
        )
        far = Distance(float(away.min()) / 1000)
        raise MapError(Said.of(template, far=far, place=_place(wish)))
    there = near & enough if (near & enough).any() else near
    node = int(np.flatnonzero(there)[np.argmin(away[there])])
    return node, float(away[node])


def differing(paths: Paths, rounds: list[NDArray[np.int64]], count: int) -> list[NDArray[np.int64]]:
    """The first few that share little of their length with each other."""
    chosen: list[NDArray[np.int64]] = []
    for arcs in rounds:
        pieces = np.unique(arcs // 2)
        length = paths.graph.length_m[pieces].sum()
        if all(
            paths.graph.length_m[np.intersect1d(pieces, other // 2)].sum() <= ALIKE * length
            for other in chosen
        ):
            chosen.append(arcs)
        if len(chosen) == count:
            break
    return chosen


def _kinder(
    graph: RouteGraph,
    arcs: NDArray[np.int64],
    costs: Costs,
    height_m: NDArray[np.float64] | None,
) -> NDArray[np.int64]:
    """The same loop the other way round where that descends more gently, and may be run."""
    other = (arcs ^ 1)[::-1]
    if height_m is None or not np.isfinite(costs.arc[other]).all():
        return arcs
    slope = slope_cost(graph, height_m)
    return other if slope[other].sum() < slope[arcs].sum() else arcs


def _off_the_ground(
    graph: RouteGraph, arcs: NDArray[np.int64], line: Line, metres: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Where the way is on a bridge or in a tunnel: an elevation tile speaks of what is around."""
    network = graph.network
    away = (network.has("bridge", "yes") | network.has("tunnel", "yes"))[graph.way[arcs // 2]]
    place = np.clip(np.searchsorted(line.along_m, metres, side="right") - 1, 0, len(line.arc) - 1)
    found: NDArray[np.bool_] = away[line.arc[place]]
    return found


def _place(wish: RouteWish) -> str:
    return f"{wish.lat_deg:.4f},{wish.lon_deg:.4f}"
