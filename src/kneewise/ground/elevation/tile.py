"""One elevation tile on the disk: a folder with `elevation.json` and a grid of heights.

`elevation.json` is written last. The grid holds one unsigned 16-bit number a place, row by row
from the north-west: steps of 0.2 m above 1000 m below the sea, the highest one for a void. The
places are the middles of the cells of the file it was made from.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import cos, radians
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.ground.projection import M_PER_DEGREE, Box
from kneewise.model.errors import MapError
from kneewise.model.words import say

F8 = NDArray[np.float64]

MANIFEST = "elevation.json"
GRID = "heights.u16"
FORMAT = 1
"""Version of the folder's layout."""

STEP_M = 0.2
"""Of the grid; a sixth of the least noise any free tile has, and whole metres stay exact."""
LOWEST_M = -1000.0
VOID = 65535
EDGE = 0.5 + 1e-6  # a cell's half, and rounding, so that no place falls between two tiles

PACKAGE = "kneewise.ground"


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a tile's places are: the north-west one, the steps in degrees, how many."""

    west_deg: float
    north_deg: float
    lon_step_deg: float
    lat_step_deg: float
    rows: int
    columns: int

    @property
    def box(self) -> Box:
        """All that the tile speaks for: half a step beyond its outermost places."""
        west = self.west_deg - self.lon_step_deg / 2
        north = self.north_deg + self.lat_step_deg / 2
        east = west + self.columns * self.lon_step_deg
        south = north - self.rows * self.lat_step_deg
        around = (west + 180.0) % 360.0 - 180.0
        beyond = around + (east - west)
        return Box(around, south, beyond - 360.0 if beyond > 180.0 else beyond, north)

    @property
    def resolution_m(self) -> float:
        """The longer side of a cell, m."""
        middle = self.north_deg - self.lat_step_deg * (self.rows - 1) / 2
        east = self.lon_step_deg * cos(radians(middle))
        return max(east, self.lat_step_deg) * M_PER_DEGREE


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile that is there: where, what it is, and its grid.

    `kind` names where its heights are from ("srtm", "copernicus30", "copernicus90", "unnamed");
    `digest` is the sha256 of the file it was made from; `known` the share of it that is no void.
    """

    folder: Path
    name: str
    kind: str
    file: str
    digest: str
    grid: Grid
    lowest_m: float
    highest_m: float
    known: float

    @property
    def attribution(self) -> str:
        """Whose data it is, to stand wherever something of it is shown."""
        return say(PACKAGE, f"elevation.{self.kind}")

    @property
    def size_bytes(self) -> int:
        """What it takes on the disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir())

    def at(self, lat_deg: F8, lon_deg: F8) -> F8:
        """Heights in m at places (n,), bilinear; NaN outside, in voids and for a NaN.

        Beside a void the known of the four neighbours speak, if they weigh half or more.
        Raises MapError where the grid can't be read.
        """
        grid = self.grid
        row = (grid.north_deg - lat_deg) / grid.lat_step_deg
        east = lon_deg - grid.west_deg + EDGE * grid.lon_step_deg
        column = east % 360.0 / grid.lon_step_deg - EDGE
        inside = (row >= -EDGE) & (row <= grid.rows - 1 + EDGE)
        inside &= column <= grid.columns - 1 + EDGE
        out = np.full(np.shape(lat_deg), np.nan)
        if inside.any():
            out[inside] = self._between(row[inside], column[inside])
        return out

    def _between(self, row: F8, column: F8) -> F8:
        grid, heights = self.grid, self.heights()
        top = np.clip(row.astype(np.int64), 0, grid.rows - 2)
        left = np.clip(column.astype(np.int64), 0, grid.columns - 2)
        down, right = np.clip(row - top, 0.0, 1.0), np.clip(column - left, 0.0, 1.0)
        first = top * grid.columns + left
        total, weight = np.zeros(row.size), np.zeros(row.size)
        for offset, share in (
            (0, (1 - down) * (1 - right)),
            (1, (1 - down) * right),
            (grid.columns, down * (1 - right)),
            (grid.columns + 1, down * right),
        ):
            steps = heights[first + offset]
            known = np.where(steps == VOID, 0.0, share)
            total += known * steps
            weight += known
        heard = weight >= 0.5
        mean = total / np.where(heard, weight, 1.0)
        return np.where(heard, LOWEST_M + STEP_M * mean, np.nan)

    def heights(self) -> NDArray[np.uint16]:
        """The grid as it stands on the disk, mapped into memory. Raises MapError."""
        try:
            return np.memmap(self.folder / GRID, dtype="<u2", mode="r")
        except (OSError, ValueError) as error:
            raise MapError(
                f"{self.folder / GRID} cannot be read ({error}). Add it again."
            ) from error


def open_tile(folder: Path) -> Tile:
    """A tile by its folder. Raises MapError for what is none, or one of another version."""
    manifest = folder / MANIFEST
    try:
        raw: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        if raw["format"] != FORMAT:
            raise MapError(
                f"The elevation tile in {folder} was made by another version of kneewise. "
                "Add it again from its file."
            )
        grid = Grid(**raw["grid"])
        found = Tile(folder=folder, grid=grid, **{name: raw[name] for name in _SAID})
        size = (folder / GRID).stat().st_size
    except OSError as error:
        raise MapError(f"{folder} holds no elevation tile: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise MapError(f"{manifest} is damaged ({error!r}). Add the tile again.") from error
    if size != 2 * grid.rows * grid.columns:
        raise MapError(f"{folder / GRID} is not whole. Add the tile again.")
    found.heights()  # what can't be read is told here, and not by every run above it
    return found


_SAID = ("name", "kind", "file", "digest", "lowest_m", "highest_m", "known")


def write_manifest(tile: Tile, code: str) -> None:
    """Say what the tile in its folder is; from then on it is one. Raises OSError."""
    grid = {name: getattr(tile.grid, name) for name in Grid.__slots__}
    said = {"format": FORMAT, "code": code, "grid": grid}
    said |= {name: getattr(tile, name) for name in _SAID}
    text = json.dumps(said, ensure_ascii=False, indent=1)
    (tile.folder / MANIFEST).write_text(text, encoding="utf-8")
