"""The marks on a sheet: which belong to one print, and which to a second one beside it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from kneewise.body.foot.edges import Points
from kneewise.body.foot.opening import Pixels
from kneewise.body.foot.paper import PER_MM, Darkness
from kneewise.body.foot.types import Refused, RefusedError

SPECK_MM2 = 22.0
LARGE_MM2 = 1100.0
"""Our choice: a heel alone is larger, a great toe smaller."""

ONE_FOOT_WIDE_MM = 128.0
"""Our choice: the widest ball of a foot is some 115 mm, lying askew included."""

SQUARE = 1.35
"""Our choice: two prints side by side may be as wide as they are long."""

MANY = 36
"""Our choice: a print has at most seven parts, and few drops fall beside it."""

OVER_EDGE_MM2 = 900.0


def feet_in(mask: Pixels, dark: Darkness, *, sheet_edge: bool) -> list[Pixels]:
    """The marks of each print, from left to right; what is no part of one is left out.

    `sheet_edge` says that the edge of what is seen is that of the sheet, over which a print must
    not run. Raises RefusedError.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask)
    areas = stats[:, cv2.CC_STAT_AREA] / PER_MM**2
    touching = _touching(labels, dark)
    inner = [k for k in range(1, count) if k not in touching and areas[k] >= SPECK_MM2]
    largest = max((areas[k] for k in inner), default=0.0)
    over = max((areas[k] for k in touching), default=0.0)
    if over > OVER_EDGE_MM2 and (sheet_edge or largest < LARGE_MM2) and over > 0.3 * largest:
        raise RefusedError(Refused.OVER_THE_EDGE)
    if len(inner) > MANY and largest < 0.5 * sum(areas[k] for k in inner):
        raise RefusedError(Refused.MANY_MARKS)
    if largest < LARGE_MM2:
        raise RefusedError(Refused.MANY_MARKS if len(inner) > MANY / 2 else Refused.BLANK)
    kept = np.where(np.isin(labels, inner), 255, 0).astype(np.uint8)
    large = [k for k in inner if areas[k] >= LARGE_MM2]
    return _split(kept, np.isin(labels, large))


def _touching(labels: np.ndarray, dark: Darkness) -> set[int]:
    """Marks that run into the edge of what is seen."""
    ring = cv2.erode(dark.there.astype(np.uint8), np.ones((5, 5), np.uint8)) == 0
    ring[:2], ring[-2:], ring[:, :2], ring[:, -2:] = True, True, True, True
    return {int(k) for k in np.unique(labels[ring]) if k}


def _split(mask: Pixels, large: np.ndarray) -> list[Pixels]:
    """One print, or two where the large marks are together too wide for one."""
    points = np.column_stack(np.nonzero(large)[::-1]).astype(np.float32)
    (_, _), (first, second), angle = cv2.minAreaRect(points)
    if min(first, second) / PER_MM <= ONE_FOOT_WIDE_MM:
        return [mask]
    middle = points.mean(axis=0).astype(np.float64)
    best: tuple[float, list[Pixels]] | None = None
    for along in (
        (0.0, 90.0)
        if max(first, second) < SQUARE * min(first, second)
        else ((90.0,) if first < second else (0.0,))
    ):
        cost, across, at = _cut(points, middle, np.deg2rad(angle + along))
        halves = _by_side(mask, middle, across, at)
        cost += 1e4 * sum(not _long(half) for half in halves) + 1e5 * (len(halves) != 2)
        if best is None or cost < best[0]:
            best = (cost, halves)
    return [mask] if best is None or not best[1] else best[1]


def _cut(points: NDArray[np.float32], middle: Points, turn: float) -> tuple[float, Points, float]:
    """The line near the middle that cuts through fewest marks: pixels cut, its normal, place."""
    found: list[tuple[float, Points, float]] = []
    for lean in np.deg2rad(np.arange(-12.0, 12.5, 2.0)):
        across = np.array([-np.sin(turn + lean), np.cos(turn + lean)])
        place = (points - middle) @ across / PER_MM
        counts, edges = np.histogram(place, bins=np.arange(-30.0, 31.0, 1.0))
        cost = counts + 2 * np.abs(edges[:-1])
        k = int(cost.argmin())
        found.append((float(cost[k]), across, float(edges[k] + 0.5)))
    return min(found, key=lambda one: one[0])


def _long(half: Pixels) -> bool:
    """Whether it is as much longer than wide as a print."""
    points = np.column_stack(np.nonzero(half)[::-1]).astype(np.float32)
    _, (first, second), _ = cv2.minAreaRect(points)
    return max(first, second) > 1.5 * min(first, second)


def _by_side(mask: Pixels, middle: Points, across: Points, at: float) -> list[Pixels]:
    """Marks by the side of the line on which most of each lies; the left one first."""
    rows, columns = np.nonzero(mask)
    place = (np.column_stack([columns, rows]) - middle) @ across / PER_MM
    cut = np.zeros(mask.shape, np.uint8)
    beyond = place > at
    halves = []
    for side in (beyond, ~beyond):
        half = cut.copy()
        half[rows[side], columns[side]] = 255
        if side.sum() / PER_MM**2 > LARGE_MM2:
            halves.append(half)
    return sorted(halves, key=lambda half: float(np.nonzero(half)[1].mean()))
