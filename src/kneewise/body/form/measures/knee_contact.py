"""Knee flexion at foot strike."""

from __future__ import annotations

from kneewise.body.form.events import knee_flexion
from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    return float(knee_flexion(gait, stride.side, stride.strike_s))


MEASURE = FormMeasure("knee_contact_deg", SIDE, _of, place=31)
