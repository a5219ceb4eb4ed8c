"""Straight edges in a picture, to part of a pixel: where colour steps across a line."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Floats = NDArray[np.float32]


def refined(
    lab: Floats,
    corners: Points,
    reaches: tuple[float, ...],
    span: tuple[float, float] = (0.05, 0.95),
) -> tuple[Points, float]:
    """Corners where straight lines through the steps of colour meet; and their sd in pixels.

    `reaches` are how far from an edge its step is looked for, in pixels, one round each. Where no
    lines are found the corners come back as they were, with an sd of 3.
    """
    sd = 1.0
    for pixels in reaches:
        lines, errors = [], []
        for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            points = _steps(lab, start, end, pixels, span)
            line, error = _line(points)
            lines.append(line)
            errors.append(error)
        found = np.array([_meet(lines[k - 1], lines[k]) for k in range(4)])
        if not np.isfinite(found).all() or np.abs(found - corners).max() > 6 * pixels:
            return corners, 3.0
        corners, sd = found, max(0.4, float(np.mean(errors)))
    return corners, sd


def _steps(
    lab: Floats, start: Points, end: Points, reach: float, span: tuple[float, float]
) -> Points:
    """Where colour changes most across an edge, at 120 places along it, to part of a pixel."""
    profile, places = profiles(lab, start, end, count=120, reach=reach, span=span)
    strength = np.linalg.norm(profile[:, 2:] - profile[:, :-2], axis=2)
    peak = strength.argmax(axis=1)
    inner = np.clip(peak, 1, strength.shape[1] - 2)
    row = np.arange(len(strength))
    left, top, right = (strength[row, inner + k] for k in (-1, 0, 1))
    bend = left - 2 * top + right
    part = np.where(np.abs(bend) > 1e-6, 0.5 * (left - right) / np.where(bend == 0, 1, bend), 0)
    offset = inner + 1 + np.clip(part, -1, 1) - reach
    along = (end - start) / np.linalg.norm(end - start)
    across = np.array([-along[1], along[0]])
    good = (strength.max(axis=1) > 3.0) & (peak > 0) & (peak < strength.shape[1] - 1)
    chosen = good if good.sum() >= 20 else np.ones(len(good), dtype=bool)
    found: Points = places[chosen] + offset[chosen, None] * across
    return found


def _line(points: Points) -> tuple[Points, float]:
    """(point, direction) of the line most points lie on, and the sd of its place in pixels."""
    kept = points
    for _ in range(4):
        fit = cv2.fitLine(kept.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
        direction, middle = fit[:2].astype(np.float64), fit[2:].astype(np.float64)
        normal = np.array([-direction[1], direction[0]])
        away = np.abs((points - middle) @ normal)
        limit = max(1.0, 2.5 * float(np.median(away)))
        kept = points[away <= limit]
        if len(kept) < 10:
            kept = points
            break
    spread = float(np.sqrt(np.mean(((kept - middle) @ normal) ** 2)))
    return np.vstack([middle, direction]), spread


def _meet(first: Points, second: Points) -> Points:
    system = np.column_stack([first[1], -second[1]])
    if abs(float(np.linalg.det(system))) < 1e-6:
        return np.array([np.nan, np.nan])
    share = np.linalg.solve(system, second[0] - first[0])
    found: Points = first[0] + share[0] * first[1]
    return found


def profiles(
    lab: Floats,
    start: Points,
    end: Points,
    *,
    count: int,
    reach: float,
    span: tuple[float, float],
) -> tuple[Floats, Points]:
    """Colours across an edge at `count` places along it: (count, steps, 3), and the places."""
    along = (end - start) / max(float(np.linalg.norm(end - start)), 1e-9)
    across = np.array([-along[1], along[0]])
    shares = np.linspace(*span, count)[:, None]
    places = start + shares * (end - start)
    steps = np.arange(-reach, reach + 0.5)
    sampled = places[:, None] + steps[None, :, None] * across
    colours = cv2.remap(
        lab,
        sampled[..., 0].astype(np.float32),
        sampled[..., 1].astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(colours, np.float32), places
