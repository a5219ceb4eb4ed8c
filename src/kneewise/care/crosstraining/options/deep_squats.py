"""Deep squats and lunges."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval

OPTION = Option(
    name="deep_squats",
    ease=3,
    share=Interval(0.0, 0.05, 0.2),
    traits=frozenset({Trait.DEEP_BEND, Trait.TWIST}),
)
