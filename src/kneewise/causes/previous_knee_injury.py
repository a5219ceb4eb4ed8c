"""Previous knee injury: a knee that was hurt before (DESAI2021, MALISOUX2015)."""

from __future__ import annotations

from kneewise.causes.cause import Cause
from kneewise.causes.said_once import SaidOnce
from kneewise.model.exposure import Kind, Timing

CAUSE: Cause = SaidOnce(
    name="previous_knee_injury",
    prior="previous_knee_injury",
    timing=Timing.BEFORE,
    kind=Kind.TRAIT,
    needs=("profile",),
    has_lever=False,
    key="previous_knee_injury",
    answers={"left": 1.0, "right": 1.0, "both": 1.0, "none": 0.0},
)
