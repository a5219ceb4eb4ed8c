"""Clots, a limb that is short of blood, pressed nerves, chest signs, broken-down muscle."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import Aged, Within, all_of, any_of, said
from kneewise.model.advice import Urgency

_CLOT_RISK = any_of(
    said("calf_risk"),
    said("pregnancy", "pregnant"),
    Within("birth_on", 84),
    Within("knee_operation_on", 84),
    said("drugs", "pill-or-hrt"),
    said("health", "cancer-ever"),
    Aged(least=60),
)

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="chest",
        cases=(Case(said("chest"), Urgency.EMERGENCY_NUMBER),),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="limb",
        cases=(Case(said("limb"), Urgency.EMERGENCY_NUMBER),),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="back",
        cases=(Case(said("back"), Urgency.EMERGENCY_NUMBER),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="foot_drop",
        cases=(Case(said("foot_drop"), Urgency.EMERGENCY_TODAY),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="clot",
        cases=(
            Case(
                any_of(
                    said("calf", "newly-swollen"),
                    all_of(said("calf", "pain"), any_of(said("calf", "warm"), _CLOT_RISK)),
                ),
                Urgency.TODAY,
            ),
        ),
        avoid=("leave",),
    ),
    SignFlag(
        id="muscle_breakdown",
        cases=(Case(said("muscle"), Urgency.EMERGENCY_TODAY),),
        avoid=("leave",),
    ),
)
"""`back` asks no back or leg pain beside its signs: who does this check has a sore leg."""
