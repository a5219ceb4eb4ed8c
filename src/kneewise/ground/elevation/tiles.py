"""Several elevation tiles as one: the finest speaks first, the next where it has nothing to say."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kneewise.ground.elevation.tile import Tile, open_tile
from kneewise.ground.projection import Box
from kneewise.model.errors import MapError

F8 = NDArray[np.float64]

LOOKUP_VERSION = "1"
"""Changes whenever the same tiles would give other heights."""


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles in the order in which they are asked; without any, every height is unknown."""

    tiles: tuple[Tile, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tiles)

    def at(self, lat_deg: ArrayLike, lon_deg: ArrayLike) -> F8:
        """Heights in m of places, in their shape; NaN outside every tile and in voids.

        Bilinear between the four places of a tile around each. The heights are the tile's own:
        steps of its cells, roofs and tree tops stand in them. Raises MapError where a tile that
        was there when this was opened can't be read.
        """
        lat, lon = np.broadcast_arrays(
            np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
        )
        shape, lat, lon = lat.shape, lat.ravel(), lon.ravel()
        out = np.full(lat.size, np.nan)
        open_ = np.isfinite(lat) & np.isfinite(lon)
        for tile in self.tiles:
            if not open_.any():
                break
            out[open_] = tile.at(lat[open_], lon[open_])
            open_ &= np.isnan(out)
        return out.reshape(shape)

    def meeting(self, box: Box | None) -> Tiles:
        """Those that speak for a part of a box; none for None."""
        if box is None:
            return Tiles()
        return Tiles(tuple(one for one in self.tiles if one.grid.box.meets(box)))

    @property
    def key(self) -> str:
        """Changes whenever these tiles, or their order, do; empty without any."""
        if not self.tiles:
            return ""
        text = " ".join([LOOKUP_VERSION, *(one.digest for one in self.tiles)])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    @property
    def attribution(self) -> str | None:
        """What must stand wherever something of them is shown; None without any."""
        said = dict.fromkeys(one.attribution for one in self.tiles)
        return "; ".join(said) or None


def open_tiles(folders: Iterable[Path]) -> Tiles:
    """All tiles that can be used, the finest first, of equally fine ones the one added last."""
    found = []
    for folder in folders:
        try:
            found.append((open_tile(folder), (folder / "elevation.json").stat().st_mtime))
        except (MapError, OSError):
            continue  # listing them says what is wrong
    found.sort(key=lambda one: (round(one[0].grid.resolution_m), -one[1], one[0].name))
    return Tiles(tuple(tile for tile, _ in found))
