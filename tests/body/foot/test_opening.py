"""Picture files of any kind: upright, bounded, or refused with the one reason."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from kneewise.body.foot import Refused, Sheet, look
from kneewise.body.foot.opening import WORK_PX, open_photo
from kneewise.body.foot.types import MOST_BYTES, RefusedError


def encoded(image: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def grey(wide: int, high: int) -> Image.Image:
    return Image.fromarray(np.full((high, wide), 200, np.uint8))


def png_header(wide: int, high: int) -> bytes:
    """A PNG that says how large it is, and holds no pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        checked = name + data
        return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Refused.NOT_AN_IMAGE),
        (b"hello" * 100, Refused.NOT_AN_IMAGE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 64, Refused.HEIC),
        (b"\0\0\0\x18ftypmif1" + b"\0" * 64, Refused.HEIC),
        (b"\0\0\0\x18ftypavif" + b"\0" * 64, Refused.OTHER_FORMAT),
        (b"GIF89a" + b"\0" * 64, Refused.OTHER_FORMAT),
        (b"%PDF-1.7" + b"\0" * 64, Refused.OTHER_FORMAT),
        (png_header(90_000, 80_000), Refused.TOO_LARGE),
        (png_header(9_000, 900), Refused.TOO_NARROW),
        (b"\xff" * (MOST_BYTES + 1), Refused.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, Refused) else "",
)
def test_what_can_not_be_read_is_refused_with_its_reason(data, reason):
    assert look(data, Sheet.A4).refused is reason


def test_small_and_narrow_pictures_are_refused():
    assert look(encoded(grey(480, 600)), Sheet.A4).refused is Refused.TOO_SMALL
    assert look(encoded(grey(2000, 600)), Sheet.A4).refused is Refused.TOO_NARROW


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_half_a_file_is_called_cut_off(kind):
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (700, 600), np.uint8))
    data = encoded(noise, kind)
    assert look(data[: len(data) // 2], Sheet.A4).refused is Refused.CUT_OFF


def test_a_large_jpeg_is_scaled_while_it_is_decoded():
    photo = open_photo(encoded(grey(8000, 6000), "JPEG"))
    assert max(photo.rgb.shape[:2]) <= WORK_PX
    assert photo.full_px == (8000, 6000)


@pytest.mark.parametrize(
    ("orientation", "where"), [(1, (0, 0)), (3, (-1, -1)), (6, (0, -1)), (8, (-1, 0))]
)
def test_a_picture_is_turned_upright(orientation, where):
    pixels = np.full((600, 800), 220, np.uint8)
    pixels[:200, :200] = 0  # the first corner as it lies in the file
    exif = Image.Exif()
    exif[0x0112] = orientation
    rgb = open_photo(encoded(Image.fromarray(pixels), "JPEG", exif=exif)).rgb
    corners = {(r, c): int(rgb[r, c, 0]) for r in (0, -1) for c in (0, -1)}
    assert min(corners, key=corners.__getitem__) == where


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "CMYK", "1", "I;16", "LA"])
def test_every_kind_of_pixel_becomes_red_green_blue(mode):
    image = grey(600, 700)
    image = (
        Image.fromarray(np.full((700, 600), 51_200, np.uint16))
        if mode == "I;16"
        else image.convert(mode)
    )
    rgb = open_photo(encoded(image, "JPEG" if mode == "CMYK" else "PNG")).rgb
    assert rgb.shape == (700, 600, 3)
    assert abs(float(rgb.mean()) - 200) < 8


def test_what_is_clear_is_seen_on_white():
    clear = Image.fromarray(np.zeros((700, 600, 4), np.uint8))
    assert open_photo(encoded(clear)).rgb.min() == 255


def test_a_refusal_is_no_value_that_is_lost():
    with pytest.raises(RefusedError) as raised:
        open_photo(b"nothing")
    assert raised.value.reason is Refused.NOT_AN_IMAGE
