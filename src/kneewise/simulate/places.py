"""Where a simulated runner runs: a few home routes with known ground, a track, a treadmill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.sport import Sport

GRID_M = 10.0
"""Distance between two known points of a route."""

OUT_LEG_M = 30_000.0
"""How far each route is known from home: the longest ride goes out this far and back."""

METRES_PER_DEGREE = 111_320.0
TRACK_LAP_M = 400.0
HOME = (49.012, 8.404)
"""Latitude and longitude of the home, degrees."""


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """One route: run out and back (`lap_m` None) or in laps of `lap_m` metres.

    The arrays hold latitude and longitude in degrees and altitude in metres every `GRID_M`
    metres from home; `outdoors` is False where no satellite and no hill is.
    """

    name: str
    sport: Sport
    latitude_deg: NDArray[np.float64]
    longitude_deg: NDArray[np.float64]
    altitude_m: NDArray[np.float64]
    lap_m: float | None = None
    outdoors: bool = True

    def along(self, done_m: NDArray[np.float64], total_m: float) -> NDArray[np.float64]:
        """Metres along the route's own line after `done_m` of a run of `total_m`."""
        if self.lap_m is not None:
            laps: NDArray[np.float64] = np.mod(done_m, self.lap_m)
            return laps
        folded: NDArray[np.float64] = np.minimum(done_m, total_m - done_m)
        return folded

    def altitude_at(self, along_m: NDArray[np.float64]) -> NDArray[np.float64]:
        """Altitude in metres at places along the line."""
        return np.asarray(np.interp(along_m, self._grid(), self.altitude_m), dtype=np.float64)

    def position_at(
        self, along_m: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Latitude and longitude in degrees at places along the line."""
        grid = self._grid()
        return (
            np.interp(along_m, grid, self.latitude_deg),
            np.interp(along_m, grid, self.longitude_deg),
        )

    def descent_m(self, km: float) -> float:
        """Metres of descent of a run of `km`: out and back, what goes up comes down."""
        if self.lap_m is not None or not self.outdoors:
            return 0.0
        points = int(km * 500 / GRID_M) + 1
        return float(np.abs(np.diff(self.altitude_m[:points])).sum())

    def _grid(self) -> NDArray[np.float64]:
        return np.arange(len(self.altitude_m), dtype=np.float64) * GRID_M


def home_places(rng: np.random.Generator) -> Mapping[str, Place]:
    """The routes of one runner by name; the hills differ from runner to runner."""
    return {
        "river": _route(rng, "river", Sport.RUNNING, 0.004),
        "fields": _route(rng, "fields", Sport.RUNNING, 0.022),
        "hills": _route(rng, "hills", Sport.RUNNING, 0.046),
        "forest": _route(rng, "forest", Sport.TRAIL_RUNNING, 0.036),
        "track": _track(),
        "treadmill": _indoors("treadmill", Sport.TREADMILL_RUNNING),
        "pool": _indoors("pool", Sport.SWIMMING),
        "valley": _route(rng, "valley", Sport.CYCLING, 0.012),
        "town": _route(rng, "town", Sport.WALKING, 0.006),
    }


def degrees_from_home(
    north_m: NDArray[np.float64], east_m: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Latitude and longitude in degrees of places so many metres north and east of home."""
    latitude = HOME[0] + north_m / METRES_PER_DEGREE
    longitude = HOME[1] + east_m / (METRES_PER_DEGREE * np.cos(np.radians(HOME[0])))
    return latitude, longitude


def metres_from_home(
    latitude_deg: NDArray[np.float64], longitude_deg: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Metres north and east of home, from degrees."""
    north = (latitude_deg - HOME[0]) * METRES_PER_DEGREE
    east = (longitude_deg - HOME[1]) * METRES_PER_DEGREE * np.cos(np.radians(HOME[0]))
    return north, np.asarray(east)


def _route(rng: np.random.Generator, name: str, sport: Sport, steepness: float) -> Place:
    """A winding line whose mean absolute grade is `steepness`, nowhere steeper than 12 %."""
    along = np.arange(0.0, OUT_LEG_M + GRID_M, GRID_M)
    waves = rng.uniform(350.0, 2400.0, size=9)
    phases = rng.uniform(0.0, 2 * np.pi, size=9)
    grade = np.sin(2 * np.pi * along[:, None] / waves + phases).sum(axis=1)
    grade *= steepness / np.abs(grade).mean()
    grade = np.clip(grade, -0.12, 0.12)
    altitude = 118.0 + np.concatenate(([0.0], np.cumsum(grade[:-1] * GRID_M)))
    turns = rng.normal(0.0, 0.55, size=5)
    bends = np.sin(2 * np.pi * along[:, None] / rng.uniform(900.0, 6000.0, size=5))
    heading = rng.uniform(0.0, 2 * np.pi) + (bends * turns).sum(axis=1)
    north = np.concatenate(([0.0], np.cumsum(np.cos(heading[:-1]) * GRID_M)))
    east = np.concatenate(([0.0], np.cumsum(np.sin(heading[:-1]) * GRID_M)))
    latitude, longitude = degrees_from_home(north, east)
    return Place(name, sport, latitude, longitude, altitude)


def _track() -> Place:
    along = np.arange(0.0, TRACK_LAP_M + GRID_M, GRID_M)
    angle = 2 * np.pi * along / TRACK_LAP_M
    radius = TRACK_LAP_M / (2 * np.pi)
    latitude, longitude = degrees_from_home(radius * np.cos(angle) + 800.0, radius * np.sin(angle))
    level = np.full(len(along), 117.0)
    return Place("track", Sport.TRACK_RUNNING, latitude, longitude, level, lap_m=TRACK_LAP_M)


def _indoors(name: str, sport: Sport) -> Place:
    nowhere = np.full(2, np.nan)
    return Place(name, sport, nowhere, nowhere, np.zeros(2), lap_m=GRID_M, outdoors=False)
