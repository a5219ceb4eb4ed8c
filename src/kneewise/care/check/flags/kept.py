"""Flags of which no more is known than that they were raised: the answer behind was deleted."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import any_of
from kneewise.model.advice import Urgency

_NOTHING = any_of()
"""Never: no question raises them, only what was kept (`kept.py`)."""

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="kept_sign",
        cases=(Case(_NOTHING, Urgency.TODAY),),
        zero_tolerance=True,
        bone=True,
    ),
    SignFlag(
        id="kept_bone",
        cases=(Case(_NOTHING, Urgency.WITHIN_1_WEEK),),
        zero_tolerance=True,
        bone=True,
        avoid=("leave",),
    ),
)
"""`bone` for both: only a doctor's entry clears what nobody can read up any more."""
