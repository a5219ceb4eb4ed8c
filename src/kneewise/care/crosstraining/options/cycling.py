"""Cycling outdoors on flat pedals."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="cycling",
    ease=1,
    share=Interval(0.4, 0.6, 0.8),
    traits=frozenset({Trait.FALL}),
    sports=(Sport.CYCLING,),
)
