"""Pictures of prints with their truth: on a sheet, beside a bank card, scanned, two at a time."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from validation.footprint import scenes
from validation.footprint.camera import a_view, encode, photograph, scan
from validation.footprint.scenes import PAPERS, SHEETS, Ink, Plane
from validation.footprint.shapes import Foot, Points, a_foot

KINDS = {"sheet": 0.62, "card": 0.14, "scan": 0.14, "pair": 0.10}


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture as a file, how it came about, and the true index of each foot by side."""

    data: bytes
    kind: str
    sheet: str
    truth: dict[str, float]
    said: dict[str, str]


def a_shot(seed: int, kind: str | None = None) -> Shot:
    """Picture number `seed`: the same bytes every time."""
    rng = np.random.default_rng(seed)
    chosen = kind or str(rng.choice(list(KINDS), p=list(KINDS.values())))
    sheet = "card" if chosen == "card" else str(rng.choice(["a4", "letter"], p=[0.75, 0.25]))
    paper = str(rng.choice(list(PAPERS), p=[0.5, 0.15, 0.1, 0.25]))
    kind_of_ink = "wet" if rng.random() < 0.6 else "ink"
    ink = scenes.an_ink(rng, kind_of_ink)
    said = {"paper": paper, "ink": kind_of_ink}
    plane, said["table"] = scenes.table(rng, paper)
    if chosen == "card":
        return _beside_card(rng, plane, paper, ink, said)
    corners = scenes.corners_of(sheet)
    scenes.paper_on(plane, rng, paper, corners)
    feet = _feet(rng, plane, sheet, ink, two=chosen == "pair")
    if chosen == "scan":
        dpi = float(rng.choice([75, 100, 150]))
        photo = scan(rng, plane, corners, dpi)
        tagged = dpi if rng.random() < 0.6 else None
        return Shot(encode(rng, photo, tagged or 72.0), chosen, sheet, _truth(feet), said)
    said |= scenes.light_on(plane, rng)
    view = a_view(rng, corners, (0.62, 0.93))
    said["tilt"] = f"{view.tilt_degrees:.0f}"
    photo = photograph(rng, plane, view)
    return Shot(encode(rng, photo), chosen, sheet, _truth(feet), said)


def _truth(feet: list[Foot]) -> dict[str, float]:
    return {foot.side: foot.arch_index for foot in feet}


def _feet(rng: np.random.Generator, plane: Plane, sheet: str, ink: Ink, *, two: bool) -> list[Foot]:
    """One print on the sheet, or a left and a right one side by side."""
    wide, high = SHEETS[sheet]
    sides = ["left", "right"] if two else [str(rng.choice(["left", "right"]))]
    feet = []
    for side in sides:
        while True:
            foot = a_foot(rng, side, longest_mm=min(275.0, high - 14))
            across = 0.0 if not two else (-0.25 if side == "left" else 0.25) * wide
            room = 4.0 if two else 12.0
            at = np.array([across + rng.normal(0, 1.0 if two else 5.0), rng.normal(0, 3.0)])
            place = scenes.placed(rng, foot, float(rng.normal(0, 1.5 if two else 5.0)), at)
            if _fits(foot, place, (wide, high), room, across if two else None):
                break
        scenes.print_on(plane, rng, foot, place, ink)
        feet.append(foot)
    return feet


def _fits(
    foot: Foot,
    place: Points,
    size: tuple[float, float],
    room: float,
    across: float | None,
) -> bool:
    """Whether a print lies inside the sheet, and in its own half where there are two."""
    points = scenes.outline_of(foot) @ place[:, :2].T + place[:, 2]
    low, high = points.min(axis=0), points.max(axis=0)
    inside = (np.abs([low, high]) < np.array(size) / 2 - 6.0).all()
    if across is None:
        return bool(inside)
    return bool(inside and (high[0] < -room / 2 if across < 0 else low[0] > room / 2))


def _beside_card(
    rng: np.random.Generator, plane: Plane, paper: str, ink: Ink, said: dict[str, str]
) -> Shot:
    """A print on a large board or floor with a bank card beside it."""
    board = scenes.corners_of("a4") * (1.75, 1.55)
    scenes.paper_on(plane, rng, paper, board)
    side = str(rng.choice(["left", "right"]))
    foot = a_foot(rng, side)
    place = scenes.placed(rng, foot, float(rng.normal(0, 6)), np.array([-45.0, 0.0]))
    scenes.print_on(plane, rng, foot, place, ink)
    at = np.array([75.0, float(rng.uniform(-60, 60))])
    corners = scenes.corners_of("card", float(rng.normal(0, 25)), at)
    _card_on(plane, rng, corners)
    said |= scenes.light_on(plane, rng)
    around = np.array([[-110.0, 150.0], [125.0, 150.0], [125.0, -150.0], [-110.0, -150.0]])
    view = a_view(rng, around, (0.75, 0.93))
    said["tilt"] = f"{view.tilt_degrees:.0f}"
    photo = photograph(rng, plane, view)
    return Shot(encode(rng, photo), "card", "card", _truth([foot]), said)


def _card_on(plane: Plane, rng: np.random.Generator, corners: Points) -> None:
    """A bank card with rounded corners and its stripe, of another colour than the ground."""
    colours = np.array([(0.1, 0.2, 0.5), (0.75, 0.1, 0.15), (0.12, 0.12, 0.13), (0.1, 0.45, 0.3)])
    colour = colours[int(rng.integers(len(colours)))]
    mask = scenes.empty_mask()
    radius = 3.2
    # a rounded box is every point within the radius of a smaller one
    side, up = corners[1] - corners[0], corners[0] - corners[3]
    unit_x, unit_y = side / np.linalg.norm(side), up / np.linalg.norm(up)
    inner = corners + radius * np.array(
        [unit_x - unit_y, -unit_x - unit_y, -unit_x + unit_y, unit_x + unit_y]
    )
    cv2.fillConvexPoly(mask, scenes.to_pixels(inner), 255)
    away = cv2.distanceTransform(255 - mask, cv2.DIST_L2, 5) / scenes.PER_MM
    share = np.clip((radius - away) * scenes.PER_MM + 0.5, 0, 1)[..., None].astype(np.float32)
    painted = np.ones_like(plane) * colour.astype(np.float32)
    stripe = scenes.empty_mask()
    low = scenes.to_pixels(np.array([corners[0] * 0.75 + corners[3] * 0.25]))[0]
    high = scenes.to_pixels(np.array([corners[1] * 0.75 + corners[2] * 0.25]))[0]
    cv2.line(stripe, low.tolist(), high.tolist(), 255, round(8 * scenes.PER_MM))
    painted = np.where(stripe[..., None] > 0, painted * 0.6, painted)
    plane[:] = plane * (1 - share) + painted * share
