"""Pelvic drop: how far the pelvis sinks on the swinging leg's side from strike to mid-stance.

A change within the stride, so that a phone that stands askew takes nothing from it.
"""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import ACROSS, FormMeasure
from kneewise.body.form.sideways import pelvis_tilt


def _of(gait: Gait, stride: Stride) -> float | None:
    tilt = pelvis_tilt(gait, stride.side, [stride.strike_s, stride.mid_s])
    return float(tilt[1] - tilt[0])


MEASURE = FormMeasure("pelvic_drop_deg", ACROSS, _of, place=61)
