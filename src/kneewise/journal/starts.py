"""Where runs usually start: offered to the route planner, so that nobody has to type a place.

A start in the privacy zone is not told; the first place outside of it stands for it, as on every
map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from math import cos, hypot, radians
from typing import TYPE_CHECKING

import numpy as np

from kneewise.journal.mapping import open_maps
from kneewise.journal.privacy import FACT, hidden
from kneewise.journal.sheets import PlainSheet, sheet_around
from kneewise.store.home import Store

if TYPE_CHECKING:
    from kneewise.ground.mapfile import MapFolder

LATEST = 40
"""Runs that are looked at, the latest (our choice: about half a year of them)."""

SAME_M = 300.0
"""Starts so near to each other are one place (our choice: a few doors, and a cold receiver)."""

OFFERED = 4
NAMED_M = 120.0
"""How far a street may be to give a start its name."""

ROUND_M = 2000.0
"""How far the map around a start reaches: half of an ordinary loop."""

_METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class UsualStart:
    """A place where runs start: how many did, when the last, the nearest street, on which map.

    `street` is None where no street has a name there; `mapped` whether any map covers it.
    """

    lat_deg: float
    lon_deg: float
    runs: int
    last: date
    street: str | None
    mapped: bool


@dataclass(frozen=True, slots=True)
class RouteDesk:
    """What the planner needs before anything is asked: starts, the usual length, a map.

    `plain` is the map around `middle`: the first start, else the middle of the newest map; None
    where there is none. `km` is None with fewer than three runs.
    """

    starts: tuple[UsualStart, ...]
    km: float | None
    maps: int
    plain: PlainSheet | None
    middle: tuple[float, float] | None


@dataclass(slots=True)
class _Place:
    lat: list[float] = field(default_factory=list)
    lon: list[float] = field(default_factory=list)
    last: date = date.min

    def takes(self, lat: float, lon: float) -> bool:
        east = (lon - self.lon[0]) * cos(radians(lat))
        return hypot(lat - self.lat[0], east) * _METRES_A_DEGREE <= SAME_M


def route_desk(store: Store, runner: str) -> RouteDesk:
    """Usual starts and the map around the first of them. Raises MapError."""
    maps = open_maps(store)
    starts = usual_starts(store, runner)
    mapped = [one for one in starts if one.mapped]
    middle = (mapped[0].lat_deg, mapped[0].lon_deg) if mapped else _middle(maps)
    return RouteDesk(
        starts=starts,
        km=_usual_km(store, runner),
        maps=len(maps),
        plain=None if middle is None else _around(store, runner, *middle),
        middle=middle,
    )


def usual_starts(store: Store, runner: str) -> tuple[UsualStart, ...]:
    """The places where the latest runs started, the most used first; at most four."""
    maps = open_maps(store)
    marks = tuple((str(one.folder), one.ways) for one in maps)
    zone = store.facts.profile(runner).get(FACT)
    return store.remembered(
        "usual starts",
        ("runs", "run_recordings", "recordings", "edits"),
        lambda: _starts(store, runner, maps, zone),
        runner,
        also=(marks, zone),
    )


def _starts(
    store: Store, runner: str, maps: tuple[MapFolder, ...], zone: str | None
) -> tuple[UsualStart, ...]:
    contents = store.runs.main_contents(runner)
    outside = [
        run
        for run in store.runs.all(runner)
        if run.sport.is_run and not run.deleted and not run.sport.is_nowhere
    ]
    places: list[_Place] = []
    for run in outside[: -LATEST - 1 : -1]:
        found = _first(store, contents.get(run.id, (0, None))[1], zone)
        if found is None:
            continue
        place = next((one for one in places if one.takes(*found)), None)
        if place is None:
            place = _Place()
            places.append(place)
        place.lat.append(found[0])
        place.lon.append(found[1])
        place.last = max(place.last, run.day)
    places.sort(key=lambda one: (len(one.lat), one.last), reverse=True)
    return tuple(_start(one, maps) for one in places[:OFFERED])


def _first(store: Store, content: str | None, zone: str | None) -> tuple[float, float] | None:
    """The first place of a run that may be told."""
    if content is None:
        return None
    samples = store.files.samples(content)
    lat, lon = samples.get("latitude_deg"), samples.get("longitude_deg")
    if lat is None or lon is None:
        return None
    known = np.flatnonzero(np.isfinite(lat) & np.isfinite(lon))
    shown = known[~hidden(zone, lat[known], lon[known])]
    return (float(lat[shown[0]]), float(lon[shown[0]])) if len(shown) else None


def _start(place: _Place, maps: tuple[MapFolder, ...]) -> UsualStart:
    lat, lon = float(np.median(place.lat)), float(np.median(place.lon))
    street, mapped = _street(maps, lat, lon)
    return UsualStart(lat, lon, len(place.lat), place.last, street, mapped)


def _street(maps: tuple[MapFolder, ...], lat: float, lon: float) -> tuple[str | None, bool]:
    """The name of the nearest street that has one, and whether any map has a way here."""
    from kneewise.ground.mapfile import read_network
    from kneewise.ground.projection import Box

    box = Box.around(np.array([lon]), np.array([lat]), NAMED_M)
    if box is None or not any(one.box.meets(box) for one in maps):
        return None, False
    network = read_network(maps, box)
    x, y = network.plane.to_m(np.array([lon]), np.array([lat]))
    _, segment, distance = network.near(x, y, NAMED_M)
    ways = network.segments.way[segment][np.argsort(distance)]
    named = (network.names[network.name[way]] for way in ways)
    return next((name for name in named if name), None), True


def _around(store: Store, runner: str, lat: float, lon: float) -> PlainSheet | None:
    from kneewise.ground.projection import Box

    box = Box.around(np.array([lon]), np.array([lat]), ROUND_M)
    return None if box is None else sheet_around(store, runner, box)


def _middle(maps: tuple[MapFolder, ...]) -> tuple[float, float] | None:
    if not maps:
        return None
    newest = max(maps, key=lambda one: str(one.source.dated or ""))
    middle = newest.box.middle
    return middle.south, middle.west


def _usual_km(store: Store, runner: str) -> float | None:
    """The median of the latest runs' distances in whole kilometres."""
    far = [
        run.distance_m / 1000
        for run in store.runs.all(runner)
        if run.sport.is_run and not run.deleted and run.distance_m
    ][-20:]
    return max(1.0, float(round(float(np.median(far))))) if len(far) >= 3 else None
