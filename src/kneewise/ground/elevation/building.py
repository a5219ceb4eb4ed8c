"""From an elevation file to a tile: read whole through rasterio, band by band, said last."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kneewise import __version__
from kneewise.ground.elevation.kinds import Found, find
from kneewise.ground.elevation.tile import (
    GRID,
    LOWEST_M,
    STEP_M,
    VOID,
    Grid,
    Tile,
    open_tile,
    write_manifest,
)
from kneewise.model.errors import MapError, needs_extra

Source: TypeAlias = Any  # an opened file of rasterio, which has no types
F4 = NDArray[np.float32]

DRY_LAND_M = (-500.0, 9000.0)
"""Outside it a height is a void: the Dead Sea's shore is at -430, Everest at 8849."""

BAND_PLACES = 4_000_000
"""Read at once, about 50 MB; whole rows of the file's own blocks, so none is unpacked twice."""

SETTINGS = {"GDAL_CACHEMAX": 128, "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR"}
"""128 MB for unpacked blocks; no file but the one that was named is looked at."""

NOTHING = -9999.0  # what a tile in another projection holds outside its own frame
METRES = {"", "m", "metre", "meter", "metres", "meters"}
WGS84_LIKE = (4326, 4258)  # ETRS89 lies within a metre of it, less than a cell


@dataclass(frozen=True, slots=True)
class ElevationBuilder:
    """Makes a tile of one .hgt file, GeoTIFF, or zip of one."""

    file: Path
    name: str

    def build(self, folder: Path) -> Tile:
        """The tile, whole, in an empty folder.

        A GeoTIFF in another projection is laid over to degrees (bilinear). Raises MapError with
        one sentence where the file is no elevation, not whole, or has no place on the earth;
        MissingExtraError; OSError where it can't be written.
        """
        with needs_extra("ground"):
            import rasterio
            from rasterio.errors import RasterioError
        found = find(self.file)
        try:
            with rasterio.Env(**SETTINGS), _opened(found) as source:
                said = self._write(source, folder)
        except RasterioError as error:
            reason = str(error.__cause__ or error).partition("\n")[0].rstrip(".")
            raise MapError(f"{found.name} is no elevation tile or not whole ({reason}).") from error
        lowest, highest, known, grid = said
        if known == 0:
            raise MapError(f"{found.name} holds no height at all: every place of it is a void.")
        tile = Tile(
            folder=folder,
            name=self.name,
            kind=found.kind,
            file=self.file.name,
            digest=_digest(self.file),
            grid=grid,
            lowest_m=lowest,
            highest_m=highest,
            known=known,
        )
        write_manifest(tile, __version__)
        return open_tile(folder)

    def _write(self, source: Source, folder: Path) -> tuple[float, float, float, Grid]:
        from rasterio.windows import Window

        grid = _grid(source)
        scale, offset = np.float32(source.scales[0]), np.float32(source.offsets[0])
        lowest, highest, known = np.inf, -np.inf, 0
        with (folder / GRID).open("wb") as out:
            for first, rows in _bands(source):
                band = source.read(1, window=Window(0, first, grid.columns, rows), masked=True)
                heights = np.ma.filled(band.astype(np.float32), np.nan) * scale + offset
                dry = (heights >= DRY_LAND_M[0]) & (heights <= DRY_LAND_M[1])
                if dry.any():
                    lowest = min(lowest, float(heights[dry].min()))
                    highest = max(highest, float(heights[dry].max()))
                    known += int(dry.sum())
                out.write(_packed(heights, dry).tobytes())
        return lowest, highest, known / (grid.rows * grid.columns), grid


def _packed(heights: F4, dry: NDArray[np.bool_]) -> NDArray[np.uint16]:
    steps = np.where(dry, (np.where(dry, heights, 0.0) - LOWEST_M) / STEP_M, VOID)
    return np.rint(steps).astype("<u2")


def _bands(source: Source) -> Iterator[tuple[int, int]]:
    block = max(1, int(source.block_shapes[0][0]))
    rows = max(1, BAND_PLACES // (source.width * block)) * block
    for first in range(0, source.height, rows):
        yield first, min(rows, source.height - first)


@contextmanager
def _opened(found: Found) -> Iterator[Source]:
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.errors import NotGeoreferencedWarning
    from rasterio.vrt import WarpedVRT

    driver = "SRTMHGT" if found.hgt else "GTiff"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # refused below, in our words
        opened = rasterio.open(found.address, driver=driver)
    with opened as source:
        _check(source, found)
        if _is_upright(source):
            yield source
            return
        void = source.nodata if source.nodata is not None else NOTHING
        with WarpedVRT(
            source, crs="EPSG:4326", resampling=Resampling.bilinear, nodata=void, dtype="float32"
        ) as laid_over:
            yield laid_over


def _check(source: Source, found: Found) -> None:
    """Raises MapError where this can't be heights."""
    if found.hgt:
        return
    name = found.name
    if source.crs is None or source.transform.is_identity:
        raise MapError(f"{name} does not say where on the earth it lies.")
    kind = source.dtypes[0]
    if source.count != 1 or kind == "uint8" or kind.startswith("complex"):
        raise MapError(f"{name} is a picture, not a grid of heights.")
    unit = (source.units[0] or "").strip().lower()
    if unit not in METRES:
        raise MapError(f"{name} gives heights in {unit!r}; only metres are read.")
    if source.width < 2 or source.height < 2:
        raise MapError(f"{name} is too small to be an elevation tile.")


def _is_upright(source: Source) -> bool:
    """Whether rows run east and columns south in degrees, so that no place has to be moved."""
    at = source.transform
    upright = at.b == 0 and at.d == 0 and at.a > 0 and at.e < 0
    return upright and (source.driver == "SRTMHGT" or source.crs.to_epsg() in WGS84_LIKE)


def _grid(source: Source) -> Grid:
    at = source.transform
    return Grid(
        west_deg=at.c + at.a / 2,
        north_deg=at.f + at.e / 2,
        lon_step_deg=at.a,
        lat_step_deg=-at.e,
        rows=source.height,
        columns=source.width,
    )


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
