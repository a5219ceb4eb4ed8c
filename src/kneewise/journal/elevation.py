"""The elevation tiles of a home: added from a file, listed, removed, read, and laid under a run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.ground.elevation import ElevationBuilder, Tiles, open_tile
from kneewise.ground.elevation.tiles import open_tiles
from kneewise.journal.where import box_of
from kneewise.model.errors import KneewiseError
from kneewise.model.recording import TERRAIN_M, Samples
from kneewise.store.maps import ELEVATION, MapShelf

if TYPE_CHECKING:
    from kneewise.ground.projection import Box
    from kneewise.journal.mapping import MapLine
    from kneewise.model.sport import Sport
    from kneewise.store.home import Store

_ENDINGS = re.compile(r"(\.srtmgl[13])?(\.hgt|\.tiff?)?(\.zip)?$", re.IGNORECASE)

NO_TILES = Tiles()


def open_elevation(store: Store) -> Tiles:
    """Every elevation tile that can be used; `at(lat_deg, lon_deg)` gives metres."""
    return elevation_at(store.home)


def elevation_at(home: Path) -> Tiles:
    """The tiles of the home in a folder, for who has no store. Raises StoreError."""
    return open_tiles(MapShelf(home, ELEVATION).all().values())


def tiles_under(tiles: Tiles, samples: Samples, sport: Sport) -> Tiles:
    """The tiles that lie under a run; none under what is no run, or has no position."""
    latitude, longitude = samples.get("latitude_deg"), samples.get("longitude_deg")
    if not tiles or latitude is None or longitude is None:
        return NO_TILES
    return tiles_in(tiles, box_of(longitude, latitude), sport)


def tiles_in(tiles: Tiles, box: Box | None, sport: Sport) -> Tiles:
    """The tiles that lie under what was run within a box; none indoors."""
    return tiles.meeting(box) if sport.is_run and not sport.is_nowhere else NO_TILES


def on_terrain(samples: Samples, tiles: Tiles) -> Samples:
    """Samples with the height of the ground at each fix beside them, where tiles know one."""
    latitude, longitude = samples.get("latitude_deg"), samples.get("longitude_deg")
    if not tiles or latitude is None or longitude is None:
        return samples
    return Samples({**samples.columns, TERRAIN_M: tiles.at(latitude, longitude)})


def add_elevation(store: Store, file: Path, name: str) -> MapLine:
    """Make a tile of a file; one of the same name is replaced once the new one is whole.

    Raises MapError for a file that is none, UsageError for a name that can't be one,
    MissingExtraError, StoreBusyError, StoreError.
    """
    builder = ElevationBuilder(file, name)
    with store.elevation.making(name) as folder:
        builder.build(folder)
    return next(line for line in elevation_lines(store) if line.name == name)


def elevation_name(file: Path) -> str:
    """What a tile is called after its file: N42E001 for N42E001.SRTMGL1.hgt.zip."""
    return _ENDINGS.sub("", file.name)[:64] or "elevation"


def elevation_lines(store: Store) -> tuple[MapLine, ...]:
    """Every tile by name; one that can't be used says why."""
    return tuple(_line(name, folder) for name, folder in store.elevation.all().items())


def _line(name: str, folder: Path) -> MapLine:
    from kneewise.journal.mapping import MapLine

    try:
        found = open_tile(folder)
    except KneewiseError as error:
        return MapLine(name, kind="elevation", problem=str(error))
    box = found.grid.box
    return MapLine(
        name=name,
        kind="elevation",
        size_bytes=found.size_bytes,
        bbox_deg=(box.west, box.south, box.east, box.north),
        file=found.file,
        attribution=found.attribution,
        cell_m=found.grid.resolution_m,
        lowest_m=found.lowest_m,
        highest_m=found.highest_m,
    )
