"""Vertical oscillation: how far the hips go up and down in a step, in percent of leg length."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import ANY, FormMeasure

POINTS = 48


def _of(gait: Gait, stride: Stride) -> float | None:
    times = np.linspace(stride.strike_s, stride.end_s, POINTS, endpoint=False)
    height = gait.middle("hip", times)[:, 1]
    steps = np.ptp(height[: POINTS // 2]), np.ptp(height[POINTS // 2 :])
    return 100.0 * float(np.mean(steps)) / gait.leg_px


MEASURE = FormMeasure("vertical_oscillation_percent", ANY, _of, sided=False, place=22)
