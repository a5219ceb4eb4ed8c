"""A print of a bare foot as a shape in millimetres, with its arch index by construction.

Right foot, heel at the bottom: x grows towards the little toe, y towards the toes. Sizes and the
spread of shapes are ours, so that arch indices from 0.05 to 0.36 come up; the index is counted on
the drawn outline, with the axis from the middle of the heel to the tip of the second toe.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

Points = NDArray[np.float64]
Mask = NDArray[np.uint8]

RASTER_PER_MM = 4.0


@dataclass(frozen=True, slots=True)
class Toe:
    """One toe pad: an ellipse, and the neck to the ball where it printed."""

    centre: tuple[float, float]
    half: tuple[float, float]
    turn_degrees: float
    neck_mm: float
    neck_to: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Foot:
    """A print: its outlines without toes (two where the middle left none), toes, and the truth."""

    parts: tuple[Points, ...]
    toes: tuple[Toe, ...]
    heel: tuple[float, float]
    second_toe: tuple[float, float]
    arch_index: float
    side: str
    length_mm: float

    def mirrored(self) -> Foot:
        """The other side's foot of the same shape."""
        return Foot(
            parts=tuple(part * (-1.0, 1.0) for part in self.parts),
            toes=tuple(
                Toe(
                    (-t.centre[0], t.centre[1]),
                    t.half,
                    -t.turn_degrees,
                    t.neck_mm,
                    (-t.neck_to[0], t.neck_to[1]),
                )
                for t in self.toes
            ),
            heel=(-self.heel[0], self.heel[1]),
            second_toe=(-self.second_toe[0], self.second_toe[1]),
            arch_index=self.arch_index,
            side="left" if self.side == "right" else "right",
            length_mm=self.length_mm,
        )


def a_foot(rng: np.random.Generator, side: str, longest_mm: float = 275.0) -> Foot:
    """A print drawn at random; the shortest whole foot is 215 mm long."""
    length = float(rng.uniform(215.0, longest_mm))
    body = length * float(rng.uniform(0.80, 0.85))
    ball = length * float(rng.uniform(0.345, 0.405))
    heel = ball * float(rng.uniform(0.58, 0.74))
    middle = float(rng.uniform(-0.15, 0.85))  # share of the ball's width; below 0 none touches
    drawn, heel_centre = _outline(rng, body, ball, heel, middle)
    parts = _smoothed(drawn)
    toes, second_tip = _toes(rng, np.vstack(parts), length, body, ball)
    foot = Foot(parts, toes, heel_centre, second_tip, 0.0, "right", length)
    index = _arch_index(foot)
    foot = Foot(parts, toes, heel_centre, second_tip, index, "right", length)
    return foot if side == "right" else foot.mirrored()


def _outline(
    rng: np.random.Generator, body: float, ball: float, heel: float, middle: float
) -> tuple[Points, tuple[float, float]]:
    """Inner and outer edge along the foot, closed round heel and ball; and the heel's middle."""
    at = np.array([0.0, 0.14, 0.30, 0.46, 0.60, 0.78, 0.90, 1.0])
    hollow = ball * float(rng.uniform(-0.03, 0.06))
    lean = ball * float(rng.uniform(-0.06, 0.06))  # heel towards one side of the ball
    outer = np.array(
        [
            heel * 0.42,
            heel * 0.50,
            heel * 0.50 - 0.4 * hollow,
            0.5 * (heel * 0.5 + ball * 0.52) - hollow,
            ball * 0.52 - 0.3 * hollow,
            ball * 0.54,
            ball * 0.47,
            ball * 0.30,
        ]
    )
    outer = outer + lean * np.clip(at / 0.7, 0, 1)
    width = np.array(
        [
            heel * 0.84,
            heel,
            heel * min(0.55 + 0.45 * middle, 1.0),
            ball * middle,
            ball * (0.45 + 0.5 * middle),
            ball * float(rng.uniform(0.97, 1.03)),
            ball * float(rng.uniform(0.84, 0.92)),
            ball * float(rng.uniform(0.50, 0.62)),
        ]
    )
    y = np.linspace(0.0, 1.0, 241)
    right = PchipInterpolator(at, outer)(y)
    left = right - np.clip(PchipInterpolator(at, width)(y), 0.0, None)
    ends, centre = _round_ends(y, body, heel, ball), 0.5 * (left + right)
    left, right = centre + (left - centre) * ends, centre + (right - centre) * ends
    slant = body * float(rng.uniform(0.02, 0.07))  # the little toe's side of the ball lies back
    middle_of_heel = (float(0.5 * (left[34] + right[34])), 0.14 * body)
    return _closed(y * body, left, right, slant, ball), middle_of_heel


def _smoothed(outline: Points, round_mm: float = 4.0) -> tuple[Points, ...]:
    """The outline with its sharp points rounded off; two where the middle is too thin to print."""
    mask, low = _raster((outline,))
    size = 2 * round(round_mm * RASTER_PER_MM) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc).astype(np.uint8)
    found, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    large = sorted((c for c in found if len(c) > 40 * RASTER_PER_MM), key=len, reverse=True)
    return tuple(c[:, 0, :].astype(np.float64) / RASTER_PER_MM + low for c in large[:2])


def _round_ends(y: Points, body: float, heel: float, ball: float) -> Points:
    """Share of the width that stands near the rounded ends of heel and ball."""
    back, front = 0.5 * heel / body, 0.30 * ball / body
    near = np.sqrt(np.clip(1 - ((back - np.minimum(y, back)) / back) ** 2, 0, 1))
    ahead = np.maximum(y, 1 - front) - (1 - front)
    far = np.sqrt(np.clip(1 - (ahead / front) ** 2, 0, 1))
    rounded: Points = near * far
    return rounded


def _closed(y: Points, left: Points, right: Points, slant: float, ball: float) -> Points:
    up = np.column_stack([left, y])
    down = np.column_stack([right, y])[::-1]
    points = np.vstack([up, down])
    forward = np.clip(points[:, 1] / y[-1] - 0.7, 0, None) / 0.3
    points[:, 1] -= slant * forward * np.clip(0.5 + points[:, 0] / ball, 0, 1)
    return points


def _toes(
    rng: np.random.Generator, front: Points, length: float, body: float, ball: float
) -> tuple[tuple[Toe, ...], tuple[float, float]]:
    """Five pads before the ball, the great toe on the inner side, and the second one's tip."""
    places = np.array([-0.33, -0.10, 0.08, 0.24, 0.39]) * ball + float(rng.uniform(-2, 2))
    widths = np.array([0.118, 0.072, 0.068, 0.064, 0.062]) * length * rng.uniform(0.9, 1.1, 5)
    lengths = np.array([0.118, 0.085, 0.078, 0.074, 0.070]) * length * rng.uniform(0.9, 1.1, 5)
    shrink = min(1.0, 0.9 * float(np.diff(places).min()) / float(widths[1:].max()))
    widths[1:] *= shrink
    gaps = rng.uniform(0.5, 0.045 * length, 5) + 0.5
    joined = rng.random() < 0.35
    toes = []
    tip = (0.0, length)
    for k in range(5):
        low = _front_at(front, float(places[k]), body)
        half = (0.5 * float(widths[k]), 0.5 * float(lengths[k]))
        centre = (float(places[k]), low + float(gaps[k]) + half[1])
        neck = 0.0
        if joined and rng.random() < (0.8 if k == 0 else 0.4):
            neck = float(rng.uniform(0.25, 0.62)) * float(widths[k])
        toe = Toe(centre, half, float(rng.uniform(-8, 8)), neck, (float(places[k]), low - 4.0))
        if k == 1:
            tip = (centre[0], centre[1] + half[1])
        if k < 2 or rng.random() < 0.92:  # a lesser toe may not touch the ground
            toes.append(toe)
    return tuple(toes), tip


def _front_at(front: Points, x: float, body: float) -> float:
    near = front[(np.abs(front[:, 0] - x) < 3.0) & (front[:, 1] > 0.6 * body)]
    return float(near[:, 1].max()) if len(near) else body * 0.9


def _arch_index(foot: Foot) -> float:
    """Middle third over the whole, counted on a raster of the outline without toes."""
    mask, low = _raster(foot.parts)
    rows, columns = np.nonzero(mask)
    points = np.column_stack([columns, rows]) / RASTER_PER_MM + low
    axis = np.subtract(foot.second_toe, foot.heel)
    along = points @ (axis / np.hypot(*axis))
    back, ahead = along.min(), along.max()
    third = (ahead - back) / 3
    middle = (along >= back + third) & (along < back + 2 * third)
    return float(middle.mean())


def _raster(parts: tuple[Points, ...]) -> tuple[Mask, Points]:
    """The parts filled, and the place of the first pixel in millimetres."""
    everything = np.vstack(parts)
    low: Points = everything.min(axis=0) - 2.0
    size = np.ceil((everything.max(axis=0) + 2.0 - low) * RASTER_PER_MM).astype(int)
    mask = np.zeros((size[1], size[0]), np.uint8)
    for part in parts:
        cv2.fillPoly(mask, [np.rint((part - low) * RASTER_PER_MM).astype(np.int32)], 1)
    return mask, low
