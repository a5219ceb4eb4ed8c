"""Trunk rotation: how far the shoulder line twists against the pelvis line, from end to end.

Seen from the side: shoulders that turn come apart in the picture, shoulder width times the sine of
the turn. From behind the same turn changes the width by 2 %, which no phone sees. Twice the
amplitude of the wave that has the stride's own beat, so that jitter does not add up to a twist.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.gait import HIPS, SHOULDERS, Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure

POINTS = 48


def _of(gait: Gait, stride: Stride) -> float | None:
    times = np.linspace(stride.strike_s, stride.end_s, POINTS, endpoint=False)
    turn = trunk_rotation(gait, times)
    wave = np.exp(-2j * np.pi * np.arange(POINTS) / POINTS)
    return float(4.0 * np.abs(np.mean(turn * wave)))


def trunk_rotation(gait: Gait, times: NDArray[np.float64]) -> NDArray[np.float64]:
    """Degrees of shoulders against pelvis at each moment; the left side ahead is more."""
    return _turn(gait, "shoulder", SHOULDERS, times) - _turn(gait, "hip", HIPS, times)


def _turn(gait: Gait, joint: str, width: float, times: NDArray[np.float64]) -> NDArray[np.float64]:
    apart = gait.at(f"left_{joint}", times)[:, 0] - gait.at(f"right_{joint}", times)[:, 0]
    sine = np.clip(gait.facing * apart / (width * gait.leg_px), -1, 1)
    return np.asarray(np.degrees(np.arcsin(sine)))


MEASURE = FormMeasure("trunk_rotation_deg", SIDE, _of, sided=False, place=41)
