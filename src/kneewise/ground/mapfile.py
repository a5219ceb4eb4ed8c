"""A map on the disk: a folder with `map.json` and one Parquet file a tile of 0.1 degrees.

`map.json` is written last and says which tiles there are and the box their ways really cover; a
run reads the few tiles it needs, so a country costs no more than a town. A way stands in the
tile of its first place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from kneewise.ground.counting import Counts, counts_from_json, no_counts
from kneewise.ground.network import Network, no_network
from kneewise.ground.projection import Box
from kneewise.ground.tags import TAG_COLUMNS, TAGS_VERSION
from kneewise.model.errors import MapError
from kneewise.model.ground import MapSource

MANIFEST = "map.json"
TILES = "tiles"
FORMAT = 1
"""Version of the folder's layout."""

TILES_A_DEGREE = 10
"""A tile is 0.1 degrees wide and high, 11 km by 7 at 50 degrees north: what a run touches."""

SCALE = 1e7
"""Coordinates stand in whole 1e-7 degrees, as OpenStreetMap keeps them (1 cm)."""


@dataclass(frozen=True, slots=True)
class MapFolder:
    """A map that is there: where, what it is, and its tiles."""

    folder: Path
    source: MapSource
    ways: int
    vertices: int
    file: str  # name of the file it was made from
    code: str  # version of kneewise that made it
    tiles: Mapping[str, Box]
    counts: Counts

    @property
    def box(self) -> Box:
        """The box of its ways."""
        return Box(*self.source.bbox_deg)

    @property
    def size_bytes(self) -> int:
        """What it takes on the disk."""
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def open_map(folder: Path) -> MapFolder:
    """A map by its folder. Raises MapError for what is no map, or one of another version."""
    try:
        raw = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        version = (raw["format"], raw["tags"])
        if version == (FORMAT, TAGS_VERSION):
            return _opened(folder, raw)
    except OSError as error:
        raise MapError(f"{folder} holds no map: {error.strerror}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise MapError(f"{folder / MANIFEST} is damaged ({error!r}). Add the map again.") from error
    raise MapError(
        f"The map in {folder} was made by another version of kneewise. Add it again from its file."
    )


def _opened(folder: Path, raw: Mapping[str, Any]) -> MapFolder:
    west, south, east, north = raw["bbox_deg"]
    return MapFolder(
        folder=folder,
        source=MapSource(
            name=raw["name"],
            attribution=raw["attribution"],
            bbox_deg=(west, south, east, north),
            data_at=_moment(raw["data_at"]),
            newest_at=_moment(raw["newest_at"]),
        ),
        ways=raw["ways"],
        vertices=raw["vertices"],
        file=raw["file"],
        code=raw["code"],
        tiles={name: Box(*bounds) for name, bounds in raw["tiles"].items()},
        counts=counts_from_json(raw["counts"]),
    )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def read_network(maps: Iterable[MapFolder], box: Box | None = None) -> Network:
    """The ways of maps that come into a box (everywhere without one), read tile by tile.

    Where maps overlap, a way is taken from the one whose data is newest. Raises MapError for a
    tile that is gone or damaged.
    """
    wanted = [one for one in maps if box is None or one.box.meets(box)]
    wanted.sort(key=lambda one: (one.source.dated is not None, str(one.source.dated)), reverse=True)
    frames = [
        _read_tile(one.folder / TILES / f"{name}.parquet", number, box)
        for number, one in enumerate(wanted)
        for name, bounds in one.tiles.items()
        if box is None or bounds.meets(box)
    ]
    frames = [frame for frame in frames if frame.height]
    if not frames:
        return no_network()
    ways = pl.concat(frames)
    if len(wanted) > 1:
        newest = ways.group_by("way_id").agg(pl.col("map").min().alias("newest"))
        ways = ways.join(newest, on="way_id").filter(pl.col("map") == pl.col("newest"))
    used = [wanted[number] for number in sorted(ways["map"].unique().to_list())]
    return _network(ways.sort("way_id", maintain_order=True), used, box)


def _read_tile(path: Path, number: int, box: Box | None) -> pl.DataFrame:
    """The ways of a tile that come into the box."""
    try:
        frame = pl.read_parquet(path, memory_map=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise MapError(f"{path} cannot be read ({error}). Add the map again.") from error
    frame = frame.with_columns(pl.lit(number, dtype=pl.Int16).alias("map"))
    if box is None:
        return frame
    inside = pl.lit(value=False)
    low_x, high_x = (pl.col("x").list.min() / SCALE, pl.col("x").list.max() / SCALE)
    low_y, high_y = (pl.col("y").list.min() / SCALE, pl.col("y").list.max() / SCALE)
    for west, south, east, north in box.parts:
        inside |= (low_x <= east) & (high_x >= west) & (low_y <= north) & (high_y >= south)
    return frame.filter(inside)


def _network(ways: pl.DataFrame, used: Sequence[MapFolder], box: Box | None) -> Network:
    offsets = np.zeros(ways.height + 1, dtype=np.int64)
    np.cumsum(ways["x"].list.len().to_numpy(), out=offsets[1:])
    names = ways["name"].unique().sort()
    counts = no_counts()
    for one in used:
        counts += one.counts
    return Network(
        way_id=ways["way_id"].to_numpy(),
        offsets=offsets,
        lon_deg=ways["x"].explode().to_numpy() / SCALE,
        lat_deg=ways["y"].explode().to_numpy() / SCALE,
        node_id=ways["node_id"].explode().to_numpy(),
        tags={column: ways[column].to_numpy() for column in TAG_COLUMNS},
        layer=ways["layer"].to_numpy(),
        name=names.search_sorted(ways["name"]).to_numpy().astype(np.int32),
        names=tuple(names.to_list()),
        counts=counts,
        sources=tuple(one.source for one in used),
        box=box,
    )
