"""The axis of a print, its thirds, and the arch index: the middle one over all three.

CAVANAGH1987: the axis runs from the middle of the heel to the tip of the second toe; between
the rearmost and the foremost point of the print without toes it is cut in equal thirds, and
the index is the share of the area that lies in the middle one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kneewise.body.foot.edges import Points
from kneewise.body.foot.toes import PER_MM, Apart, Toe
from kneewise.body.foot.types import Refused, RefusedError
from kneewise.model.diary import Side

SECOND_TOE = (0.24, 0.58)
"""Where the second toe lies across the ball, from the inner edge (our choice, wide); elsewhere
a toe is missing, and `USUAL_SECOND` is taken."""

USUAL_SECOND = 0.41
LEAST_AXIS_MM = 20.0

GREAT_TOE = 1.5
"""Our choice: the great toe is at least this much larger than the little one, by area."""


@dataclass(frozen=True, slots=True)
class Laid:
    """How a print lies: from heel towards the second toe, and on which side the great toe is.

    `inner` is +1 where the great toe lies to the right looking forwards, -1 to the left.
    """

    heel: Points
    axis: Points
    inner: int
    side: Side | None
    aimed: bool


@dataclass(frozen=True, slots=True)
class Thirds:
    """Length along the axis and the areas from heel to ball, all in mm; and the index."""

    back: float
    length: float
    areas: tuple[float, float, float]

    @property
    def index(self) -> float:
        """Middle over all."""
        return self.areas[1] / sum(self.areas)


def lay(apart: Apart) -> Laid:
    """The axis from heel to second toe, and which foot it looks like. Raises RefusedError."""
    forward = apart.forward
    right = np.array([-forward[1], forward[0]])
    by_toes = _inner_by_toes(apart.toes, right)
    by_arch = _inner_by_arch(apart, right)
    inner = by_toes if by_toes != 0 else (1 if by_arch >= 0 else -1)
    sure = by_toes != 0 or abs(by_arch) > 4.0
    target, aimed = _second_tip(apart, right, inner)
    axis = target - apart.heel
    far = float(np.linalg.norm(axis))
    if far < LEAST_AXIS_MM:
        raise RefusedError(Refused.NOT_A_FOOT)
    axis = axis / far
    side = (Side.LEFT if inner > 0 else Side.RIGHT) if sure else None
    return Laid(apart.heel, axis, inner, side, aimed)


def _inner_by_toes(toes: tuple[Toe, ...], right: Points) -> int:
    """The side on which the outermost toe is the larger one; 0 where neither stands out."""
    if len(toes) < 2:
        return 0
    ordered = sorted(toes, key=lambda toe: float(toe.middle @ right))
    left, other = ordered[0].area_mm2, ordered[-1].area_mm2
    if max(left, other) < GREAT_TOE * min(left, other):
        return 0
    return -1 if left > other else 1


def _inner_by_arch(apart: Apart, right: Points) -> float:
    """How many mm the middle of the print lies off the line from heel to ball, to the left."""
    points = body_points(apart)
    heel, ball = apart.heel, apart.ball
    line = (ball - heel) / np.linalg.norm(ball - heel)
    along = (points - heel) @ line
    far = float(np.linalg.norm(ball - heel))
    middle = points[(along > 0.3 * far) & (along < 0.7 * far)]
    if len(middle) == 0:
        return 0.0
    across = np.array([-line[1], line[0]])
    across = across if across @ right > 0 else -across
    return -float(((middle - heel) @ across).mean())


def _second_tip(apart: Apart, right: Points, inner: int) -> tuple[Points, bool]:
    """The tip of the second toe, or where it would be; whether it was seen."""
    points = body_points(apart)
    ahead = points[(points - apart.ball) @ apart.forward > -8.0]
    if len(ahead) == 0:
        raise RefusedError(Refused.NOT_A_FOOT)
    across = ahead @ right * inner  # grows towards the inner edge
    edge, wide = float(across.max()), float(np.ptp(across))
    ordered = sorted(apart.toes, key=lambda toe: -float(toe.middle @ right) * inner)
    for toe in ordered[1:3]:
        share = (edge - float(toe.middle @ right) * inner) / max(wide, 1.0)
        if SECOND_TOE[0] <= share <= SECOND_TOE[1]:
            return toe.tip, True
    usual = (edge - USUAL_SECOND * wide) * inner * right
    depth = float((ahead @ apart.forward).max()) + 25.0
    return usual + depth * apart.forward, False


def body_points(apart: Apart) -> Points:
    """Every pixel of the print without toes, in mm."""
    rows, columns = np.nonzero(apart.body)
    return np.column_stack([columns, rows]).astype(np.float64) / PER_MM


def thirds_of(points: Points, axis: Points, weights: Points | None = None) -> Thirds:
    """The thirds of a cloud of equal pixels along an axis; `weights` their areas, 1 each."""
    along = points @ axis
    back, front = float(along.min()), float(along.max())
    length = front - back
    at = np.clip(((along - back) / length * 3).astype(np.int64), 0, 2)
    areas = np.bincount(at, weights=weights, minlength=3) / PER_MM**2
    return Thirds(back, length, (float(areas[0]), float(areas[1]), float(areas[2])))


def widths(points: Points, laid: Laid) -> tuple[float, float]:
    """Greatest width across the axis of the front third (the ball) and of the rear one (heel)."""
    along = points @ laid.axis
    across = points @ np.array([-laid.axis[1], laid.axis[0]])
    share = (along - along.min()) / np.ptp(along)
    found = []
    for part in (share > 2 / 3, share < 1 / 3):
        slices = np.floor(along[part] / 3.0).astype(np.int64)
        spans = [float(np.ptp(across[part][slices == k])) for k in np.unique(slices)]
        found.append(max(spans, default=0.0))
    return found[0], found[1]
