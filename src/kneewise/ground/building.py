"""From a PBF file to a map: read once, spilled to the disk, written tile by tile, said last.

Whoever calls hands an empty folder and puts it in its place afterwards; killed at any moment,
the folder has no `map.json` and is no map.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from kneewise import __version__
from kneewise.ground.counting import Counts, count, counts_as_json, no_counts
from kneewise.ground.framing import check_framing
from kneewise.ground.mapfile import (
    FORMAT,
    MANIFEST,
    SCALE,
    TILES,
    MapFolder,
    open_map,
)
from kneewise.ground.projection import Box
from kneewise.ground.reading import Said, read_ways
from kneewise.ground.spill import Spill
from kneewise.ground.tags import TAG_COLUMNS, TAGS_VERSION
from kneewise.model.errors import MapError
from kneewise.model.ground import ATTRIBUTION, MADE_UP
from kneewise.model.words import say

if TYPE_CHECKING:
    import polars as pl

BYTES_A_PLACE = 16
LEAST_BYTES_A_NODE = 5
"""A node takes 5 to 9 bytes of a PBF file (measured on five extracts, ways included: 6.5 to 8.5),
so the places of all of them take at most 16/5 of its size while a map is made."""

SAY_EVERY = 20_000

Progress = Callable[[int], None]
"""Called with the ways read so far; how many there will be a PBF file does not say."""


@dataclass(frozen=True, slots=True)
class MapBuilder:
    """Makes a map of one PBF file."""

    file: Path
    name: str
    on_progress: Progress = lambda _: None

    def build(self, folder: Path) -> MapFolder:
        """The map, whole, in an empty folder.

        Raises MapError with file and place where the file is no map or not whole, where no way
        is in it, and where the disk has no room; OSError where it can't be written.
        """
        check_framing(self.file)
        self._check_room(folder)
        work = folder / "work"
        work.mkdir()
        said, spill = Said(), Spill(work)
        for way in read_ways(self.file, work / "places", said):
            spill.add(way)
            if spill.ways % SAY_EVERY == 0:
                self.on_progress(spill.ways)
        spill.flush()
        (work / "places").unlink(missing_ok=True)
        if not spill.ways:
            raise MapError(self._nothing(said))
        tiles, counts, ways = self._write_tiles(spill, folder)
        shutil.rmtree(work)
        self._write_manifest(folder, said, tiles, counts, (ways, spill.vertices))
        self.on_progress(spill.ways)
        return open_map(folder)

    def _check_room(self, folder: Path) -> None:
        needed = self.file.stat().st_size * BYTES_A_PLACE // LEAST_BYTES_A_NODE
        free = shutil.disk_usage(folder).free
        if free < needed:
            raise MapError(
                f"{self.file} needs up to {needed / 1e9:.1f} GB while its map is made, and "
                f"{free / 1e9:.1f} GB are free at {folder}. Make room, or take a smaller region."
            )

    def _nothing(self, said: Said) -> str:
        if said.ways:
            return (
                f"{self.file} holds {said.ways} ways but not the places of their nodes before "
                "them: sort it first (`osmium sort`)."
            )
        return f"{self.file} holds no way that people could run on."

    def _write_tiles(self, spill: Spill, folder: Path) -> tuple[dict[str, Box], Counts, int]:
        (folder / TILES).mkdir()
        tiles, counts, ways = {}, no_counts(), 0
        for name, frame in spill.tiles():
            frame.write_parquet(
                folder / TILES / f"{name}.parquet", compression="zstd", statistics=False
            )
            tiles[name] = bounds_of(frame)
            counts += count({column: frame[column].to_numpy() for column in TAG_COLUMNS})
            ways += frame.height
        return tiles, counts, ways

    def _write_manifest(
        self,
        folder: Path,
        said: Said,
        tiles: dict[str, Box],
        counts: Counts,
        size: tuple[int, int],
    ) -> None:
        whole = around(list(tiles.values()))
        raw = {
            "format": FORMAT,
            "tags": TAGS_VERSION,
            "name": self.name,
            "file": self.file.name,
            "attribution": _attribution(said),
            "data_at": said.data_at.isoformat() if said.data_at else None,
            "newest_at": said.newest_at.isoformat() if said.newest_at else None,
            "bbox_deg": _numbers(whole),
            "ways": size[0],
            "vertices": size[1],
            "code": __version__,
            "tiles": {name: _numbers(box) for name, box in tiles.items()},
            "counts": counts_as_json(counts),
        }
        (folder / MANIFEST).write_text(
            json.dumps(raw, ensure_ascii=False, indent=1), encoding="utf-8"
        )


def _attribution(said: Said) -> str:
    """Whose data it is; an invented map is nobody's."""
    return say("kneewise.ground", "map.made_up") if said.writer == MADE_UP else ATTRIBUTION


def bounds_of(frame: pl.DataFrame) -> Box:
    """The box of the ways of one tile; no way crosses the date line (they are cut there)."""
    x, y = frame["x"].explode(), frame["y"].explode()
    west, east = (float(v) / SCALE for v in (x.min(), x.max()))  # type: ignore[arg-type]
    south, north = (float(v) / SCALE for v in (y.min(), y.max()))  # type: ignore[arg-type]
    return Box(west, south, east, north)


def around(boxes: list[Box]) -> Box:
    """The smallest box round boxes, the short way round the earth."""
    lon = np.array([edge for box in boxes for edge in (box.west, box.east)])
    lat = np.array([edge for box in boxes for edge in (box.south, box.north)])
    found = Box.around(lon, lat)
    if found is None:
        raise MapError("There is nothing to put a box around.")
    if (found.east - found.west) % 360.0 > 180.0:
        # more than half of the earth: gaps between tiles say nothing of what lies between
        return Box(float(lon.min()), found.south, float(lon.max()), found.north)
    return found


def _numbers(box: Box) -> list[float]:
    return [round(value, 7) for value in (box.west, box.south, box.east, box.north)]
