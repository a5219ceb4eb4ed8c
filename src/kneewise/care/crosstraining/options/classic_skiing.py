"""Cross-country skiing in classic style."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="classic_skiing",
    ease=2,
    share=Interval(0.5, 0.7, 0.9),
    traits=frozenset({Trait.FALL}),
    sports=(Sport.CLASSIC_SKIING,),
)
