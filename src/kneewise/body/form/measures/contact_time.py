"""Contact time: from foot strike to toe-off, in milliseconds. A proxy: no force is seen."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    return 1000.0 * (stride.off_s - stride.strike_s)


MEASURE = FormMeasure("contact_ms", SIDE, _of, place=20)
