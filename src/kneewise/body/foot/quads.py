"""Things with four straight edges in a picture, found in colour and edges, and how sure they are.

A candidate comes from any of several ways of cutting the picture up; what decides is whether a
step of colour runs along all four of its sides, and whether a rectangle can look like that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from kneewise.body.foot.edges import Floats, Points, profiles, refined
from kneewise.body.foot.opening import Pixels

SEARCH_PX = 700
"""The longer side on which candidates are looked for; corners are set on the larger picture."""

FOCALS = (0.62, 0.75, 0.95, 1.25)
"""Focal lengths tried, in longer sides: phones take pictures with 0.7 to 0.8, with zoom more."""

_SHIFT, _SCALE = np.array([0.0, 64.0, 64.0]), np.array([2.55, 2.0, 2.0])

SKEW_OFF = 0.13
"""Our choice: how far right angles may be off through a lens, as a cosine."""

STEP = 7.0
"""Our choice: a step in Lab below it is paper's own unevenness at this scale."""


@dataclass(frozen=True, slots=True)
class Quad:
    """Four corners in pixels, in order round it, and how well it passes for a rectangle.

    `support` is the share of its edge along which colour changes; `shapes` are long over short
    side and the cosine between them under each of `FOCALS`.
    """

    corners: Points
    support: float
    shapes: tuple[tuple[float, float], ...]

    def off(self, aspect: float) -> float:
        """How far its sides are from such a rectangle's, under the focal length that fits best.

        Infinite where they are under none at right angles.
        """
        away = [abs(one / aspect - 1) for one, skew in self.shapes if skew <= SKEW_OFF]
        return min((float(one) for one in away), default=float("inf"))

    @property
    def area(self) -> float:
        """In square pixels."""
        return abs(float(cv2.contourArea(self.corners.astype(np.float32))))


@dataclass(frozen=True)
class Seen:
    """A picture in Lab, smoothed, at the size on which quads are looked for."""

    rgb: Pixels

    @cached_property
    def scale(self) -> float:
        """Small pixels per pixel of the picture."""
        return min(1.0, SEARCH_PX / int(max(self.rgb.shape[:2])))

    @cached_property
    def lab(self) -> Floats:
        """Lightness 0-100, and the two colour axes."""
        size = (round(self.rgb.shape[1] * self.scale), round(self.rgb.shape[0] * self.scale))
        small = cv2.resize(self.rgb, size, interpolation=cv2.INTER_AREA)
        small = cv2.bilateralFilter(small, 5, 25, 3)
        return np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))

    @cached_property
    def full_lab(self) -> Floats:
        """The same at the picture's own size, against which corners are set."""
        smooth = cv2.GaussianBlur(self.rgb, (0, 0), 1.2)
        return np.asarray(cv2.cvtColor(smooth.astype(np.float32) / 255, cv2.COLOR_RGB2LAB))


def find_quads(seen: Seen, least_share: float, most_share: float = 1.0) -> list[Quad]:
    """Quads that cover so much of the picture, each with its support; in no order."""
    high, wide = seen.lab.shape[:2]
    whole = float(high * wide)
    found: list[Quad] = []
    kept: list[Points] = []
    for corners in _candidates(seen, least_share * whole, most_share * whole):
        if any(np.abs(corners - known).max() < 0.012 * max(high, wide) for known in kept):
            continue
        kept.append(corners)
        quad = judged(seen.lab, corners, (wide, high))
        if quad is not None:
            found.append(quad)
    return [Quad(quad.corners / seen.scale, quad.support, quad.shapes) for quad in found]


def judged(lab: Floats, corners: Points, size: tuple[int, int]) -> Quad | None:
    """The quad of these corners with its support and shape; None for what is no quad."""
    found = [corners]
    nearer, sd = refined(lab, corners, (12.0,))
    if sd < 3.0:
        found.append(nearer)
    best = max(((_support(lab, one), k) for k, one in enumerate(found)), default=(0.0, 0))
    shapes = rectangles_of(found[best[1]], size)
    return Quad(found[best[1]], best[0], shapes) if shapes else None


def _candidates(seen: Seen, least: float, most: float) -> Iterator[Points]:
    for mask in _masks(seen.lab):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            if len(contour) < 4 or cv2.arcLength(contour, closed=True) < 3 * np.sqrt(least):
                continue
            hull = cv2.convexHull(contour)
            area = cv2.contourArea(hull)
            if not least <= area <= most or len(hull) < 4:
                continue
            quad = np.asarray(cv2.approxPolyN(hull, 4), dtype=np.float64).reshape(-1, 2)
            if len(quad) == 4 and cv2.contourArea(quad.astype(np.float32)) <= 1.15 * area:
                yield in_order(quad)


def _masks(lab: Floats) -> Iterator[Pixels]:
    """Ways to cut a picture up: edges at two strengths, levels, colours, and unlike the rim."""
    kernel = np.ones((3, 3), np.uint8)
    shifted = np.clip((lab + _SHIFT) * _SCALE, 0, 255).astype(np.uint8)
    for low, high in ((12, 30), (30, 70)):
        edges = np.zeros(lab.shape[:2], np.uint8)
        for channel in range(3):
            edges |= np.asarray(cv2.Canny(shifted[..., channel].copy(), low, high), np.uint8)
        yield np.asarray(cv2.dilate(edges, kernel), np.uint8)
    for distance in (*_channels(lab), *_unlike_rim(lab)):
        level, _ = cv2.threshold(distance, 0, 255, cv2.THRESH_OTSU)
        for at in {int(level), int(0.6 * level), int(min(1.3 * level, 250))}:
            above = np.where(distance > at, 255, 0).astype(np.uint8)
            for mask in (above, 255 - above):
                yield np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5))), np.uint8)


def _channels(lab: Floats) -> Iterable[Pixels]:
    yield np.clip(lab[..., 0] * 2.55, 0, 255).astype(np.uint8)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    yield np.clip(chroma * 4, 0, 255).astype(np.uint8)
    for channel in (1, 2):
        yield np.clip(128 + 3 * lab[..., channel], 0, 255).astype(np.uint8)


def _unlike_rim(lab: Floats) -> Iterable[Pixels]:
    """How far each colour is from the picture's rim, where the table shows."""
    rim = np.vstack([lab[:8].reshape(-1, 3), lab[-8:].reshape(-1, 3)])
    rim = np.vstack([rim, lab[:, :8].reshape(-1, 3), lab[:, -8:].reshape(-1, 3)])
    middle = np.median(rim, axis=0)
    away = np.abs(lab - middle)
    yield np.clip(4 * np.sqrt((away[..., 1:] ** 2).sum(axis=-1)), 0, 255).astype(np.uint8)
    yield np.clip(3 * np.sqrt((away**2).sum(axis=-1)), 0, 255).astype(np.uint8)


def in_order(corners: Points) -> Points:
    """Corners in turn round their middle, the first side the shorter one where it is clear."""
    middle = corners.mean(axis=0)
    turn = np.arctan2(*(corners - middle).T[::-1])
    ordered = corners[np.argsort(turn)]
    sides = np.linalg.norm(np.roll(ordered, -1, axis=0) - ordered, axis=1)
    return np.roll(ordered, -1, axis=0) if sides[0] + sides[2] > sides[1] + sides[3] else ordered


def rectangles_of(corners: Points, size: tuple[int, int]) -> tuple[tuple[float, float], ...]:
    """(long over short side, cosine between them) of the rectangle that looks like this.

    A plane's two axes are known from four corners up to the focal length: one pair for each of
    `FOCALS`; nothing for what is no plane.
    """
    square = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    middle = np.array(size, dtype=np.float64) / 2
    matrix = cv2.getPerspectiveTransform(square, (corners - middle).astype(np.float32))
    found = []
    for focal in FOCALS:
        lens = np.diag([1.0, 1.0, focal * max(size)])
        first, second = (lens @ matrix[:, 0], lens @ matrix[:, 1])
        long, short = float(np.linalg.norm(second)), float(np.linalg.norm(first))
        if min(long, short) > 0 and np.isfinite(long * short):
            skew = abs(float(first @ second)) / (long * short)
            found.append((max(long, short) / min(long, short), skew))
    return tuple(found)


def _support(lab: Floats, corners: Points) -> float:
    """Share of the edge along which colour steps within a few pixels, the poorest side's."""
    shares = []
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        profile, _ = profiles(lab, start, end, count=48, reach=5, span=(0.04, 0.96))
        jump = np.linalg.norm(profile[:, -3:].mean(axis=1) - profile[:, :3].mean(axis=1), axis=1)
        steps = np.linalg.norm(np.diff(profile, axis=1), axis=2).max(axis=1)
        shares.append(float(((jump > STEP) & (steps > STEP / 3)).mean()))
    return 0.5 * min(shares) + 0.5 * float(np.mean(shares))
