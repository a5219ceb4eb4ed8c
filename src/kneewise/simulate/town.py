"""A made-up map under the routes of a simulated runner: a town, lanes and woods around her home.

The ways lie where she runs; her runs are the same with and without the map. Ground has no effect
on her knee (`GROUND_CAUSES`), so whatever is found of it is chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kneewise.model.errors import needs_extra
from kneewise.model.ground import MADE_UP
from kneewise.simulate.noding import joined
from kneewise.simulate.paving import FROM_DOOR_M, FROM_THE_DOOR, ROUTE_NAMES, ROUTES
from kneewise.simulate.places import GRID_M, Place, degrees_from_home, home_places, metres_from_home
from kneewise.simulate.runner import SimulatedRunner
from kneewise.simulate.streets import F8, Kind, Laid, lanes, park, sports_ground, streets, stretches

if TYPE_CHECKING:
    from osmium.osm.mutable import Node, Way

TOWN_FILE = "made-up-town.osm.pbf"
"""The name of the file, and with it of the map."""

GROUND_CAUSES: Mapping[str, float] = {"uneven_ground": 1.0, "hard_surface": 1.0}
"""The causes a map gives a value, with their true relative risk: none is built in."""

VALLEY_M = 6000.0
"""How far the road of the rides is on the map; a map of 20 km more shows no run more."""

BEYOND_M = 80.0
"""How far a route goes on where the longest run turns."""

BEND_M = 0.4
"""Bends smaller than this are not drawn."""

UPSTREAM_M = 2200.0
"""How far the water is drawn from where it meets the river route."""

BANK_M = 30.0
"""From the middle of the water to the path along it."""


def write_town(runner: SimulatedRunner, folder: Path) -> Path:
    """Write the map of a runner's town into `folder` as an OpenStreetMap file; where it is.

    Its bytes depend on the runner alone, its data is of the runner's last day, and it names
    `MADE_UP` as what wrote it. Raises MissingExtraError without the extra `ground`.
    """
    with needs_extra("ground"):
        import osmium
    file = folder / TOWN_FILE
    header = osmium.io.Header()
    header.set("generator", MADE_UP)
    header.set("osmosis_replication_timestamp", f"{runner.last_day}T00:00:00Z")
    nodes, ways = _elements(town_ways(runner))
    with osmium.SimpleWriter(str(file), header=header, overwrite=True) as writer:
        for node in nodes:
            writer.add_node(node)
        for way in ways:
            writer.add_way(way)
    return file


def town_ways(runner: SimulatedRunner) -> tuple[tuple[F8, Mapping[str, str]], ...]:
    """Every way as (n, 2) metres east and north of home, and its tags. Raises MissingExtraError."""
    places = home_places(np.random.default_rng([runner.seed, runner.days]))
    rng = np.random.default_rng([runner.seed, runner.days, 1])
    lines = {name: _line(places[name], _longest_m(runner, name)) for name in ROUTES}
    track = _metres(places["track"])
    water = _water(lines["river"], np.concatenate([*lines.values(), track]))
    ground = sports_ground(track)
    green = park(rng, np.concatenate([*lines.values(), track, water]))
    laid = [
        *(one for name, line in lines.items() for one in _route(rng, name, line)),
        *ground.inside,
        *green.inside,
        *streets(rng, np.concatenate((ground.edge, green.edge))),
        *lanes(rng),
    ]
    return joined(laid, (ground, green), water)


def _longest_m(runner: SimulatedRunner, name: str) -> float:
    """How far from home a route was ever run, and the least that makes a town."""
    if name == "valley":
        return VALLEY_M
    done = [one.km * 500.0 for one in runner.activities if one.place == name]
    return max([2000.0, *done]) + BEYOND_M


def _line(place: Place, length_m: float) -> F8:
    return _metres(place)[: int(length_m / GRID_M) + 2]


def _metres(place: Place) -> F8:
    north, east = metres_from_home(place.latitude_deg, place.longitude_deg)
    return np.stack((east, north), axis=-1)


def _route(rng: np.random.Generator, name: str, line: F8) -> Iterator[Laid]:
    """A route: from the door along a street, then over its own ground."""
    out = int(FROM_DOOR_M / GRID_M)
    yield Laid(_thinned(line[: out + 1]), FROM_THE_DOOR, Kind.RUN)
    for one in stretches(rng, line[out:], ROUTES[name], Kind.RUN, {"name": ROUTE_NAMES[name]}):
        yield Laid(_thinned(one.line), one.tags, one.kind)


def _thinned(line: F8) -> F8:
    with needs_extra("ground"):
        import shapely
    return np.asarray(shapely.get_coordinates(shapely.simplify(shapely.linestrings(line), BEND_M)))


def _water(river: F8, others: F8) -> F8:
    """The water along the river route; it comes to it from the side with fewer `others`."""
    along = river[int(FROM_DOOR_M / GRID_M) :: 5]
    step = np.gradient(along, axis=0)
    aside = np.stack((-step[:, 1], step[:, 0]), axis=-1) / np.hypot(*step.T)[:, None]
    upstream = np.arange(UPSTREAM_M, BANK_M, -100.0)[:, None]
    free = {}
    for side in (1.0, -1.0):
        coming = along[0] + side * upstream * aside[0]
        apart = np.hypot(*(others[:, None] - coming).transpose(2, 0, 1)).min(axis=0)
        free[float(apart.mean())] = np.concatenate((coming, along + side * BANK_M * aside))
    return free[max(free)]


def _elements(
    ways: Sequence[tuple[F8, Mapping[str, str]]],
) -> tuple[Sequence[Node], Sequence[Way]]:
    """Nodes, one for each place, and the ways over them."""
    from osmium.osm.mutable import Node, Way

    places = np.rint(np.concatenate([line for line, _ in ways]) * 100).astype(np.int64)
    known, of_vertex = np.unique(places, axis=0, return_inverse=True)
    latitude, longitude = degrees_from_home(known[:, 1] / 100, known[:, 0] / 100)
    nodes = [
        Node(id=number, location=(lon, lat))
        for number, (lon, lat) in enumerate(
            zip(longitude.tolist(), latitude.tolist(), strict=True), start=1
        )
    ]
    ends = np.cumsum([len(line) for line, _ in ways])
    return nodes, [
        Way(id=number, nodes=(ids + 1).tolist(), tags=dict(tags))
        for number, (ids, (_, tags)) in enumerate(
            zip(np.split(of_vertex.ravel(), ends[:-1]), ways, strict=True), start=1
        )
    ]
