"""Foot progression: how far the foot points outward in mid-stance.

From behind or in front a foot shows only how far its tip is aside of its heel; with the foot's
length, a usual share of the leg's, that is an angle.
"""

from __future__ import annotations

import numpy as np

from kneewise.body.form.gait import FOOT, Gait, Stride
from kneewise.body.form.measure import ACROSS, FormMeasure
from kneewise.body.form.sideways import outward


def _of(gait: Gait, stride: Stride) -> float | None:
    foot = gait.at(f"{stride.side}_toe", stride.mid_s) - gait.at(
        f"{stride.side}_heel", stride.mid_s
    )
    aside = outward(gait.view, stride.side) * float(foot[0]) / (FOOT * gait.leg_px)
    return float(np.degrees(np.arcsin(np.clip(aside, -1, 1))))


MEASURE = FormMeasure("foot_progression_deg", ACROSS, _of, place=60)
