"""Inline or ice skating."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="skating",
    ease=3,
    share=Interval(0.3, 0.5, 0.7),
    traits=frozenset({Trait.FALL, Trait.SKATING, Trait.DEEP_BEND}),
    sports=(Sport.SKATING,),
)
