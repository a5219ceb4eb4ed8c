"""The sheet or card of known size in a photo, and with it the plane the print lies on.

An arch index is a share of areas along an axis, so stretching the plane hardly changes it (0.005
between A4 and Letter); the perspective does. What counts is that the four corners lie right.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from kneewise.body.foot.edges import Points, refined
from kneewise.body.foot.opening import Photo
from kneewise.body.foot.quads import Seen, find_quads, in_order
from kneewise.body.foot.types import Refused, RefusedError, Sheet

LEAST_SUPPORT = 0.72
LEAST_CARD_SUPPORT = 0.80
"""Our choice, by `python -m validation.footprint`: below it, tiles and tables pass for sheets."""

ASPECT_OFF = 0.07
"""Our choice: how far a rectangle's sides may be off through a lens."""

OTHER_BY = 0.04
"""Our choice: another sheet is named where it fits this much better."""

SCAN_ASPECT_OFF = 0.012
SCAN_DPI = (60.0, 1300.0)
SCAN_SIZE_OFF = 0.03


@dataclass(frozen=True, slots=True)
class Plane:
    """The plane of the print: `to_px` maps its millimetres to pixels of the photo.

    `corners_mm` of what was found, `corner_sd_px` how far its corners may be off; `low`, `high`
    what of the plane to look at. `other` is another sheet that fits clearly better.
    """

    sheet: Sheet
    to_px: Points
    corners_mm: Points
    corners_px: Points
    corner_sd_px: float
    low_mm: tuple[float, float]
    high_mm: tuple[float, float]
    scanned: bool = False
    other: Sheet | None = None


def find_plane(photo: Photo, sheet: Sheet) -> Plane:
    """The plane of the print. Raises RefusedError where nothing of that size is in the photo."""
    if sheet is Sheet.CARD:
        return _by_card(photo)
    scanned = _scanned(photo, sheet)
    seen = Seen(photo.rgb)
    quads = [
        quad
        for quad in find_quads(seen, least_share=0.12)
        if quad.support >= LEAST_SUPPORT and min(map(quad.off, _ASPECTS)) <= ASPECT_OFF
    ]
    if not quads:
        if scanned is not None:
            return scanned
        raise RefusedError(Refused.NO_SHEET)
    best = max(quads, key=lambda quad: quad.support * np.sqrt(quad.area))
    corners, sd = refined(seen.full_lab, best.corners, _reaches(photo))
    other = Sheet.LETTER if sheet is Sheet.A4 else Sheet.A4
    clearly = best.off(aspect_of(other)) + OTHER_BY < best.off(aspect_of(sheet))
    return _plane(sheet, corners, sd, other=other if clearly else None)


def aspect_of(sheet: Sheet) -> float:
    """Long over short side."""
    short, long = sheet.size_mm
    return long / short


_ASPECTS = (aspect_of(Sheet.A4), aspect_of(Sheet.LETTER))


def _reaches(photo: Photo) -> tuple[float, float]:
    """How far from the edge first found the step is looked for, in two rounds."""
    longest = max(photo.rgb.shape[:2])
    return max(4.0, 0.010 * longest), max(4.0, 0.005 * longest)


def _plane(sheet: Sheet, corners: Points, sd: float, *, other: Sheet | None = None) -> Plane:
    """The short side lies across; which of the two is the top is found with the print."""
    short, long = sheet.size_mm
    box = np.array([[0.0, 0.0], [short, 0.0], [short, long], [0.0, long]])
    found = cv2.getPerspectiveTransform(box.astype(np.float32), corners.astype(np.float32))
    matrix = np.asarray(found, np.float64)
    return Plane(
        sheet, matrix, box, corners, sd, low_mm=(0.0, 0.0), high_mm=(short, long), other=other
    )


def _scanned(photo: Photo, sheet: Sheet) -> Plane | None:
    """The picture's edge as the sheet's: no camera, and the shape or the dpi of a sheet."""
    if photo.by_camera:
        return None
    wide, high = photo.full_px
    short, long = sheet.size_mm
    by_shape = abs(max(wide, high) / min(wide, high) / (long / short) - 1) <= SCAN_ASPECT_OFF
    if by_shape:
        rows, columns = photo.rgb.shape[:2]
        box = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float64)
        plane = _plane(sheet, in_order(box), 0.5)
        return _as_scan(plane)
    if photo.dpi is None or not SCAN_DPI[0] < photo.dpi < SCAN_DPI[1]:
        return None
    size = np.array(photo.full_px) / photo.dpi * 25.4
    if not (size.min() >= 140.0 and size.max() <= 460.0):
        return None  # 72 dpi of a photo would be a metre
    rows, columns = photo.rgb.shape[:2]
    box = np.array([[0, 0], [columns, 0], [columns, rows], [0, rows]], dtype=np.float64)
    scale = columns / size[0]
    return Plane(
        sheet,
        np.diag([scale, scale, 1.0]),
        box / scale,
        box,
        0.5,
        low_mm=(0.0, 0.0),
        high_mm=(float(size[0]), float(size[1])),
        scanned=True,
    )


def _as_scan(plane: Plane) -> Plane:
    return Plane(
        plane.sheet,
        plane.to_px,
        plane.corners_mm,
        plane.corners_px,
        plane.corner_sd_px,
        plane.low_mm,
        plane.high_mm,
        scanned=True,
    )


def _by_card(photo: Photo) -> Plane:
    """A bank card beside the print; the plane reaches as far as a foot may lie from it."""
    seen = Seen(photo.rgb)
    wanted = aspect_of(Sheet.CARD)
    quads = [
        quad
        for quad in find_quads(seen, least_share=0.006, most_share=0.2)
        if quad.support >= LEAST_CARD_SUPPORT and quad.off(wanted) <= ASPECT_OFF
    ]
    if not quads:
        raise RefusedError(Refused.NO_CARD)
    best = max(quads, key=lambda quad: quad.support - 2 * quad.off(wanted))
    round_corners = (0.12, 0.88)
    corners, sd = refined(seen.full_lab, best.corners, _reaches(photo), round_corners)
    plane = _plane(Sheet.CARD, corners, sd)
    rows, columns = photo.rgb.shape[:2]
    frame = np.array([[[0, 0], [columns, 0], [columns, rows], [0, rows]]], dtype=np.float64)
    there = cv2.perspectiveTransform(frame, np.linalg.inv(plane.to_px))[0]
    low = np.maximum(there.min(axis=0), -330.0)
    high = np.minimum(there.max(axis=0), 330.0)
    if (high - low).min() < 100.0:
        raise RefusedError(Refused.NO_CARD)
    return Plane(
        Sheet.CARD,
        plane.to_px,
        plane.corners_mm,
        plane.corners_px,
        sd,
        low_mm=(float(low[0]), float(low[1])),
        high_mm=(float(high[0]), float(high[1])),
    )
