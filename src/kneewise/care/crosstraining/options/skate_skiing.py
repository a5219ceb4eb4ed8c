"""Cross-country skiing in skating style."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="skate_skiing",
    ease=3,
    share=Interval(0.5, 0.7, 0.9),
    traits=frozenset({Trait.FALL, Trait.SKATING, Trait.TWIST}),
    sports=(Sport.SKATE_SKIING,),
)
