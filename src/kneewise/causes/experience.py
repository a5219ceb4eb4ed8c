"""Experience: a novice instead of a recreational runner (COCHRANEPROT)."""

from __future__ import annotations

from kneewise.causes.cause import Cause
from kneewise.causes.said_once import SaidOnce
from kneewise.model.exposure import Kind, Timing

CAUSE: Cause = SaidOnce(
    name="experience",
    prior="novice",
    timing=Timing.BEFORE,
    kind=Kind.TRAIT,
    needs=("profile",),
    has_lever=False,
    key="experience",
    answers={"novice": 1.0, "recreational": 0.0, "experienced": 0.0},
)
