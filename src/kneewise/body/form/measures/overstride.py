"""Overstride: how far the ankle is ahead of the hips at foot strike, in percent of leg length."""

from __future__ import annotations

from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measure import SIDE, FormMeasure


def _of(gait: Gait, stride: Stride) -> float | None:
    if not gait.seen_side(stride.side):
        return None
    ankle = gait.at(f"{stride.side}_ankle", stride.strike_s)
    ahead = gait.facing * float(ankle[0] - gait.middle("hip", stride.strike_s)[0])
    return 100.0 * ahead / gait.leg_px


MEASURE = FormMeasure("overstride_percent", SIDE, _of, place=33)
