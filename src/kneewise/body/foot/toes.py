"""A print taken apart: the great ball, the heel, and toes cut off where they are narrowest.

Every part of a print has a thickest spot (the largest disc that fits). Let discs shrink: a toe's
spot and the ball's stay apart until the discs fit through the neck between them. What stays
apart long enough and lies before the ball is a toe; the cut runs along the neck (watershed).
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kneewise.body.foot.edges import Points
from kneewise.body.foot.opening import Pixels
from kneewise.body.foot.types import Refused, RefusedError

PER_MM = 2.0
"""Pixels a millimetre on which a print is taken apart."""

TOE_MM = (2.6, 19.0)
"""Radius of the largest disc in a toe's pad (our choice, wide)."""

APART_MM = 0.8
"""Our choice: a toe's disc is this much larger than the one that fits through its neck."""

STEP_MM = 0.4
FRONT_HALF = (0.5, 0.85)
"""Where the ball's largest disc lies along print and toes (our choice, wide)."""

BEFORE_BALL = 0.35
"""Our choice: toes lie further forward than this share of the ball's radius."""

PART_MM2 = 420.0
"""Our choice: what is smaller and no toe is a drop beside the print, no part of it."""


@dataclass(frozen=True, slots=True)
class Toe:
    """One toe: its middle and tip in mm, its area, and its largest disc's radius."""

    middle: Points
    tip: Points
    area_mm2: float
    radius_mm: float
    long_mm: float


@dataclass(frozen=True, slots=True)
class Apart:
    """A print taken apart, at `PER_MM`; `forward` points from heel to toes.

    `ball` and `heel` are the middles of their largest discs in mm, with their radii.
    """

    body: Pixels
    toe_mask: Pixels
    toes: tuple[Toe, ...]
    forward: Points
    ball: Points
    ball_mm: float
    heel: Points
    heel_mm: float


def take_apart(mask: Pixels, *, rounding_mm: float = 12.0) -> Apart:
    """Body, toes and their places. Raises RefusedError for what has no shape of a foot.

    The end with more toes is the front. `rounding_mm`: stubs of toes on the front edge of the
    ball that are narrower than twice this are smoothed away.
    """
    distance = np.asarray(cv2.distanceTransform(mask, cv2.DIST_L2, 5), np.float32) / PER_MM
    axis = _long_axis(mask)
    fronts = [_front(mask, distance, axis), _front(mask, distance, -axis)]
    front = max(fronts, key=lambda one: (len(one.toes), one.radius))
    toe_mask = np.where(np.isin(front.labels, front.toes), 255, 0).astype(np.uint8)
    body = _body(mask, toe_mask, front, rounding_mm)
    if not (body > 0)[front.ahead > -0.5 * front.radius].any():
        raise RefusedError(Refused.NOT_A_FOOT)  # nothing as wide as a ball is left
    heel, heel_radius = _heel(body, front)
    return Apart(
        body=body,
        toe_mask=toe_mask,
        toes=tuple(_toe(front.labels == k, distance, front.forward) for k in front.toes),
        forward=front.forward,
        ball=front.ball / PER_MM,
        ball_mm=front.radius,
        heel=heel / PER_MM,
        heel_mm=heel_radius,
    )


@dataclass(frozen=True, slots=True)
class _Front:
    """One end of a print taken as its front: `ball` in pixels, the largest disc of that half.

    `ahead` is how far each pixel lies before it in mm; `labels` the regions, `toes` those of toes.
    """

    forward: Points
    ball: Points
    radius: float
    ahead: NDArray[np.float32]
    labels: NDArray[np.int32]
    toes: tuple[int, ...]


def _long_axis(mask: Pixels) -> Points:
    rows, columns = np.nonzero(mask)
    points = np.column_stack([columns, rows]).astype(np.float64)
    spread = points - points.mean(axis=0)
    _, vectors = np.linalg.eigh(spread.T @ spread)
    axis: Points = vectors[:, 1]
    return axis


def _front(mask: Pixels, distance: NDArray[np.float32], forward: Points) -> _Front:
    rows, columns = np.nonzero(mask)
    along = np.column_stack([columns, rows]) @ forward
    share = (along - along.min()) / np.ptp(along)
    half = (share > FRONT_HALF[0]) & (share < FRONT_HALF[1])
    if not half.any():
        raise RefusedError(Refused.NOT_A_FOOT)
    depth = np.where(half, distance[rows, columns], 0)
    k = int(depth.argmax())
    ball = np.array([columns[k], rows[k]], dtype=np.float64)
    ahead = np.zeros(mask.shape, np.float32)
    ahead[rows, columns] = (along - ball @ forward) / PER_MM
    radius = float(depth[k])
    before = ahead > BEFORE_BALL * radius
    front = np.where((mask > 0) & (ahead > 0), distance, np.float32(0))
    labels, toes = _toes(front, ball, before)
    return _Front(forward, ball, radius, ahead, labels, tuple(toes))


def _toes(
    distance: NDArray[np.float32], ball: Points, before: NDArray[np.bool_]
) -> tuple[NDArray[np.int32], list[int]]:
    """Regions of the front part by their spots (1 is the ball), and which are toes."""
    spots = _spots(distance, ball)
    labels = _flooded(distance, spots)
    toes = []
    for number, (row, column) in enumerate(spots[1:], start=2):
        fits = TOE_MM[0] <= distance[row, column] <= TOE_MM[1]
        if fits and before[row, column]:
            toes.append(number)
    return labels, toes


def _flooded(distance: NDArray[np.float32], spots: list[tuple[int, int]]) -> NDArray[np.int32]:
    """Each pixel with the number of the spot from which shrinking discs reach it first."""
    labels = np.zeros(distance.shape, np.uint8)
    for number, spot in enumerate(spots, start=1):
        labels[spot] = number
    around = np.ones((3, 3), np.uint8)
    for radius in np.arange(float(distance.max()), -STEP_MM, -STEP_MM):
        free = (distance > max(radius, 0.0)) & (labels == 0)
        while True:
            grown = np.asarray(cv2.dilate(labels, around), np.uint8)
            new = free & (grown > 0)
            if not new.any():
                break
            labels[new] = grown[new]
            free &= ~new
    return labels.astype(np.int32)


def _spots(distance: NDArray[np.float32], ball: Points) -> list[tuple[int, int]]:
    """(row, column) of each thickest spot that stays apart from thicker ones; the ball first."""
    top = (int(ball[1]), int(ball[0]))
    found: list[tuple[int, int]] = [top]
    high = max(float(distance.max()), 1.0)
    for radius in np.arange(min(high, TOE_MM[1] + 1.0), 0.6, -STEP_MM):
        count, labels = cv2.connectedComponents((distance > radius).astype(np.uint8))
        by_label: dict[int, list[tuple[int, int]]] = {}
        for spot in found:
            by_label.setdefault(int(labels[spot]), []).append(spot)
        for label in range(1, count):
            inside = by_label.get(label, [])
            if not inside:
                flat = int(np.where(labels == label, distance, 0).argmax())
                row, column = np.unravel_index(flat, distance.shape)
                found.append((int(row), int(column)))
                continue
            ranked = sorted(inside, key=lambda spot: (spot != top, -distance[spot]))
            for spot in ranked[1:]:
                if distance[spot] - radius < APART_MM:
                    found.remove(spot)
    return found


def _body(mask: Pixels, toe_mask: Pixels, front: _Front, rounding_mm: float) -> Pixels:
    """What is left without toes: large parts, the ball's front edge without stubs."""
    ball, ahead = front.ball, front.ahead
    gone = cv2.dilate(toe_mask, np.ones((3, 3), np.uint8))
    rest = np.where(gone > 0, 0, mask).astype(np.uint8)
    size = 2 * round(rounding_mm * PER_MM) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    pad = size
    padded = cv2.copyMakeBorder(rest, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)[pad:-pad, pad:-pad]
    rest = np.where(ahead > 0, np.minimum(opened, rest), rest).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(rest)
    ball_label = int(labels[int(ball[1]), int(ball[0])])
    kept = [
        k
        for k in range(1, count)
        if k == ball_label
        or (
            stats[k, cv2.CC_STAT_AREA] / PER_MM**2 >= PART_MM2
            and ahead[labels == k].max() <= 0.5 * ahead.max()
        )
    ]
    return np.where(np.isin(labels, kept), 255, 0).astype(np.uint8)


def _heel(body: Pixels, front: _Front) -> tuple[Points, float]:
    """Middle and radius of the largest disc in the rear third."""
    rows, columns = np.nonzero(body)
    if len(rows) == 0:
        raise RefusedError(Refused.NOT_A_FOOT)
    points = np.column_stack([columns, rows]).astype(np.float64)
    along = points @ front.forward
    behind = along < along.min() + 0.33 * (along.max() - along.min())
    distance = cv2.distanceTransform(body, cv2.DIST_L2, 5)
    depth = distance[rows[behind], columns[behind]]
    if depth.size == 0 or np.hypot(*(points[behind].mean(axis=0) - front.ball)) < 1:
        raise RefusedError(Refused.NOT_A_FOOT)
    thick = depth >= depth.max() - 0.5
    middle: Points = points[behind][thick].mean(axis=0)
    return middle, float(depth.max()) / PER_MM


def _toe(region: NDArray[np.bool_], distance: NDArray[np.float32], forward: Points) -> Toe:
    rows, columns = np.nonzero(region)
    points = np.column_stack([columns, rows]).astype(np.float64)
    along = points @ forward
    return Toe(
        middle=points.mean(axis=0) / PER_MM,
        tip=points[int(along.argmax())] / PER_MM,
        area_mm2=len(rows) / PER_MM**2,
        radius_mm=float(distance[region].max()),
        long_mm=float(np.ptp(along)) / PER_MM,
    )
