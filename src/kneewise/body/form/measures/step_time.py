"""Step time: from the middle of this foot's stance to the other's, in milliseconds."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import ANY, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    del gait  # the stride says it
    return None if stride.other_mid_s is None else 1000.0 * (stride.other_mid_s - stride.mid_s)


MEASURE = FormMeasure("step_time_ms", ANY, _of, place=11)
