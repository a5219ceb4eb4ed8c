"""How much darker than its paper each spot of the sheet is, whatever the light and the shadows.

The paper under the print is not seen, so its brightness is stretched across from where it is:
the membrane with the least bend (Laplace's equation) over what passes for print. What passes is
found first against a closing (the brightest way round a dark thing), then against the membrane,
twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix, diags
from scipy.sparse.linalg import splu

from kneewise.body.foot.opening import Photo, Pixels
from kneewise.body.foot.sheet import Plane
from kneewise.body.foot.types import Sheet

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

PER_MM = 3.0
COARSE_MM = 2.5
"""Side of a cell on which the paper's brightness is stretched."""

DISC_MM = 190.0
"""The closing goes round what no disc of this size fits into; a straight shadow across the print
is then followed to within some 12 mm (our choice)."""

DARK = np.float32(-20.0)

RIM_MM = 2.5
"""Left out along the edge of the sheet: its shadow, and what the corners may be off."""

ROUNDS = 4
BAND_MM = 26.0
"""Bands of a print that a shadow hides at first are closed up to this (our choice)."""


HOLE_MM2 = 18.0
SPECK_MM2 = 22.0
"""Our choice: dry spots of a print are smaller, and a small toe is larger."""

SKIN_SPAN = 0.3
"""Our choice: from red to blue, in logarithms; light skin on white paper spans 0.5 and more."""

STROKE_MM = 2.2
STROKES = 45
"""Our choice: so many thin dark strokes are writing."""

TABLE_LOG = 0.9
"""Our choice: no shadow takes away 60 % of the light."""

FOLLOWS = 4.0
"""How much more the second wish of `_stretched` weighs than the first (our choice)."""

CARD_AROUND_MM = 4.0

LEAST_LOG = 0.03
"""A print must be at least 3 % darker than its paper to be looked for at all (our choice)."""


@dataclass(frozen=True, slots=True)
class Rectified:
    """The sheet from straight above, `PER_MM` pixels a millimetre from `low_mm` on.

    `log` is the natural logarithm of red, green and blue; `there` where there is a picture.
    """

    rgb: Pixels
    log: Floats
    there: Flags
    low_mm: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Darkness:
    """Darkness against the paper, 0 on paper and 1 on the print's own usual level.

    `contrast` is that level as the share of light that the print takes away, `noise` the sd of
    darkness on paper. `rough` marks where it passed for print, `tint` is how much of the logarithm
    of red, green and blue it takes away.
    """

    value: Floats
    there: Flags
    rough: Flags
    contrast: float
    noise: float
    tint: tuple[float, float, float]

    @property
    def like_skin(self) -> bool:
        """Whether it takes away blue most and red least, as skin does and water does not."""
        red, green, blue = self.tint
        return red + 0.08 < green and green + 0.02 < blue and blue - red > SKIN_SPAN


def rectify(photo: Photo, plane: Plane) -> Rectified:
    """The part of the plane that is looked at, from straight above."""
    low, high = np.array(plane.low_mm), np.array(plane.high_mm)
    wide, tall = (int(n) for n in np.ceil((high - low) * PER_MM))
    to_mm = np.array([[1 / PER_MM, 0, low[0]], [0, 1 / PER_MM, low[1]], [0, 0, 1.0]])
    matrix = plane.to_px @ to_mm
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    rgb = np.asarray(cv2.warpPerspective(photo.rgb, matrix, (wide, tall), flags=flags), np.uint8)
    seen = np.full(photo.rgb.shape[:2], 255, np.uint8)
    there = cv2.warpPerspective(seen, matrix, (wide, tall), flags=flags) > 250
    rim = np.zeros((tall, wide), np.uint8)
    edge = int(RIM_MM * PER_MM)
    rim[edge:-edge, edge:-edge] = 1
    there &= rim > 0
    if plane.sheet is Sheet.CARD:
        _hide_card(there, plane)
    smooth = cv2.GaussianBlur(rgb, (0, 0), 0.35 * PER_MM).astype(np.float32)
    log = np.log(np.maximum(smooth, 2.0))
    return Rectified(rgb, np.asarray(log, np.float32), there, plane.low_mm)


def _hide_card(there: Flags, plane: Plane) -> None:
    """What the card covers, and its shadow, is no paper."""
    box = (plane.corners_mm - np.array(plane.low_mm)) * PER_MM
    covered = np.zeros(there.shape, np.uint8)
    cv2.fillConvexPoly(covered, np.rint(box).astype(np.int32), 1)
    size = 2 * round(CARD_AROUND_MM * PER_MM) + 1
    there &= cv2.dilate(covered, np.ones((size, size), np.uint8)) == 0


def darkness(seen: Rectified) -> Darkness | None:
    """How dark each spot is against its paper; None where nothing on it is darker than paper."""
    cells = _cells(seen)
    cells = _Cells(cells.log, _surface(cells))
    grey = cells.log.mean(axis=2)
    drop = _closed(grey, cells.there) - grey
    rough = _rough(drop, cells.there, share=0.5)
    if rough is None:
        return None
    paper = _stretched(cells, rough, BAND_MM)
    for k in range(ROUNDS):
        drop = (paper - cells.log) @ _direction(paper - cells.log, rough)
        rough = _rough(np.asarray(drop, np.float32), cells.there)
        if rough is None:
            return None
        paper = _stretched(cells, rough, BAND_MM if k < 2 else COARSE_MM)
    return _fine(seen, paper, rough)


@dataclass(frozen=True, slots=True)
class _Cells:
    log: Floats
    there: Flags


def _cells(seen: Rectified) -> _Cells:
    """The picture on the coarse grid: the median colour of each cell."""
    step = COARSE_MM * PER_MM
    tall, wide = seen.there.shape
    size = (max(8, round(wide / step)), max(8, round(tall / step)))
    filled = seen.log.copy()
    filled[~seen.there] = np.median(seen.log[seen.there], axis=0) if seen.there.any() else 0.0
    small = cv2.resize(filled, size, interpolation=cv2.INTER_AREA)
    there = cv2.resize(seen.there.astype(np.uint8) * 255, size, interpolation=cv2.INTER_AREA) > 250
    return _Cells(np.asarray(small, np.float32), there)


def _surface(cells: _Cells) -> Flags:
    """Without what is so dark and runs over the edge that it is a table, no shadow on paper."""
    grey = cells.log.mean(axis=2)
    if not cells.there.any():
        return cells.there
    table = (grey < float(np.median(grey[cells.there])) - TABLE_LOG) & cells.there
    _, labels = cv2.connectedComponents((table | ~cells.there).astype(np.uint8))
    outside = np.isin(labels, np.unique(labels[~cells.there])) & (labels > 0)
    rim = cv2.dilate((outside & cells.there).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    return np.asarray(cells.there & ~rim)


def _closed(grey: Floats, there: Flags) -> Floats:
    """The brightest way round everything on the sheet that no large disc fits into.

    What runs off the sheet stays dark: a shadow is no dark thing on it.
    """
    filled = np.where(there, grey, DARK).astype(np.float32)
    filled = np.asarray(cv2.medianBlur(filled, 3), np.float32)
    size = (filled.shape[1] // 2, filled.shape[0] // 2)
    half = cv2.resize(filled, size, interpolation=cv2.INTER_NEAREST)
    pad = round(DISC_MM / COARSE_MM / 2)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (pad | 1, pad | 1))
    edge = cv2.BORDER_CONSTANT
    padded = cv2.copyMakeBorder(half, pad, pad, pad, pad, edge, value=float(DARK))
    closed = cv2.morphologyEx(padded, cv2.MORPH_CLOSE, disc)[pad:-pad, pad:-pad]
    whole = cv2.resize(closed, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.maximum(np.asarray(whole, np.float32), filled)


def _rough(drop: Floats, there: Flags, share: float = 0.35) -> Flags | None:
    """Where it is darker than that share between paper and print; None where nothing is."""
    known = drop[there]
    if known.size < 50:
        return None
    spread = 1.4826 * float(np.median(np.abs(known - np.median(known)))) + 1e-4
    low, high = float(np.percentile(known, 2)), float(np.percentile(known, 99.5))
    if high - max(low, 0.0) < LEAST_LOG:
        return None
    scaled = np.clip((known - low) / (high - low) * 255, 0, 255).astype(np.uint8)
    level, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_OTSU)
    split = low + (level + 0.5) / 255 * (high - low)
    above, below = known[known > split], known[known <= split]
    if above.size < 20 or below.size < 20:
        return None
    paper, dark = float(np.median(below)), float(np.median(above))
    if dark - paper < LEAST_LOG:
        return None
    at = max(paper + share * (dark - paper), min(paper + 2.5 * spread, 0.5 * (paper + dark)))
    return _thick((drop > at) & there)


def _thick(rough: Flags) -> Flags:
    """Without what is thin and long: a fold, the seam of a shadow."""
    flat = rough.astype(np.uint8)
    opened = cv2.morphologyEx(flat, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    return np.asarray(rough & (cv2.dilate(opened, np.ones((5, 5), np.uint8)) > 0))


def _direction(drop: Floats, rough: Flags) -> Floats:
    """Weights of red, green and blue under which the print's drop is strongest against noise."""
    if not rough.any() or rough.all():
        return np.full(3, 1 / 3, np.float32)
    inside = np.median(drop[rough], axis=0)
    noise = drop[~rough].std(axis=0) + 0.004
    weights = np.clip(inside, 0, None) / noise**2
    total = float(weights.sum())
    if total <= 0:
        return np.full(3, 1 / 3, np.float32)
    return np.asarray(weights / total, np.float32)


def _stretched(cells: _Cells, rough: Flags, band_mm: float) -> Floats:
    """The paper's brightness everywhere: as seen where it is seen, stretched where it is not.

    Under the print two wishes are weighed: that the paper's brightness changes little, and, away
    from the print's edge, that it changes as the print's own does (a shadow across it).
    """
    hidden = _hidden(rough, band_mm) | ~cells.there
    out = cells.log.copy()
    count = int(hidden.sum())
    if count in {0, hidden.size}:
        return out
    core = cv2.erode(rough.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    smooth = _smooth_within(cells.log, rough)
    number = np.full(hidden.shape, -1, np.int64)
    number[hidden] = np.arange(count)
    rows, columns = np.nonzero(hidden)
    degree, right = np.zeros(count), np.zeros((count, 3))
    links: list[NDArray[np.float64]] = []
    for down, across in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        row, column = rows + down, columns + across
        inside = (row >= 0) & (row < hidden.shape[0]) & (column >= 0) & (column < hidden.shape[1])
        row = np.clip(row, 0, hidden.shape[0] - 1)
        column = np.clip(column, 0, hidden.shape[1] - 1)
        within = inside & core[rows, columns] & core[row, column]
        weight = np.where(within, 1.0 + FOLLOWS, 1.0) * inside
        degree += weight
        step = smooth[rows, columns] - smooth[row, column]
        right += np.where(within[:, None], FOLLOWS * step, 0.0)
        beside = number[row, column]
        known = inside & (beside < 0)
        right[known] += cells.log[row[known], column[known]]
        free = np.flatnonzero(inside & (beside >= 0))
        links.append(np.column_stack([free, beside[free], -weight[free]]))
    row, column, weight = np.vstack(links).T
    system = coo_matrix((weight, (row.astype(int), column.astype(int))), shape=(count, count))
    out[hidden] = splu(csc_matrix(system + diags(degree + 1e-9))).solve(right)
    return out


def _hidden(rough: Flags, band_mm: float) -> Flags:
    """Where no paper is seen: what passes for print, gaps up to a band's width, a cell around."""
    size = 2 * round(band_mm / 2 / COARSE_MM) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    banded = cv2.morphologyEx(rough.astype(np.uint8), cv2.MORPH_CLOSE, disc)
    return np.asarray(cv2.dilate(banded, np.ones((3, 3), np.uint8)) > 0)


def _smooth_within(log: Floats, rough: Flags) -> Floats:
    """The print's own brightness over 4 mm of it: what is smaller is no shadow."""
    wide = 4.0 / COARSE_MM
    weight = rough.astype(np.float32)
    around = np.maximum(cv2.GaussianBlur(weight, (0, 0), wide), 1e-3)
    amount = cv2.GaussianBlur(log * weight[..., None], (0, 0), wide)
    return np.asarray(amount / around[..., None], np.float32)


def _fine(seen: Rectified, paper: Floats, rough: Flags) -> Darkness | None:
    size = (seen.there.shape[1], seen.there.shape[0])
    full = cv2.resize(paper, size, interpolation=cv2.INTER_CUBIC)
    full = cv2.GaussianBlur(full, (0, 0), 0.6 * COARSE_MM * PER_MM)
    drop = np.asarray(full, np.float32) - seen.log
    about = cv2.resize(rough.astype(np.float32), size, interpolation=cv2.INTER_LINEAR) > 0.5
    about &= seen.there
    core = cv2.erode(about.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0
    far = cv2.dilate(about.astype(np.uint8), np.ones((21, 21), np.uint8)) == 0
    far &= seen.there
    if core.sum() < 500 or far.sum() < 500:
        return None
    weights = _direction(drop[::2, ::2], core[::2, ::2])
    dark = drop @ weights
    level = float(np.median(dark[core]))
    if level < LEAST_LOG:
        return None
    tint = np.median(drop[core], axis=0)
    return Darkness(
        value=np.asarray(dark / level, np.float32),
        there=seen.there,
        rough=about,
        contrast=1 - float(np.exp(-level)),
        noise=float(1.4826 * np.median(np.abs(dark[far] - np.median(dark[far])))) / level,
        tint=(float(tint[0]), float(tint[1]), float(tint[2])),
    )


def written(seen: Rectified) -> bool:
    """Whether the sheet is full of thin dark strokes: writing, or a drawing."""
    grey = seen.log.mean(axis=2)
    size = int(STROKE_MM * PER_MM) | 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    thin = cv2.morphologyEx(grey, cv2.MORPH_BLACKHAT, disc)
    strokes = ((thin > 0.12) & seen.there).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(strokes)
    large = int((stats[1:, cv2.CC_STAT_AREA] >= 1.0 * PER_MM**2).sum())
    return count > 1 and large >= STROKES


def level_of(dark: Darkness) -> Floats:
    """How dark the print is thereabouts: its own darkness, smoothed over 12 mm of it."""
    step = 6  # pixels; 2 mm is fine enough for what changes over 12
    size = (max(4, dark.value.shape[1] // step), max(4, dark.value.shape[0] // step))
    core = cv2.erode(dark.rough.astype(np.uint8), np.ones((7, 7), np.uint8)).astype(np.float32)
    weight = cv2.resize(core, size, interpolation=cv2.INTER_AREA)
    amount = cv2.resize(dark.value * core, size, interpolation=cv2.INTER_AREA)
    wide = 12.0 * PER_MM / step
    around = cv2.GaussianBlur(weight, (0, 0), wide)
    level = cv2.GaussianBlur(amount, (0, 0), wide) / np.maximum(around, 1e-4)
    level = np.where(around > 0.02, np.clip(level, 0.45, 1.6), 1.0).astype(np.float32)
    whole = (dark.value.shape[1], dark.value.shape[0])
    return np.asarray(cv2.resize(level, whole, interpolation=cv2.INTER_LINEAR), np.float32)


def print_mask(dark: Darkness, level: Floats, share: float) -> Pixels:
    """Where the print is: above `share` of its own `level` thereabouts; 255 or 0.

    Halfway (0.5) is where a blurred edge truly lies, and darkness of a print changes from heel
    to arch, so the level is that of its neighbourhood.
    """
    mask = np.where((dark.value > share * level) & dark.there, 255, 0).astype(np.uint8)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
    mask = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, disc), np.uint8)
    return _filled(mask)


def _filled(mask: Pixels) -> Pixels:
    """Without small holes and specks; what lies between ball and two toes is larger than a hole."""
    hole, speck = HOLE_MM2 * PER_MM**2, SPECK_MM2 * PER_MM**2
    out = mask.copy()
    for value, least in ((0, hole), (255, speck)):
        count, labels, stats, _ = cv2.connectedComponentsWithStats(
            (out == value).astype(np.uint8), connectivity=4
        )
        small = np.flatnonzero(stats[:, cv2.CC_STAT_AREA] < least)
        small = small[small > 0]
        if count > 1 and small.size:
            out[np.isin(labels, small)] = 255 - value
    return out
