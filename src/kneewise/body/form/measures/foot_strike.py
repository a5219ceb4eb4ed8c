"""Foot at strike: its angle against its own angle when flat on the ground; toes up is more."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    return _angle(gait, stride, stride.strike_s) - _angle(gait, stride, stride.mid_s)


def _angle(gait: Gait, stride: Stride, at_s: float) -> float:
    foot = gait.at(f"{stride.side}_toe", at_s) - gait.at(f"{stride.side}_heel", at_s)
    return float(np.degrees(np.arctan2(-foot[1], gait.facing * foot[0])))


MEASURE = FormMeasure("foot_strike_deg", SIDE, _of, place=30)
