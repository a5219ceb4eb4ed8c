"""Largest knee flexion while the foot is on the ground."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.events import knee_flexion
from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure

UNTIL = 0.75
"""Towards toe-off the knee may already bend for the swing; the peak of the stance is before."""


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    end = stride.strike_s + UNTIL * (stride.off_s - stride.strike_s)
    return float(knee_flexion(gait, stride.side, np.linspace(stride.strike_s, end, 40)).max())


MEASURE = FormMeasure("knee_peak_deg", SIDE, _of, place=32)
