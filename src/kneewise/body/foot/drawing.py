"""What was found, drawn: outlines in millimetres, and over the sheet from above as a picture."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from kneewise.body.foot.edges import Points
from kneewise.body.foot.opening import Pixels
from kneewise.body.foot.thirds import Laid, Thirds
from kneewise.body.foot.toes import PER_MM, Apart
from kneewise.body.foot.types import Outline, Print

SIMPLE_MM = 0.6
"""Outlines are kept to this: some 100 points a print."""

Line = tuple[tuple[float, float], tuple[float, float]]
TEAL, AMBER, WHITE = (11, 95, 95), (200, 110, 0), (255, 255, 255)


def outline_of(apart: Apart, laid: Laid, whole: Thirds, low_mm: Points) -> Outline:
    """The polygons of a print and the lines that cut it; `low_mm` where its window begins."""
    across = np.array([-laid.axis[1], laid.axis[0]])
    rows, columns = np.nonzero(apart.body)
    place = np.column_stack([columns, rows]) / PER_MM @ across
    low, high = float(place.min()) - 4.0, float(place.max()) + 4.0
    cuts = []
    for k in range(4):
        on_axis = (whole.back + k * whole.length / 3) * laid.axis
        on_axis = on_axis + low_mm
        cuts.append(_line(on_axis + low * across, on_axis + high * across))
    start = laid.heel + (whole.back - float(laid.heel @ laid.axis)) * laid.axis
    end = start + (whole.length + 30.0) * laid.axis
    return Outline(
        body=_polygons(apart.body, low_mm),
        toes=_polygons(apart.toe_mask, low_mm),
        cuts=tuple(cuts),
        axis=_line(start + low_mm, end + low_mm),
    )


def _line(start: Points, end: Points) -> Line:
    first, second = np.round(start, 1), np.round(end, 1)
    return (float(first[0]), float(first[1])), (float(second[0]), float(second[1]))


def _polygons(mask: Pixels, low_mm: Points) -> tuple[tuple[tuple[float, float], ...], ...]:
    contours, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    found = []
    for contour in contours:
        simple = cv2.approxPolyDP(contour, SIMPLE_MM * PER_MM, closed=True).reshape(-1, 2)
        if len(simple) >= 3:
            placed = np.round(simple / PER_MM + low_mm, 1).tolist()
            found.append(tuple((x, y) for x, y in placed))
    return tuple(found)


def png(rgb: Pixels, prints: Sequence[Print], per_mm: float) -> bytes:
    """The sheet from above with outline, thirds and axis, as a PNG file."""
    canvas = rgb.copy()
    for one in prints:
        for polygons, colour in ((one.outline.body, TEAL), (one.outline.toes, AMBER)):
            for polygon in polygons:
                ring = [_pixels(polygon, per_mm)]
                cv2.polylines(canvas, ring, isClosed=True, color=colour, thickness=2)
        for line in (*one.outline.cuts, one.outline.axis):
            ends = _pixels(line, per_mm)
            cv2.line(canvas, ends[0].tolist(), ends[1].tolist(), WHITE, 4, cv2.LINE_AA)
            cv2.line(canvas, ends[0].tolist(), ends[1].tolist(), TEAL, 2, cv2.LINE_AA)
    _, encoded = cv2.imencode(".png", cv2.cvtColor(canvas, cv2.COLOR_RGB2BGR))
    return encoded.tobytes()


def svg(rgb: Pixels, prints: Sequence[Print], per_mm: float) -> str:
    """The same as an SVG file: lines over the sheet, which stands in it as a JPEG."""
    _, encoded = cv2.imencode(
        ".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 85]
    )
    wide, high = rgb.shape[1] / per_mm, rgb.shape[0] / per_mm
    lines = []
    for one in prints:
        for polygons, colour in ((one.outline.body, TEAL), (one.outline.toes, AMBER)):
            lines += [f'<path d="{_path(polygon)}Z" stroke="rgb{colour}"/>' for polygon in polygons]
        lines += [
            f'<path d="{_path(line)}" stroke="rgb{TEAL}"/>'
            for line in (*one.outline.cuts, one.outline.axis)
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.1f} {high:.1f}" '
        f'width="{wide:.1f}mm" height="{high:.1f}mm">'
        f'<image width="{wide:.1f}" height="{high:.1f}" '
        f'href="data:image/jpeg;base64,{b64encode(encoded.tobytes()).decode()}"/>'
        f'<g fill="none" stroke-width="0.7">{"".join(lines)}</g></svg>\n'
    )


def _path(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _pixels(points: Sequence[tuple[float, float]], per_mm: float) -> NDArray[np.int32]:
    return np.rint(np.array(points) * per_mm).astype(np.int32)
