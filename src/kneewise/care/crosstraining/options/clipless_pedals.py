"""Cycling outdoors with clipless pedals: getting out of them twists the knee."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval

OPTION = Option(
    name="clipless_pedals",
    ease=2,
    share=Interval(0.4, 0.6, 0.8),
    traits=frozenset({Trait.FALL, Trait.CLIPLESS, Trait.TWIST}),
)
