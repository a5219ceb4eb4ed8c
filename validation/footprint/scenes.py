"""A print on a sheet on a table, as a plane of colours: paper, wetness, light and shadow.

Everything is drawn in millimetres at `PER_MM` pixels; `camera.py` takes the picture of it.
Colours, contrasts and the size of shadows are ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from validation.footprint.shapes import Foot, Mask, Points

Plane = NDArray[np.float32]
"""Rows, columns and red, green, blue from 0 to 1."""

PER_MM = 3.0
CANVAS_MM = 560.0
SHEETS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4), "card": (53.98, 85.6)}

PAPERS = {
    "white": (0.93, 0.93, 0.92),
    "cream": (0.92, 0.89, 0.80),
    "grey card": (0.70, 0.70, 0.69),
    "brown card": (0.72, 0.59, 0.43),
}
TABLES = {
    "dark wood": (0.33, 0.20, 0.12),
    "light wood": (0.74, 0.58, 0.38),
    "grey tiles": (0.55, 0.55, 0.54),
    "blue mat": (0.20, 0.33, 0.55),
    "green carpet": (0.28, 0.42, 0.26),
    "black stone": (0.13, 0.13, 0.14),
    "pale floor": (0.80, 0.78, 0.74),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A plane seen from above: colours, and the corners of the reference in millimetres."""

    plane: Plane
    corners: Points
    sheet: str
    said: dict[str, str] = field(default_factory=dict)


def to_pixels(points: Points) -> NDArray[np.int32]:
    """Millimetres about the middle, y upwards, as whole pixels of the plane."""
    flipped = points * (1.0, -1.0) + CANVAS_MM / 2
    return np.rint(flipped * PER_MM).astype(np.int32)


def noise(rng: np.random.Generator, scale_mm: float) -> Plane:
    """Smooth noise of sd 1 over the plane, correlated over about `scale_mm`."""
    cells = max(4, int(CANVAS_MM / max(scale_mm, 0.4)))
    small = rng.standard_normal((cells, cells)).astype(np.float32)
    size = round(CANVAS_MM * PER_MM)
    large = cv2.resize(small, (size, size), interpolation=cv2.INTER_CUBIC)
    return np.asarray(large / max(float(large.std()), 1e-6), dtype=np.float32)


def table(rng: np.random.Generator, paper: str) -> tuple[Plane, str]:
    """A table or floor whose colour is not the paper's."""
    known = [
        name for name in TABLES if np.abs(np.subtract(TABLES[name], PAPERS[paper])).max() > 0.1
    ]
    name = str(rng.choice(known))
    size = round(CANVAS_MM * PER_MM)
    base = np.ones((size, size, 3), np.float32) * np.array(TABLES[name], np.float32)
    rough = 0.05 if "carpet" in name else 0.015
    base *= (1 + rough * noise(rng, 1.0))[..., None]
    if "wood" in name:
        grain = cv2.resize(noise(rng, 4.0)[:, :40], (size, size), interpolation=cv2.INTER_CUBIC)
        base *= (1 + 0.05 * grain)[..., None]
    if "tiles" in name:
        step = round(float(rng.uniform(110, 200)) * PER_MM)
        base[::step, :] = base[1::step, :] = base[2::step, :] = 0.75
        base[:, ::step] = base[:, 1::step] = base[:, 2::step] = 0.75
    return base, name


def paper_on(plane: Plane, rng: np.random.Generator, paper: str, corners: Points) -> None:
    """Lay a sheet down: its colour, fibres, perhaps a fold, and the thin shadow of its edge."""
    size = plane.shape[0]
    mask = np.zeros((size, size), np.uint8)
    cv2.fillConvexPoly(mask, to_pixels(corners), 255, lineType=cv2.LINE_AA)
    shade = cv2.GaussianBlur(np.roll(mask, (5, 4), (0, 1)), (0, 0), 1.2 * PER_MM)
    plane *= (1 - 0.35 * shade.astype(np.float32) / 255)[..., None]
    colour = np.ones_like(plane) * np.array(PAPERS[paper], np.float32)
    rough = 0.022 if "card" in paper else 0.008
    colour *= (1 + rough * noise(rng, 0.5) + 0.5 * rough * noise(rng, 12.0))[..., None]
    if rng.random() < 0.2:
        fold = np.zeros((size, size), np.uint8)
        middle = corners.mean(axis=0) + rng.normal(0, 20, 2)
        side = corners[1] - corners[0]
        ends = to_pixels(np.vstack([middle - side * 2, middle + side * 2]))
        cv2.line(fold, ends[0].tolist(), ends[1].tolist(), 255, 2, cv2.LINE_AA)
        colour *= (1 - 0.10 * fold.astype(np.float32) / 255)[..., None]
    share = (mask.astype(np.float32) / 255)[..., None]
    plane[:] = plane * (1 - share) + colour * share


@dataclass(frozen=True, slots=True)
class Ink:
    """What wets the sole: how much light it takes away, and of which colours."""

    dark: float
    tint: tuple[float, float, float]


def an_ink(rng: np.random.Generator, kind: str) -> Ink:
    """Water, or ink of any colour."""
    if kind == "wet":
        return Ink(float(rng.uniform(0.16, 0.36)), (1.0, 1.0, 0.97))
    red, green, blue = (float(one) for one in rng.uniform(0.5, 1.0, 3))
    return Ink(float(rng.uniform(0.45, 0.8)), (red, green, blue))


def print_on(plane: Plane, rng: np.random.Generator, foot: Foot, place: Points, ink: Ink) -> None:
    """Press a print into the plane; `place` is a 2x3 matrix of turn and shift."""
    distance = _distance_mm(foot, place)
    wobble = 0.35 * noise(rng, 5.0) + float(rng.uniform(-0.3, 0.5))
    edge = float(rng.uniform(0.4, 1.4))
    cover = 1 / (1 + np.exp(-np.clip((distance + wobble) / (0.5 * edge), -30, 30)))
    depth = np.clip(distance / 14.0, 0, 1)
    pressed = 0.72 + 0.28 * depth
    dark = ink.dark * float(rng.uniform(0.85, 1.1))
    mottled = 1 + 0.10 * noise(rng, 2.5) + 0.07 * noise(rng, 20.0)
    amount = np.clip(dark * pressed * mottled, 0, 0.95) * cover
    if rng.random() < 0.3:
        amount = np.maximum(amount, _drops(rng, dark))
    plane *= 1 - amount[..., None].astype(np.float32) * np.array(ink.tint, np.float32)


def _distance_mm(foot: Foot, place: Points) -> Plane:
    """Signed distance to the print's edge, positive inside."""
    size = round(CANVAS_MM * PER_MM)
    mask = np.zeros((size, size), np.uint8)

    def put(points: Points) -> Points:
        moved: Points = points @ place[:, :2].T + place[:, 2]
        return moved

    for part in foot.parts:
        cv2.fillPoly(mask, [to_pixels(put(part))], 255)
    around = np.linspace(0, 2 * np.pi, 60)
    for toe in foot.toes:
        turn = np.deg2rad(toe.turn_degrees)
        x, y = toe.half[0] * np.cos(around), toe.half[1] * np.sin(around)
        pad = np.column_stack(
            [x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)]
        )
        cv2.fillPoly(mask, [to_pixels(put(pad + toe.centre))], 255)
        if toe.neck_mm > 0:
            ends = to_pixels(put(np.array([toe.centre, toe.neck_to])))
            wide = max(1, round(toe.neck_mm * PER_MM))
            cv2.line(mask, ends[0].tolist(), ends[1].tolist(), 255, wide)
    inside = cv2.distanceTransform(mask, cv2.DIST_L2, 5)
    outside = cv2.distanceTransform(255 - mask, cv2.DIST_L2, 5)
    return np.asarray((inside - outside) / PER_MM, np.float32)


def _drops(rng: np.random.Generator, dark: float) -> Plane:
    size = round(CANVAS_MM * PER_MM)
    drops = np.zeros((size, size), np.uint8)
    for _ in range(int(rng.integers(1, 7))):
        where = to_pixels(rng.uniform(-130, 130, (1, 2)))[0]
        cv2.circle(drops, where.tolist(), round(float(rng.uniform(1, 3.5)) * PER_MM), 255, -1)
    soft = cv2.GaussianBlur(drops, (0, 0), 1.5)
    return np.asarray(soft * (0.7 * dark / 255), np.float32)


def light_on(plane: Plane, rng: np.random.Generator) -> dict[str, str]:
    """Light from one side, warm or cold, and perhaps a soft shadow over part of the sheet."""
    size = plane.shape[0]
    down, across = np.mgrid[0:size, 0:size].astype(np.float32) / size - 0.5
    way = float(rng.uniform(0, 2 * np.pi))
    slope = float(rng.uniform(0.0, 0.7))
    along = across * np.float32(np.cos(way)) + down * np.float32(np.sin(way))
    plane *= np.exp(slope * along)[..., None]
    plane *= rng.uniform(0.93, 1.0, 3).astype(np.float32) * np.float32(rng.uniform(0.65, 1.0))
    if rng.random() < 0.5:
        return {"shadow": "no"}
    way = float(rng.uniform(0, 2 * np.pi))
    ridge = across * np.float32(np.cos(way)) + down * np.float32(np.sin(way))
    start = float(rng.uniform(-0.2, 0.2))
    width = float(rng.uniform(0.015, 0.06))  # of the plane: its seam is 9 to 37 mm wide
    deep = float(rng.uniform(0.1, 0.42))
    wave = 0.01 * noise(rng, 90.0)
    shaded = 1 / (1 + np.exp(-np.clip((ridge - start + wave) / width * 4, -30, 30)))
    cast = np.array([1.0, 0.97, 0.92], np.float32) * np.float32(deep)
    plane *= 1 - shaded[..., None] * cast
    return {"shadow": "yes"}


def placed(rng: np.random.Generator, foot: Foot, turn_degrees: float, at: Points) -> Points:
    """Where a print goes: turned about its middle and set at `at`."""
    turn = np.deg2rad(turn_degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    everything = outline_of(foot)
    middle = 0.5 * (everything.min(axis=0) + everything.max(axis=0))
    return np.column_stack([matrix, at - matrix @ middle + rng.normal(0, 1.0, 2)])


def outline_of(foot: Foot) -> Points:
    """Every point of body and toes that may lie outermost."""
    tips = np.array([(t.centre[0], t.centre[1] + t.half[1]) for t in foot.toes])
    return np.vstack([*foot.parts, tips])


def corners_of(sheet: str, turn_degrees: float = 0.0, at: Points | None = None) -> Points:
    """Corners of a sheet about `at`, in order round it."""
    wide, high = SHEETS[sheet]
    box = 0.5 * np.array([[-wide, high], [wide, high], [wide, -high], [-wide, -high]])
    turn = np.deg2rad(turn_degrees)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    moved: Points = box @ matrix.T + (np.zeros(2) if at is None else at)
    return moved


def empty_mask() -> Mask:
    """A mask of the plane's size."""
    size = round(CANVAS_MM * PER_MM)
    return np.zeros((size, size), np.uint8)
