"""Ways on the disk while a map is being made: plain columns that grow, then are read by tile."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from kneewise.ground.mapfile import SCALE, TILES_A_DEGREE
from kneewise.ground.reading import RawWay
from kneewise.ground.tags import TAG_COLUMNS

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLUSH_VERTICES = 500_000
"""Held in memory before they go to the disk: some 10 MB."""

TILE_COLUMNS = 360 * TILES_A_DEGREE

_BY_WAY: Mapping[str, tuple[str, str]] = {
    "way_id": ("q", "int64"),
    "length": ("i", "int32"),  # vertices
    "layer": ("b", "int8"),
    "name": ("i", "int32"),
    "tile": ("i", "int32"),
    "tags": ("B", "uint8"),  # TAG_COLUMNS in turn
}
_BY_VERTEX: Mapping[str, tuple[str, str]] = {
    "node_id": ("q", "int64"),
    "x": ("i", "int32"),
    "y": ("i", "int32"),
}
_COLUMNS = {**_BY_WAY, **_BY_VERTEX}
_PLACE = {column: at for at, column in enumerate(TAG_COLUMNS)}


@dataclass(slots=True)
class Spill:
    """Ways written to a folder as they come; `tiles` hands them back sorted.

    Kept in memory: the names of streets, each once, and 20 bytes a way while it sorts.
    """

    folder: Path
    ways: int = 0
    vertices: int = 0
    _names: dict[str, int] = field(default_factory=lambda: {"": 0})
    _held: dict[str, array[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with empty columns."""
        self._held = {column: array(code) for column, (code, _) in _COLUMNS.items()}

    def add(self, way: RawWay) -> None:
        """Take a way."""
        held = self._held
        held["way_id"].append(way.id)
        held["length"].append(len(way.x))
        held["layer"].append(way.layer)
        held["name"].append(self._names.setdefault(way.name, len(self._names)))
        held["tile"].append(tile_of(way.x[0], way.y[0]))
        codes = bytearray(len(TAG_COLUMNS))
        for column, code in way.tags.items():
            codes[_PLACE[column]] = code
        held["tags"].frombytes(codes)
        held["node_id"].extend(way.node_id)
        held["x"].extend(way.x)
        held["y"].extend(way.y)
        self.ways += 1
        self.vertices += len(way.x)
        if len(held["x"]) >= FLUSH_VERTICES:
            self.flush()

    def flush(self) -> None:
        """Everything held goes to the disk. Raises OSError."""
        for column, values in self._held.items():
            with (self.folder / column).open("ab") as file:
                values.tofile(file)
            del values[:]

    def tiles(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """(name, ways) of every tile; all must have been flushed."""
        by_way = {column: self._mapped(column) for column in _COLUMNS}
        tags = by_way["tags"].reshape(-1, len(TAG_COLUMNS))
        ends = np.cumsum(by_way["length"], dtype=np.int64)
        tile = np.asarray(by_way["tile"])
        order = np.argsort(tile, kind="stable").astype(np.int32)
        cuts = np.flatnonzero(np.diff(tile[order])) + 1
        names = pl.Series(list(self._names), dtype=pl.String)
        for ways in np.split(order, cuts):
            lengths = by_way["length"][ways]
            starts = ends[ways] - lengths
            vertices = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
            vertices += np.arange(len(vertices))
            yield (
                name_of(int(tile[ways[0]])),
                pl.DataFrame(
                    {
                        "way_id": by_way["way_id"][ways],
                        "layer": by_way["layer"][ways],
                        "name": names[by_way["name"][ways].astype(np.int64)],
                        **{
                            column: np.ascontiguousarray(tags[ways, at])
                            for column, at in _PLACE.items()
                        },
                        **{
                            column: _lists(by_way[column][vertices], lengths)
                            for column in _BY_VERTEX
                        },
                    }
                ),
            )

    def _mapped(self, column: str) -> NDArray[Any]:
        return np.memmap(self.folder / column, dtype=_COLUMNS[column][1], mode="r")


def _lists(values: NDArray[Any], lengths: NDArray[np.int32]) -> pl.Series:
    """One list a way of values that stand one after the other."""
    rows = pl.DataFrame({"way": np.repeat(np.arange(len(lengths)), lengths), "value": values})
    return rows.group_by("way", maintain_order=True).agg("value")["value"]


def tile_of(x: int, y: int) -> int:
    """The tile of a place in 1e-7 degrees, as one number."""
    column = int((x / SCALE + 180.0) * TILES_A_DEGREE) % TILE_COLUMNS
    return int((y / SCALE + 90.0) * TILES_A_DEGREE) * TILE_COLUMNS + column


def name_of(tile: int) -> str:
    """The name of a tile's file, after its south-west corner in tenths of a degree."""
    row, column = divmod(tile, TILE_COLUMNS)
    return f"{row - 90 * TILES_A_DEGREE:+05d}{column - 180 * TILES_A_DEGREE:+05d}"
