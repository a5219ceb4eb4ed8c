"""What a view from behind or in front shows: outward, the tilt of the pelvis, the knee inward."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.gait import Gait
from kneewise.model.diary import Side
from kneewise.model.form import View

Floats = NDArray[np.float64]


def outward(view: View, side: Side) -> int:
    """1 where away from the other leg is the picture's right, else -1."""
    right_of_picture = (side is Side.RIGHT) == (view is View.REAR)
    return 1 if right_of_picture else -1


def pelvis_tilt(gait: Gait, stance: Side, times: Sequence[float] | Floats) -> Floats:
    """Degrees by which the hip of the swinging leg is lower than that of the standing one."""
    at = np.asarray(times, dtype=np.float64)
    swing = "right" if stance is Side.LEFT else "left"
    line = gait.at(f"{swing}_hip", at) - gait.at(f"{stance}_hip", at)
    return np.asarray(np.degrees(np.arctan2(line[:, 1], np.abs(line[:, 0]))))


def knee_inward(gait: Gait, side: Side, times: float | Floats) -> Floats:
    """Degrees by which the knee lies inside the line from hip to ankle in the picture."""
    out = outward(gait.view, side)
    thigh = gait.at(f"{side}_knee", times) - gait.at(f"{side}_hip", times)
    shank = gait.at(f"{side}_ankle", times) - gait.at(f"{side}_knee", times)
    lean_thigh = np.degrees(np.arctan2(-out * thigh[..., 0], thigh[..., 1]))
    lean_shank = np.degrees(np.arctan2(-out * shank[..., 0], shank[..., 1]))
    return np.asarray(lean_thigh - lean_shank)
