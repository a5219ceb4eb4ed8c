"""Metres around a place on a local plane, across the date line too.

East-west lengths are off by tan(latitude) times the way north or south over the earth's radius:
0.2 % at 10 km, 1 % at 50 km in the Alps, less than a GPS distance is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius (IUGG); the ellipsoid differs by up to 0.3 %, less than a GPS distance does."""

M_PER_DEGREE = radians(1) * EARTH_RADIUS_M

_LEAST_COS = 0.01  # within 60 km of a pole; keeps the plane finite, nobody runs by a map there


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """Degrees to metres east and north of (lon_deg, lat_deg), and back.

    Longitudes are taken the short way round, so a run across 180 degrees stays in one piece.
    """

    lon_deg: float
    lat_deg: float

    @property
    def _east(self) -> float:
        return M_PER_DEGREE * max(_LEAST_COS, cos(radians(self.lat_deg)))

    def to_m(
        self, lon_deg: ArrayLike, lat_deg: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Metres east and north; NaN stays NaN."""
        east = wrapped(np.asarray(lon_deg, dtype=np.float64) - self.lon_deg) * self._east
        north = (np.asarray(lat_deg, dtype=np.float64) - self.lat_deg) * M_PER_DEGREE
        return east, north

    def to_deg(
        self, east_m: ArrayLike, north_m: ArrayLike
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Longitude (-180 to 180) and latitude."""
        lon = wrapped(np.asarray(east_m, dtype=np.float64) / self._east + self.lon_deg)
        lat = np.asarray(north_m, dtype=np.float64) / M_PER_DEGREE + self.lat_deg
        return lon, lat


def wrapped(lon_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """Longitudes brought to [-180, 180)."""
    return (lon_deg + 180.0) % 360.0 - 180.0


def middle_of(lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]) -> LocalPlane:
    """A plane in the middle of some positions, the short way round; at least one is known."""
    known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
    lon, lat = lon_deg[known], lat_deg[known]
    around = wrapped(lon - lon[0])
    middle = lon[0] + (around.min() + around.max()) / 2
    return LocalPlane(float(wrapped(np.asarray(middle))), float((lat.min() + lat.max()) / 2))


@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees; `west` is greater than `east` where it crosses the date line."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def around(
        cls, lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64], margin_m: float = 0.0
    ) -> Box | None:
        """The smallest box round the known positions, wider by a margin; None without any."""
        known = np.isfinite(lon_deg) & np.isfinite(lat_deg)
        if not known.any():
            return None
        lon, lat = np.sort(wrapped(lon_deg[known])), lat_deg[known]
        gaps = np.append(lon[1:], lon[0] + 360.0) - lon
        widest = int(np.argmax(gaps))  # the box leaves out the widest empty stretch of longitudes
        west, east = lon[(widest + 1) % len(lon)], lon[widest]
        south, north = float(lat.min()), float(lat.max())
        up = margin_m / M_PER_DEGREE
        furthest = min(89.0, max(abs(south), abs(north)) + up)
        aside = up / max(_LEAST_COS, cos(radians(furthest)))
        if (east - west) % 360.0 + 2 * aside >= 360.0:
            return cls(-180.0, max(-90.0, south - up), 180.0, min(90.0, north + up))
        return cls(
            float(wrapped(west - aside)),
            max(-90.0, south - up),
            float(wrapped(east + aside)),
            min(90.0, north + up),
        )

    @property
    def parts(self) -> tuple[tuple[float, float, float, float], ...]:
        """One box, or the two on either side of the date line."""
        if self.west <= self.east:
            return ((self.west, self.south, self.east, self.north),)
        return (
            (self.west, self.south, 180.0, self.north),
            (-180.0, self.south, self.east, self.north),
        )

    @property
    def middle(self) -> Box:
        """The point in the middle, as a box."""
        lon = self.west + ((self.east - self.west) % 360.0) / 2
        lon = (lon + 180.0) % 360.0 - 180.0
        lat = (self.south + self.north) / 2
        return Box(lon, lat, lon, lat)

    def meets(self, other: Box) -> bool:
        """Whether they share a point."""
        return any(
            a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
            for a in self.parts
            for b in other.parts
        )
