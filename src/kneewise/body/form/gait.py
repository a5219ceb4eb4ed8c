"""A run seen from one place: the smoothed track, its scale, and its strides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline

from kneewise.body.form.track import Track
from kneewise.model.diary import Side
from kneewise.model.form import View

Floats = NDArray[np.float64]

SHOULDERS = 0.45
HIPS = 0.21
FOOT = 0.27
"""Distance of the model's shoulders, hips, and heel to toe as shares of leg length (hip to knee
to ankle): the four cameras find 0.45, 0.21 and 0.26, the lab run 0.17 and 0.28 for the last
two. What a share is wrong by is in the errors shown."""


@dataclass(frozen=True, slots=True)
class Stride:
    """From one foot strike to the next of the same foot; seconds of the track's own clock.

    `mid_s` is the middle of the stance, `off_s` when the foot leaves the ground.
    """

    side: Side
    strike_s: float
    mid_s: float
    off_s: float
    end_s: float
    other_mid_s: float | None = None

    @property
    def seconds(self) -> float:
        """How long it takes."""
        return self.end_s - self.strike_s


@dataclass(frozen=True)
class Gait:
    """What measures look at.

    `facing` is 1 where the runner faces the picture's right; `near` the leg nearer to the phone,
    both only in a view from the side. `leg_px` is hip to knee to ankle in pixels.
    """

    track: Track
    view: View
    facing: int
    near: Side | None
    leg_px: float
    strides: tuple[Stride, ...]

    def at(self, landmark: str, times_s: float | Floats) -> Floats:
        """Where a landmark is at one moment or several, (…, 2) in pixels."""
        return np.asarray(self._splines(landmark)(times_s))

    def middle(self, joint: str, times_s: float | Floats) -> Floats:
        """The middle between left and right of a joint."""
        return (self.at(f"left_{joint}", times_s) + self.at(f"right_{joint}", times_s)) / 2

    def _splines(self, landmark: str) -> CubicSpline:
        found = self._known.get(landmark)
        if found is None:
            found = CubicSpline(self.track.times_s, self.track.at(landmark))
            self._known[landmark] = found
        return found

    @cached_property
    def _known(self) -> dict[str, CubicSpline]:
        return {}

    def seen_side(self, side: Side) -> bool:
        """Whether angles of this leg can be read: the far one is hidden in a view from aside."""
        return self.near is None or self.near is side


def leg_length_px(track: Track) -> float:
    """Hip to knee to ankle where the leg shows its whole length: the 90th percentile."""
    lengths = [
        np.linalg.norm(track.at(f"{s}_hip") - track.at(f"{s}_knee"), axis=1)
        + np.linalg.norm(track.at(f"{s}_knee") - track.at(f"{s}_ankle"), axis=1)
        for s in ("left", "right")
    ]
    return float(np.percentile(np.concatenate(lengths), 90))


def near_side(track: Track) -> Side:
    """The leg that hides the other in a view from the side."""
    joints = ("hip", "knee", "ankle", "heel", "toe")
    seen = {
        side: sum(float(np.mean(track.seen[:, index])) for index in _rows(side.value, joints))
        for side in (Side.LEFT, Side.RIGHT)
    }
    return Side.LEFT if seen[Side.LEFT] >= seen[Side.RIGHT] else Side.RIGHT


def _rows(side: str, joints: tuple[str, ...]) -> list[int]:
    from kneewise.body.form.landmarks import LANDMARKS

    return [LANDMARKS.index(f"{side}_{joint}") for joint in joints]
