"""Trunk lean: the line from hips to shoulders against the picture's upright; forward is more."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    times = np.linspace(stride.strike_s, stride.end_s, 50, endpoint=False)
    return float(np.mean(trunk_lean(gait, times)))


def trunk_lean(gait: Gait, times: np.ndarray) -> np.ndarray:
    """Degrees forward at each moment."""
    trunk = gait.middle("shoulder", times) - gait.middle("hip", times)
    return np.asarray(np.degrees(np.arctan2(gait.facing * trunk[..., 0], -trunk[..., 1])))


MEASURE = FormMeasure("trunk_lean_deg", SIDE, _of, sided=False, place=40)
