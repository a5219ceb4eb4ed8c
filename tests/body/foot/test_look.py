"""Whatever a picture shows, it is measured or refused, the same every time; never an error."""

from __future__ import annotations

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.footprints import a_blank_sheet, a_scan
from validation.footprint.prints import a_shot

from kneewise.body.foot import Refused, Sheet, look

HIGH, WIDE = 848, 600  # the shape of A4, so that it is taken as a scan


def encoded(pixels: np.ndarray) -> bytes:
    out = BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def plain(level: int) -> np.ndarray:
    return np.full((HIGH, WIDE, 3), level, np.uint8)


def noise(rng: np.random.Generator) -> np.ndarray:
    return rng.integers(0, 256, (HIGH, WIDE, 3)).astype(np.uint8)


def dots(rng: np.random.Generator) -> np.ndarray:
    drawn = plain(230)
    for _ in range(25):
        centre = (int(rng.integers(WIDE)), int(rng.integers(HIGH)))
        cv2.circle(drawn, centre, int(rng.integers(2, 160)), (60, 70, 80), -1)
    return drawn


def clouds(rng: np.random.Generator) -> np.ndarray:
    rough = np.clip(240 + rng.normal(0, 60, (HIGH, WIDE, 3)), 0, 255).astype(np.uint8)
    return cv2.GaussianBlur(rough, (0, 0), 12)


def slope(_: np.random.Generator) -> np.ndarray:
    return np.tile(np.linspace(0, 255, WIDE).astype(np.uint8)[None, :, None], (HIGH, 1, 3))


def spill(rng: np.random.Generator) -> np.ndarray:
    drawn = plain(225)
    half = (int(rng.integers(60, 110)), int(rng.integers(180, 300)))
    cv2.ellipse(drawn, (300, 430), half, 0, 0, 360, (100, 100, 100), -1)
    return drawn


@pytest.mark.parametrize("draw", [noise, dots, clouds, slope, spill])
@pytest.mark.parametrize("sheet", [Sheet.A4, Sheet.CARD])
def test_what_is_no_print_is_refused(draw, sheet):
    reading = look(encoded(draw(np.random.default_rng(3))), sheet)
    assert reading.refused is not None
    assert reading.prints == ()


@pytest.mark.parametrize("level", [0, 40, 128, 255])
def test_an_even_picture_is_refused(level):
    assert look(encoded(plain(level)), Sheet.A4).refused in {Refused.BLANK, Refused.LIGHT_ON_DARK}


def test_a_blank_sheet_is_called_empty():
    assert look(a_blank_sheet(), Sheet.A4).refused is Refused.BLANK


@pytest.mark.parametrize(
    "shot", [a_scan, lambda: a_shot(9_001, "scan"), lambda: a_shot(9_012, "scan")]
)
@pytest.mark.parametrize("dimmed", [0, 40])
def test_the_negative_of_a_print_is_said_to_be_light_on_dark(shot, dimmed):
    with Image.open(BytesIO(shot().data)) as photo:
        pixels = np.asarray(photo.convert("RGB"))
    negative = np.clip(255.0 - pixels + dimmed, 0, 255).astype(np.uint8)
    assert look(encoded(negative), Sheet.A4).refused is Refused.LIGHT_ON_DARK


def test_the_negative_of_a_photo_with_the_floor_around_is_no_hand():
    with Image.open(BytesIO(a_shot(9_001, "sheet").data)) as photo:
        negative = 255 - np.asarray(photo.convert("RGB"))
    assert look(encoded(negative), Sheet.A4).refused is Refused.LIGHT_ON_DARK


def test_the_same_picture_gives_the_same_interval():
    data = a_scan().data
    assert look(data, Sheet.A4).prints == look(data, Sheet.A4).prints


def test_the_other_size_of_sheet_changes_lengths_and_hardly_the_index():
    data = a_shot(9_001, "sheet").data
    a4, letter = (look(data, sheet).prints[0] for sheet in (Sheet.A4, Sheet.LETTER))
    assert a4.length_mm > letter.length_mm
    assert abs(a4.arch_index.mid - letter.arch_index.mid) < 0.01


def test_a_picture_is_drawn_only_where_it_is_asked_for():
    data = a_scan().data
    plain_reading, drawn = look(data, Sheet.A4), look(data, Sheet.A4, picture=True)
    assert plain_reading.png is None
    assert drawn.png is not None
    assert drawn.png.startswith(b"\x89PNG")
    assert drawn.svg is not None
    assert drawn.svg.startswith("<svg")
