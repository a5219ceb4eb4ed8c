"""Taking a picture of a plane: a phone held by hand, or a scanner; written as a file's bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from validation.footprint.scenes import CANVAS_MM, PER_MM, Plane
from validation.footprint.shapes import Points

Photo = NDArray[np.uint8]
LONG_PX, SHORT_PX = 1600, 1200
MOST_TILT = 25.0
ORIENTATION = 0x0112
ROTATED = {
    1: None,
    6: cv2.ROTATE_90_COUNTERCLOCKWISE,
    8: cv2.ROTATE_90_CLOCKWISE,
    3: cv2.ROTATE_180,
}
"""How the pixels lie in a file of that EXIF orientation."""


@dataclass(frozen=True, slots=True)
class View:
    """From plane millimetres to pixels, with the tilt in degrees."""

    matrix: Points
    size: tuple[int, int]
    tilt_degrees: float


def a_view(rng: np.random.Generator, corners: Points, fill: tuple[float, float]) -> View:
    """A hand-held view in which all corners lie; `fill` is the share of the frame they span."""
    while True:
        tilt = float(rng.uniform(0, MOST_TILT))
        view = _view(rng, corners, tilt, float(rng.uniform(*fill)))
        seen = cv2.perspectiveTransform(corners[None], view.matrix)[0]
        margin = 0.015 * view.size[0]
        inside = (seen > margin).all() and (seen < np.array(view.size) - margin).all()
        if inside:
            return view


def _view(rng: np.random.Generator, corners: Points, tilt: float, fill: float) -> View:
    size = (SHORT_PX, LONG_PX)
    focal = float(rng.uniform(0.70, 0.95)) * LONG_PX
    azimuth, roll = float(rng.uniform(0, 2 * np.pi)), float(rng.normal(0, 6))
    if rng.random() < 0.25:
        size, roll = (LONG_PX, SHORT_PX), roll + 90.0
    middle = corners.mean(axis=0)
    wide, high = np.ptp(corners - middle, axis=0)
    distance = focal * max(high / LONG_PX, wide / SHORT_PX) / fill
    turn = np.deg2rad(tilt)
    axis = np.array([np.cos(azimuth), np.sin(azimuth), 0.0])
    tilted, _ = cv2.Rodrigues(axis * turn)
    rolled, _ = cv2.Rodrigues(np.array([0.0, 0.0, np.deg2rad(roll)]))
    flip = np.diag([1.0, -1.0, -1.0])  # y of the plane points away from the rows of a picture
    turned = rolled @ tilted @ flip
    away = np.array([0.0, 0.0, distance])
    pose = np.column_stack([turned[:, 0], turned[:, 1], away - turned[:, :2] @ middle])
    centre = np.array(size) / 2 + rng.normal(0, 0.02, 2) * size
    lens = np.array([[focal, 0, centre[0]], [0, focal, centre[1]], [0, 0, 1.0]])
    return View(lens @ pose, size, tilt)


def photograph(rng: np.random.Generator, plane: Plane, view: View) -> Photo:
    """The plane through that view, with blur and noise of a phone."""
    from_plane = np.array(
        [[1 / PER_MM, 0, -CANVAS_MM / 2], [0, -1 / PER_MM, CANVAS_MM / 2], [0, 0, 1.0]]
    )
    seen = cv2.warpPerspective(
        plane,
        view.matrix @ from_plane,
        view.size,
        flags=cv2.INTER_AREA if PER_MM > 6 else cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REFLECT,
    )
    soft = float(rng.uniform(0.5, 1.6))
    seen = cv2.GaussianBlur(seen, (0, 0), soft)
    across = np.linspace(-1, 1, view.size[0], dtype=np.float32)
    down = np.linspace(-1, 1, view.size[1], dtype=np.float32)
    fade = 1 - np.float32(rng.uniform(0, 0.18)) * (across[None] ** 2 + down[:, None] ** 2) / 2
    seen = seen * fade[..., None]
    seen += rng.normal(0, float(rng.uniform(0.004, 0.018)), seen.shape).astype(np.float32)
    return np.clip(255 * seen, 0, 255).astype(np.uint8)


def scan(rng: np.random.Generator, plane: Plane, corners: Points, dpi: float) -> Photo:
    """The sheet alone as a flatbed sees it: no perspective, hardly any light."""
    low, high = corners.min(axis=0), corners.max(axis=0)
    size = np.rint((high - low) * dpi / 25.4).astype(int)
    from_plane = np.array(
        [[1 / PER_MM, 0, -CANVAS_MM / 2], [0, -1 / PER_MM, CANVAS_MM / 2], [0, 0, 1.0]]
    )
    scale = dpi / 25.4
    to_scan = np.array([[scale, 0, -low[0] * scale], [0, -scale, high[1] * scale], [0, 0, 1.0]])
    seen = cv2.warpPerspective(plane, to_scan @ from_plane, (int(size[0]), int(size[1])))
    seen = np.asarray(cv2.GaussianBlur(seen, (0, 0), 0.6), np.float32)
    seen = seen + np.asarray(rng.normal(0, 0.006, seen.shape), np.float32)
    return np.asarray(np.clip(255 * seen, 0, 255), np.uint8)


def encode(rng: np.random.Generator, photo: Photo, dpi: float | None = None) -> bytes:
    """JPEG mostly, else PNG; at times turned with its EXIF orientation, at times grey."""
    turned, orientation = photo, 1
    if dpi is None and rng.random() < 0.3:
        orientation = int(rng.choice([3, 6, 8]))
        code = ROTATED[orientation]
        turned = photo if code is None else np.asarray(cv2.rotate(photo, code), np.uint8)
    image = Image.fromarray(turned)
    if rng.random() < 0.1:
        image = image.convert("L")
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    out = BytesIO()
    more = {} if dpi is None else {"dpi": (dpi, dpi)}
    if rng.random() < 0.85:
        image.save(out, "JPEG", quality=int(rng.integers(60, 96)), exif=exif, **more)
    else:
        image.save(out, "PNG", exif=exif, **more)
    return out.getvalue()
