"""From a photo to arch indices, each with what its cutting-out could have made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from kneewise.body.foot import drawing
from kneewise.body.foot.edges import Points
from kneewise.body.foot.groups import feet_in
from kneewise.body.foot.judging import SHAPES, better_said, judge_paper, judge_print
from kneewise.body.foot.opening import Photo, Pixels, open_photo
from kneewise.body.foot.paper import PER_MM as FINE_PER_MM
from kneewise.body.foot.paper import darkness, level_of, print_mask, rectify
from kneewise.body.foot.sheet import Plane, find_plane
from kneewise.body.foot.thirds import Laid, Thirds, body_points, lay, thirds_of, widths
from kneewise.body.foot.toes import PER_MM, take_apart
from kneewise.body.foot.types import Print, Reading, Refused, RefusedError, Sheet
from kneewise.model.effect import Z90, Interval

SHARES = (0.38, 0.44, 0.5, 0.56, 0.62)
"""Where between paper and print the edge may be put; 0.5 is the estimate."""

ROUNDINGS_MM = (9.0, 12.0, 14.0)
DRAWS = 160
AXIS_SD = np.deg2rad(2.5)
"""Our choice: the middle of a heel and a toe's tip are set to some 5 mm on 230."""

CORNER_SD_MM = 0.35
"""Our choice: a sheet never lies quite flat; on top of what the lines through its edges say."""

CARD_SD_MM = 0.08
"""Our choice: a bank card is stiff and cut to 0.1 mm."""

SPREAD_SD_MM = 0.45
"""Our choice: water and ink run this far beyond the skin, or fall short of it."""

WIDENED = 0.8
LEAST_SD = 0.003
"""Measured by `python -m validation.footprint`: so that 90 % intervals hold the truth."""

WIDEST = 0.12
"""Our choice: an interval that is wider says nothing about an arch."""


def measure(data: bytes, sheet: Sheet, *, picture: bool = False) -> Reading:
    """The prints of a photo; with `picture` the sheet from above with what was found."""
    try:
        photo = open_photo(data)
    except RefusedError as error:
        return Reading(refused=error.reason)
    try:
        return _measured(photo, sheet, picture=picture)
    except RefusedError as error:
        negative = error.reason in SHAPES and _is_negative(photo, sheet)
        return Reading(refused=Refused.LIGHT_ON_DARK if negative else error.reason)


def _is_negative(photo: Photo, sheet: Sheet) -> bool:
    """Whether there is a print once light and dark are exchanged, sheet and all."""
    try:
        return bool(_measured(replace(photo, rgb=255 - photo.rgb), sheet, picture=False).prints)
    except RefusedError:
        return False


def _measured(photo: Photo, sheet: Sheet, *, picture: bool) -> Reading:
    plane = find_plane(photo, sheet)
    seen = rectify(photo, plane)
    dark = judge_paper(seen, darkness(seen))
    level = level_of(dark)
    masks = {share: print_mask(dark, level, share) for share in SHARES}
    prints: list[Print] = []
    left_out: list[Refused] = []
    try:
        for foot in feet_in(masks[0.5], dark, sheet_edge=not sheet_is_card(plane)):
            try:
                prints.append(_one(foot, masks, plane))
            except RefusedError as error:
                left_out.append(error.reason)
    except RefusedError as error:
        left_out.append(error.reason)
    if not prints:
        raise RefusedError(better_said(left_out[0], seen, dark))
    return Reading(
        prints=tuple(prints),
        left_out=tuple(left_out),
        sheet=plane.sheet,
        scanned=plane.scanned,
        other_sheet=plane.other,
        png=drawing.png(seen.rgb, prints, FINE_PER_MM) if picture else None,
        svg=drawing.svg(seen.rgb, prints, FINE_PER_MM) if picture else None,
    )


def sheet_is_card(plane: Plane) -> bool:
    """Whether the print lies beside what was found, and not on it."""
    return plane.sheet is Sheet.CARD


@dataclass(frozen=True, slots=True)
class _Cut:
    """One way to cut the print out: its pixels in mm, and how it lies."""

    points: Points
    laid: Laid


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of the sheet around one print, on the coarser pixels it is taken apart on."""

    rows: slice
    columns: slice

    @property
    def low_mm(self) -> Points:
        """Its first corner on the sheet."""
        return np.array([self.columns.start, self.rows.start]) / FINE_PER_MM

    def cut(self, mask: Pixels) -> Pixels:
        """What of a mask lies in it."""
        part = mask[self.rows, self.columns]
        share = PER_MM / FINE_PER_MM
        size = (round(part.shape[1] * share), round(part.shape[0] * share))
        small = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
        return np.where(small >= 128, 255, 0).astype(np.uint8)


def _window(foot: Pixels) -> _Window:
    left, top, wide, high = cv2.boundingRect(foot)
    around = 24
    return _Window(
        slice(max(top - around, 0), top + high + around),
        slice(max(left - around, 0), left + wide + around),
    )


def _one(foot: Pixels, masks: dict[float, Pixels], plane: Plane) -> Print:
    window = _window(foot)
    apart = take_apart(window.cut(foot))
    laid = lay(apart)
    points = body_points(apart)
    whole = thirds_of(points, laid.axis)
    ball, heel = widths(points, laid)
    judge_print(apart, whole, (ball, heel))
    cuts = _cuts(foot, masks, window)
    interval = _interval(whole, cuts, plane)
    if interval.high - interval.low > WIDEST:
        raise RefusedError(Refused.TOO_UNSURE)
    return Print(
        arch_index=interval,
        side=laid.side,
        length_mm=whole.length,
        ball_mm=ball,
        heel_mm=heel,
        toes_seen=len(apart.toes),
        outline=drawing.outline_of(apart, laid, whole, window.low_mm),
    )


def _cuts(foot: Pixels, masks: dict[float, Pixels], window: _Window) -> list[_Cut]:
    """The print cut out at other levels, its front edge smoothed more and less."""
    around = cv2.dilate(foot, np.ones((15, 15), np.uint8))
    found = []
    for share, mask in masks.items():
        own = np.minimum(mask, around)
        for rounding in ROUNDINGS_MM if share == 0.5 else (12.0,):
            try:
                apart = take_apart(window.cut(own), rounding_mm=rounding)
                points = body_points(apart) + window.low_mm
                found.append(_Cut(points, lay(apart)))
            except RefusedError:
                continue
    return found


def _interval(whole: Thirds, cuts: list[_Cut], plane: Plane) -> Interval:
    """5th and 95th percentile over other cuts, axes, corners and edges, about the estimate."""
    rng = np.random.default_rng(20)  # the same photo gives the same interval
    drawn = []
    for k in range(DRAWS):
        cut = cuts[k % len(cuts)]
        turn = float(rng.normal(0, AXIS_SD))
        axis = np.array(
            [
                np.cos(turn) * cut.laid.axis[0] - np.sin(turn) * cut.laid.axis[1],
                np.sin(turn) * cut.laid.axis[0] + np.cos(turn) * cut.laid.axis[1],
            ]
        )
        moved, weights = _other_plane(cut.points[::3], plane, rng)
        drawn.append(thirds_of(moved, axis, weights).index + _spread(whole, rng))
    middle = whole.index
    away = np.sqrt((np.array(drawn) - middle).var() + (np.mean(drawn) - middle) ** 2)
    half = Z90 * max(WIDENED * float(away), LEAST_SD)
    return Interval(max(middle - half, 0.0), middle, middle + half)


def _other_plane(points: Points, plane: Plane, rng: np.random.Generator) -> tuple[Points, Points]:
    """The pixels as they would lie with corners set a little elsewhere, and their areas."""
    scale = np.sqrt(
        abs(float(cv2.contourArea(plane.corners_px.astype(np.float32))))
        / abs(float(cv2.contourArea(plane.corners_mm.astype(np.float32))))
    )
    flat = CARD_SD_MM if sheet_is_card(plane) else CORNER_SD_MM
    sd = 0.2 if plane.scanned else float(np.hypot(plane.corner_sd_px / scale, flat))
    moved = plane.corners_mm + rng.normal(0, sd, (4, 2))
    matrix = cv2.getPerspectiveTransform(
        (plane.corners_mm - plane.low_mm).astype(np.float32),
        (moved - plane.low_mm).astype(np.float32),
    )
    there = cv2.perspectiveTransform(points[None], matrix)[0]
    depth = points @ matrix[2, :2] + matrix[2, 2]
    return there, np.abs(np.linalg.det(matrix) / depth**3)


def _spread(whole: Thirds, rng: np.random.Generator) -> float:
    """What an edge that runs out by part of a millimetre does to the index."""
    total = sum(whole.areas)
    out = float(rng.normal(0, SPREAD_SD_MM))
    grown = 2 * whole.length / 3 * out  # two edges of the middle third
    around = 2.6 * whole.length * out
    return (whole.areas[1] + grown) / (total + around) - whole.index
