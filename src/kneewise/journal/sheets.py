"""Plain maps for pages: the ways around a place, and routes on them, from the home's own maps.

What lies in the privacy zone is left out of every line, and a start in it is not marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kneewise.journal.mapping import open_maps
from kneewise.journal.privacy import FACT, hidden
from kneewise.store.home import Store

if TYPE_CHECKING:
    from kneewise.ground.projection import Box
    from kneewise.ground.sheet import Sheet
    from kneewise.journal.routing import RoutesAnswer
    from kneewise.model.route import Route

AROUND_M = 200.0
"""What is shown of the map beyond the routes."""

Point = tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A plain map with its attribution, which must stand beside it."""

    sheet: Sheet
    attribution: str


@dataclass(frozen=True, slots=True)
class RouteSheet:
    """Routes on one plain map: lines in metres on the sheet, None where the zone hides them.

    `start` is None in the zone.
    """

    plain: PlainSheet
    lines: tuple[tuple[Point, ...], ...]
    start: Point


def sheet_around(store: Store, runner: str, box: Box) -> PlainSheet | None:
    """The map of a box; None where no map of the home has a way there. Raises MapError."""
    maps = open_maps(store)
    if not any(one.box.meets(box) for one in maps):
        return None

    def made() -> PlainSheet | None:
        from kneewise.ground.mapfile import read_network
        from kneewise.ground.sheet import sheet_of

        network = read_network(maps, box)
        if not len(network):
            return None
        said = dict.fromkeys(source.attribution for source in network.sources)
        return PlainSheet(sheet_of(network, box), "; ".join(said))

    marks = tuple((str(one.folder), one.ways) for one in maps)
    return store.remembered("sheet", (), made, runner, also=(marks, box))


def route_sheet(store: Store, runner: str, answer: RoutesAnswer) -> RouteSheet | None:
    """The map below some routes, with their lines; None without any. Raises MapError."""
    from kneewise.ground.projection import Box

    routes = [offer.route for offer in answer.offers]
    if not routes:
        return None
    box = Box.around(
        np.array([lon for one in routes for lon in one.lon_deg]),
        np.array([lat for one in routes for lat in one.lat_deg]),
        AROUND_M,
    )
    plain = None if box is None else sheet_around(store, runner, box)
    if plain is None:
        return None
    zone = store.facts.profile(runner).get(FACT)
    lines = tuple(_line(one, plain.sheet, zone) for one in routes)
    return RouteSheet(plain, lines, lines[0][0])


def _line(route: Route, sheet: Sheet, zone: str | None) -> tuple[Point, ...]:
    lat, lon = np.array(route.lat_deg), np.array(route.lon_deg)
    away = hidden(zone, lat, lon)
    return tuple(
        None if hide else sheet.metres(*place)
        for place, hide in zip(zip(lat.tolist(), lon.tolist(), strict=True), away, strict=True)
    )
