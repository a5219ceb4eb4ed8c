"""After an injury: broken, torn, out of place, bleeding into the joint, locked."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import CHILD, Aged, all_of, any_of, said
from kneewise.model.advice import Urgency

_OTTAWA = any_of(
    Aged(least=55),
    said("tender_kneecap"),
    said("tender_fibula"),
    said("bend_90"),
    said("weight_twice"),
)
"""BACHMANN2004: any of the five; "isolated" is dropped, which is the stricter reading."""

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="cant_walk_or_move",
        cases=(Case(said("unable"), Urgency.EMERGENCY_TODAY),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="out_of_place",
        cases=(
            Case(
                said(
                    "injury",
                    "out-of-place",
                    "out-of-shape",
                    "jumped-out-and-back",
                    "fall-from-height",
                    "crash",
                ),
                Urgency.EMERGENCY_NUMBER,
            ),
        ),
        zero_tolerance=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="fast_swelling",
        cases=(
            Case(
                any_of(
                    all_of(said("injury"), said("swelling_speed", "within-4-hours")),
                    said("tense"),
                ),
                Urgency.EMERGENCY_TODAY,
            ),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="extensor",
        cases=(Case(said("extensor"), Urgency.EMERGENCY_TODAY),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="true_lock",
        cases=(
            Case(all_of(said("locked"), CHILD), Urgency.EMERGENCY_TODAY, words="child"),
            Case(said("locked"), Urgency.WITHIN_72H),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="twist",
        cases=(
            Case(
                any_of(
                    all_of(
                        said("injury", "twist", "pop"), any_of(said("swollen"), said("giving_way"))
                    ),
                    said("injury", "kneecap-slipped-and-back"),
                ),
                Urgency.WITHIN_48H,
            ),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="ottawa",
        cases=(Case(all_of(said("injury"), _OTTAWA), Urgency.TODAY),),
        zero_tolerance=True,
    ),
    SignFlag(
        id="giving_way",
        cases=(Case(said("giving_way"), Urgency.WITHIN_2_WEEKS),),
    ),
    SignFlag(
        id="swelling",
        cases=(Case(said("swollen"), Urgency.WITHIN_1_WEEK),),
        zero_tolerance=True,
    ),
)
"""`giving_way` and `swelling` are rows for knees without an injury; they hold with one as well,
where a more urgent flag is raised beside them."""
