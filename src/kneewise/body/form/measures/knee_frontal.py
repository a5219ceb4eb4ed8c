"""Knee frontal projection: the bend of the leg in the picture in mid-stance; inward is more."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import ACROSS, FormMeasure
from kneewise.body.form.sideways import knee_inward


def _of(gait: Gait, stride: Stride) -> float | None:
    return float(knee_inward(gait, stride.side, stride.mid_s))


MEASURE = FormMeasure("knee_frontal_deg", ACROSS, _of, place=62)
