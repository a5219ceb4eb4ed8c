"""The privacy zone: where the runner's maps show nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.errors import UsageError

F8 = NDArray[np.float64]

FACT = "privacy_zone"
"""The fact that holds it, as `latitude,longitude,radius_m`; empty for none."""

EARTH_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class PrivacyZone:
    """A circle on the ground that no map of ours shows anything of."""

    latitude_deg: float
    longitude_deg: float
    radius_m: float


def zone_from(said: str | None) -> PrivacyZone | None:
    """The zone as it was said; None where none is wanted. Raises UsageError."""
    if said is None or not said.strip():
        return None
    try:
        latitude, longitude, radius = (float(part) for part in said.split(","))
    except ValueError:
        raise UsageError(
            f"The privacy zone is a latitude, a longitude and a radius in metres, as "
            f"48.137,11.575,200; not {said!r}."
        ) from None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180 and 0 < radius < EARTH_M):
        raise UsageError(f"The privacy zone is no circle on the ground: {said!r}.")
    return PrivacyZone(latitude, longitude, radius)


def hidden(said: str | None, latitude_deg: F8, longitude_deg: F8) -> NDArray[np.bool_]:
    """Which of these places must not be shown.

    Everything where the zone can't be read: who wanted something hidden must not find it shown.
    """
    try:
        zone = zone_from(said)
    except UsageError:
        return np.ones(len(latitude_deg), dtype=np.bool_)
    if zone is None:
        return np.zeros(len(latitude_deg), dtype=np.bool_)
    lat, lon = np.radians(latitude_deg), np.radians(longitude_deg)
    here_lat, here_lon = np.radians(zone.latitude_deg), np.radians(zone.longitude_deg)
    half = (
        np.sin((lat - here_lat) / 2) ** 2
        + np.cos(lat) * np.cos(here_lat) * np.sin((lon - here_lon) / 2) ** 2
    )
    away_m = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return np.asarray(away_m <= zone.radius_m)
