"""Whether the camera stood still, from corners of the background."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.opencv import load_opencv

WIDTH_PX = 320
CORNERS = 60
EVERY_S = 0.1
"""Looked at ten times a second: enough to see a hand move with the runner (our choice)."""

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Steadiness:
    """Takes pictures now and then; `moved` says how far the background went.

    Only corners outside the boxes of people count.
    """

    _before: NDArray[np.uint8] | None = None
    _last_s: float = -1e9
    _steps: list[float] = field(default_factory=list)

    def add(self, at_s: float, rgb: NDArray[np.uint8], people: Sequence[Floats]) -> None:
        """Compare with the picture before, unless that was just now; `people` (33, 2+) in px."""
        if at_s - self._last_s < EVERY_S:
            return
        cv2 = load_opencv()
        scale = WIDTH_PX / rgb.shape[1]
        small = cv2.cvtColor(
            cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA),
            cv2.COLOR_RGB2GRAY,
        )
        if self._before is not None and self._before.shape == small.shape:
            free = _outside(small.shape, people, scale)
            corners = cv2.goodFeaturesToTrack(self._before, CORNERS, 0.02, 6, mask=free)
            if corners is not None and len(corners) >= 8:
                there, found, _ = cv2.calcOpticalFlowPyrLK(self._before, small, corners, None)
                kept = found[:, 0] == 1
                if kept.sum() >= 8:
                    shift = np.median((there - corners)[kept, 0], axis=0)
                    self._steps.append(float(np.linalg.norm(shift)) / WIDTH_PX)
        self._before, self._last_s = small, at_s

    @property
    def moved(self) -> float | None:
        """The usual way of the background in a tenth of a second, as a share of the width.

        None where the background has no corners to hold on to.
        """
        return float(np.median(self._steps)) if len(self._steps) >= 5 else None


def _outside(shape: tuple[int, int], people: Sequence[Floats], scale: float) -> NDArray[np.uint8]:
    free = np.full(shape, 255, dtype=np.uint8)
    for pose in people:
        spots = pose[:, :2] * scale
        low, high = np.nanmin(spots, axis=0), np.nanmax(spots, axis=0)
        room = 0.15 * (high - low)
        (x0, y0), (x1, y1) = np.maximum(low - room, 0).astype(int), (high + room).astype(int)
        free[y0 : max(y1, 0), x0 : max(x1, 0)] = 0
    return free
