"""What an elevation file is, by its bytes: an .hgt grid, a GeoTIFF, or a zip of one of them."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kneewise.model.errors import MapError

HGT_SIZES = {2 * n * m for n, m in ((1201, 1201), (3601, 3601), (3601, 1801))}
"""Bytes of an SRTM grid of 3 or 1 seconds of arc; the narrow one lies beyond 50 degrees north."""

_HGT_NAME = re.compile(
    r"(N[0-8]\d|S[0-8]\d|S90)(E0\d\d|E1[0-7]\d|W0\d\d|W1[0-7]\d|W180)(?!\d)", re.IGNORECASE
)
"""The southern and western edge of a degree square of this planet."""
_COPERNICUS = re.compile(r"copernicus_dsm_(?:cog_)?(10|30)_", re.IGNORECASE)
_TIFF = (b"II*\x00", b"MM\x00*", b"II+\x00", b"MM\x00+")
_ZIP = b"PK\x03\x04"
_MAPS = (".pbf", ".osm")
_ENDINGS = (".hgt", ".tif", ".tiff")


@dataclass(frozen=True, slots=True)
class Found:
    """An elevation file: where rasterio finds it, its own name, and whether it is an .hgt grid."""

    address: str
    name: str
    hgt: bool

    @property
    def kind(self) -> str:
        """Where its heights are from, as far as can be told (see `Tile.kind`)."""
        if self.hgt:
            return "srtm"
        known = _COPERNICUS.search(self.name)
        if known is None:
            return "unnamed"
        return "copernicus30" if known[1] == "10" else "copernicus90"


def is_elevation(file: Path) -> bool:
    """Whether a file is meant as an elevation tile; what isn't may be a map. Raises MapError."""
    if file.suffix.lower() in _ENDINGS:
        return True
    if not file.is_file() or file.suffix.lower() in _MAPS:
        return False
    head = _head(file)
    return head in {*_TIFF, _ZIP} or file.stat().st_size in HGT_SIZES


def find(file: Path) -> Found:
    """What is to be read. Raises MapError with one sentence where it is nothing of the kind."""
    if file.is_dir():
        raise MapError(f"{file} is a folder, not an elevation tile.")
    head = _head(file)
    if head == _ZIP:
        return _member(file)
    if head in _TIFF:
        return Found(str(file), file.name, hgt=False)
    if file.suffix.lower() in {".tif", ".tiff"}:
        raise MapError(f"{file.name} is no GeoTIFF: its first bytes say something else.")
    _check_hgt(file.name, file.stat().st_size)
    return Found(str(file), file.name, hgt=True)


def _head(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(4)
    except OSError as error:
        raise MapError(f"{file} cannot be read: {error.strerror}.") from error


def _member(file: Path) -> Found:
    try:
        with zipfile.ZipFile(file) as archive:
            inside = [one for one in archive.infolist() if one.filename.lower().endswith(_ENDINGS)]
    except (zipfile.BadZipFile, OSError) as error:
        raise MapError(f"{file.name} is a zip that is damaged or not whole ({error}).") from error
    if len(inside) != 1:
        raise MapError(
            f"{file.name} holds {len(inside) or 'no'} elevation tiles (.hgt, .tif); "
            "a zip must hold one."
        )
    one = inside[0]
    name = PurePosixPath(one.filename).name
    hgt = name.lower().endswith(".hgt")
    if hgt:
        _check_hgt(name, one.file_size)
    return Found(f"/vsizip/{{{file}}}/{one.filename}", name, hgt)


def _check_hgt(name: str, size: int) -> None:
    if size not in HGT_SIZES:
        raise MapError(
            f"{name} is no elevation tile or not whole: an .hgt file has 2,884,802 bytes "
            f"(3 seconds of arc) or 25,934,402 (1 second), this one has {size:,}."
        )
    if _HGT_NAME.match(name) is None:
        raise MapError(
            f"{name} does not say where on earth it lies: an .hgt file tells it by its name "
            "alone, as N42E001.hgt. Give it back its name."
        )
