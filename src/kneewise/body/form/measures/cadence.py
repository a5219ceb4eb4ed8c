"""Cadence: steps a minute, of both feet together."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import ANY, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    del gait  # the stride says it
    return 120.0 / stride.seconds


MEASURE = FormMeasure("cadence_spm", ANY, _of, sided=False, place=10)
