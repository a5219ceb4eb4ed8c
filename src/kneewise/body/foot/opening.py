"""A picture file as pixels: turned upright, scaled down, and never more memory than stated."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from kneewise.body.foot.types import MOST_BYTES, Refused, RefusedError

Pixels = NDArray[np.uint8]

WORK_PX = 2000
"""The longer side that is worked on: 5 pixels a millimetre of a sheet (our choice)."""

MOST_PX = 120_000_000
"""A PNG is decoded whole: 120 megapixels are 360 MB (our choice); a phone takes 12 to 50, some
say 108. A JPEG is scaled while it is decoded."""

LEAST_SHORT_PX = 500
"""Our choice: below it a toe is some 30 pixels wide, and its gap to the ball none."""

WIDEST = 3.0
"""Our choice: a picture more than three times as long as wide shows no whole sheet."""

_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
_FOCAL_LENGTH, _EXIF_IFD = 0x920A, 0x8769


@dataclass(frozen=True, slots=True)
class Photo:
    """Red, green, blue, upright; `full_px` its size before scaling, `dpi` only where it says so.

    `by_camera`: it says with which focal length it was taken, so it is no scan.
    """

    rgb: Pixels
    full_px: tuple[int, int]
    dpi: float | None
    by_camera: bool


def open_photo(data: bytes) -> Photo:
    """The picture of a JPEG or PNG file. Raises RefusedError for what can't be read."""
    if len(data) > MOST_BYTES:
        raise RefusedError(Refused.TOO_LARGE)
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise RefusedError(Refused.HEIC)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # sizes are judged here, odd tags do no harm
            return _opened(data)
    except UnidentifiedImageError:
        known = data[:4] in {b"GIF8", b"RIFF", b"II*\0", b"MM\0*", b"%PDF"} or data[:2] == b"BM"
        avif = data[4:8] == b"ftyp"
        reason = Refused.OTHER_FORMAT if known or avif else Refused.NOT_AN_IMAGE
        raise RefusedError(reason) from None
    except Image.DecompressionBombError:
        raise RefusedError(Refused.TOO_LARGE) from None
    except (OSError, SyntaxError, ValueError, EOFError):
        raise RefusedError(Refused.CUT_OFF) from None  # as Pillow tells of damage


def _opened(data: bytes) -> Photo:
    with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as image:
        wide, high = image.size
        _judge_size(wide, high)
        dpi, by_camera = _dpi(image), _by_camera(image)
        share = max(wide, high) / WORK_PX
        if share > 1 and image.format in {"JPEG", "MPO"}:
            image.draft("RGB", (round(wide / share), round(high / share)))
        small = _reduced(image)
        upright = ImageOps.exif_transpose(small)
        rgb = np.asarray(upright, dtype=np.uint8)
    turned = (rgb.shape[1] > rgb.shape[0]) != (wide > high)
    return Photo(rgb, (high, wide) if turned else (wide, high), dpi, by_camera)


def _judge_size(wide: int, high: int) -> None:
    if wide * high > MOST_PX:
        raise RefusedError(Refused.TOO_LARGE)
    if max(wide, high) > WIDEST * min(wide, high):
        raise RefusedError(Refused.TOO_NARROW)
    if min(wide, high) < LEAST_SHORT_PX:
        raise RefusedError(Refused.TOO_SMALL)


def _reduced(image: Image.Image) -> Image.Image:
    """As red, green, blue of 8 bits, what is clear on white, at most WORK_PX long."""
    exif = image.getexif()
    image.load()
    found: Any = image
    if image.mode.startswith(("I", "F")):
        values = np.asarray(image, dtype=np.float64)
        top = 65535.0 if values.max() > 255 else 255.0
        found = Image.fromarray(np.clip(values / top * 255, 0, 255).astype(np.uint8))
    if max(found.size) > WORK_PX:
        if found.mode in {"P", "1"}:
            found = found.convert("RGBA" if "transparency" in found.info else "RGB")
        found.thumbnail((WORK_PX, WORK_PX), Image.Resampling.BOX, reducing_gap=2.0)
    if found.mode in {"RGBA", "LA", "PA"} or "transparency" in found.info:
        layered = found.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        found = Image.alpha_composite(ground, layered)
    flat: Image.Image = found.convert("RGB")
    flat.getexif().update(exif)
    return flat


def _dpi(image: Image.Image) -> float | None:
    said = image.info.get("dpi")
    if said is None:
        return None
    across, down = float(said[0]), float(said[1])
    return across if across > 0 and abs(across - down) <= 0.01 * across else None


def _by_camera(image: Image.Image) -> bool:
    return _FOCAL_LENGTH in image.getexif().get_ifd(_EXIF_IFD)
