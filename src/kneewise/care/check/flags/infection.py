"""A hot, swollen or infected joint (BSR2006: counts as septic until shown otherwise)."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import CHILD, Within, all_of, any_of, said, two_of
from kneewise.model.advice import Urgency

_WARM_OR_SWOLLEN = any_of(said("swollen"), said("warm"))
_UNWELL = said("unwell")
"""Any of its options: who has a cold or flu feels ill (SAFETY.md: "fever, shivering or feeling
ill")."""

_AT_RISK = any_of(
    said("knee_operation", "joint-replacement"),
    Within("knee_operation_on", 365),
    Within("injection_on", 92),
    said("skin", "wound-bite-thorn", "ulcer"),
    said(
        "health",
        "weak-immune-system",
        "diabetes",
        "iv-drugs",
        "alcohol-dependence",
        "rheumatoid-arthritis",
    ),
    said("drugs", "immunosuppressant", "steroids"),
)

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="hot_joint",
        cases=(
            Case(
                two_of(said("warm"), said("red"), said("swollen"), said("stiff")),
                Urgency.EMERGENCY_TODAY,
            ),
        ),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="swollen_and_ill",
        cases=(Case(all_of(said("swollen"), _UNWELL), Urgency.EMERGENCY_TODAY),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="swollen_at_risk",
        cases=(Case(all_of(_WARM_OR_SWOLLEN, _AT_RISK), Urgency.EMERGENCY_TODAY),),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="after_injection",
        cases=(
            Case(
                all_of(
                    said("injection"),
                    any_of(
                        said("injection_reaction"),
                        all_of(said("warm"), any_of(said("swollen"), _UNWELL)),
                    ),
                ),
                Urgency.EMERGENCY_TODAY,
            ),
        ),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="replaced_joint",
        cases=(
            Case(
                all_of(
                    said("knee_operation", "joint-replacement"),
                    any_of(
                        said("pain"),
                        said("warm"),
                        said("swollen"),
                        said("red"),
                        said("skin"),
                    ),
                ),
                Urgency.TODAY,
            ),
        ),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="child_fever",
        cases=(
            Case(
                all_of(CHILD, said("unwell", "fever"), any_of(said("pain"), _WARM_OR_SWOLLEN)),
                Urgency.EMERGENCY_TODAY,
            ),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="spreading_red_skin",
        cases=(Case(said("skin", "spreading-red"), Urgency.TODAY),),
    ),
    SignFlag(
        id="swollen_tick_rash_gout",
        cases=(
            Case(
                all_of(said("swollen"), said("swelling_context"), said("warm")),
                Urgency.TODAY,
                words="hot",
            ),
            Case(all_of(said("swollen"), said("swelling_context")), Urgency.WITHIN_48H),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="numb_and_swollen",
        cases=(
            Case(
                all_of(said("sensation"), any_of(said("foot_warm_swollen"), _WARM_OR_SWOLLEN)),
                Urgency.TODAY,
            ),
        ),
        zero_tolerance=True,
    ),
)
