"""Small elevation files, written by hand and by rasterio."""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.errors import NotGeoreferencedWarning

VOID = -32768


def write_hgt(file: Path, height: Callable, places: int = 1201) -> Path:
    """A tile named by its south-west corner, as N48E009.hgt; `height(lat, lon)` in m."""
    south, west = int(file.name[1:3]), int(file.name[4:7])
    south *= 1 if file.name[0] == "N" else -1
    west *= 1 if file.name[3] == "E" else -1
    steps = np.arange(places) / (places - 1)
    lon, lat = np.meshgrid(west + steps, south + 1 - steps)
    file.write_bytes(np.round(height(lat, lon)).astype(">i2").tobytes())
    return file


def zipped(file: Path, *more: Path) -> Path:
    """A zip of that name that holds the file, and more."""
    target = file.with_name(file.name + ".zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in (file, *more):
            archive.write(one, one.name)
    return target


def write_tif(file: Path, heights: np.ndarray, corner=(9.0, 49.0), step=0.001, **said) -> Path:
    """A GeoTIFF whose north-west corner (of the cell, not its middle) is at (lon, lat)."""
    profile = {
        "driver": "GTiff",
        "width": heights.shape[-1],
        "height": heights.shape[-2],
        "count": heights.shape[0] if heights.ndim == 3 else 1,
        "dtype": heights.dtype,
        "crs": "EPSG:4326",
        "transform": Affine(step, 0, corner[0], 0, -step, corner[1]),
    } | said
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(file, "w", **profile) as target:
            target.write(heights if heights.ndim == 3 else heights[np.newaxis])
    return file
