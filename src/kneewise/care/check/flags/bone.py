"""Bone: stress injury, femoral neck, subchondral insufficiency, growths, the growing skeleton."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import CHILD, Aged, all_of, any_of, said
from kneewise.model.advice import Urgency
from kneewise.model.diary import Site

INNER = tuple(
    site.value
    for site in (Site.INSIDE, Site.INSIDE_JOINT_LINE, Site.INSIDE_BELOW, Site.INSIDE_KNEECAP_EDGE)
)
"""Points of the knee map that count as the inner side; a coarse "inside" does, too."""

NEW_RUNNER_OR_JUMP = any_of(said("started"), said("load_jump"))

BONE_POINTER = any_of(
    said("bone", "focal-pain"),
    said("rest_night", "rest", "night"),
    said("hop"),
    all_of(said("bone_history"), said("pain")),
)
"""NIVA2006, AFP2007; a previous bone stress injury counts once the knee hurts."""

_WEAK_BONE = any_of(
    Aged(least=50), said("health", "osteoporosis"), said("drugs", "bone-weakening", "steroids")
)

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="groin",
        cases=(Case(said("groin"), Urgency.TODAY),),
        zero_tolerance=True,
        bone=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="bone_stress",
        cases=(
            Case(BONE_POINTER, Urgency.WITHIN_1_WEEK),
            Case(
                all_of(said("site", *INNER), NEW_RUNNER_OR_JUMP, said("easing", "not-easing")),
                Urgency.WITHIN_1_WEEK,
                words="new_inner",
            ),
        ),
        zero_tolerance=True,
        bone=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="subchondral",
        cases=(
            Case(
                all_of(
                    _WEAK_BONE,
                    said("site", *INNER),
                    any_of(said("onset", "sudden"), said("rest_night", "night"), said("limp")),
                ),
                Urgency.WITHIN_1_WEEK,
            ),
        ),
        zero_tolerance=True,
        bone=True,
        avoid=("leave",),
    ),
    SignFlag(
        id="cancer_and_bone_pain",
        cases=(
            Case(all_of(said("health", "cancer-ever"), said("rest_night")), Urgency.WITHIN_1_WEEK),
        ),
        zero_tolerance=True,
        bone=True,
    ),
    SignFlag(
        id="young_bone",
        cases=(Case(all_of(Aged(under=25), said("bone")), Urgency.WITHIN_48H),),
        zero_tolerance=True,
        bone=True,
    ),
    SignFlag(
        id="night_and_loss_or_lump",
        cases=(
            Case(
                any_of(
                    all_of(said("rest_night", "night"), said("loss_or_lump", "unwanted-loss")),
                    said("loss_or_lump", "lump"),
                    said("bone", "lump-or-swelling"),
                ),
                Urgency.WITHIN_1_WEEK,
            ),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="child_signs",
        cases=(
            Case(
                all_of(
                    CHILD,
                    any_of(
                        said("limp"),
                        said("hip_rotation"),
                        said("rest_night", "night"),
                        said("unable"),
                        said("weight_twice"),
                        said("locked"),
                        said("bone", "lump-or-swelling"),
                        said("loss_or_lump", "lump"),
                        said("unwell"),
                    ),
                ),
                Urgency.TODAY,
            ),
        ),
        zero_tolerance=True,
    ),
)
