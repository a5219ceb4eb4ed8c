"""Drugs that change what a sore knee means, inflamed joints, what does not get better."""

from __future__ import annotations

from kneewise.care.check.flag import Case, Flag, SignFlag
from kneewise.care.check.signs import all_of, any_of, said
from kneewise.model.advice import Urgency

FLAGS: tuple[Flag, ...] = (
    SignFlag(
        id="bleeding",
        cases=(
            Case(
                all_of(
                    any_of(said("drugs", "anticoagulant"), said("health", "bleeding-disorder")),
                    any_of(said("swollen"), said("injury")),
                ),
                Urgency.TODAY,
            ),
        ),
        zero_tolerance=True,
    ),
    SignFlag(
        id="fluoroquinolone",
        cases=(
            Case(
                all_of(
                    said("drugs", "fluoroquinolone"),
                    any_of(said("quinolone_signs"), said("pain"), said("swollen"), said("calf")),
                ),
                Urgency.TODAY,
            ),
        ),
    ),
    SignFlag(
        id="inflamed_joints",
        cases=(Case(said("morning"), Urgency.WITHIN_1_WEEK),),
    ),
    SignFlag(
        id="no_better",
        cases=(Case(said("not_better"), Urgency.ROUTINE),),
        stops=False,
    ),
)
