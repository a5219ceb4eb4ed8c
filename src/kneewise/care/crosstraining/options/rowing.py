"""The rowing machine or boat: a deep bend with every stroke."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="rowing",
    ease=2,
    share=Interval(0.4, 0.6, 0.8),
    traits=frozenset({Trait.DEEP_BEND}),
    sports=(Sport.ROWING,),
)
