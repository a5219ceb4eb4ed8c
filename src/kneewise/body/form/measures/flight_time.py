"""Flight time: half a stride less the contact, in milliseconds. A proxy, as contact is."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    return 1000.0 * (stride.seconds / 2 - (stride.off_s - stride.strike_s))


MEASURE = FormMeasure("flight_ms", SIDE, _of, place=21)
