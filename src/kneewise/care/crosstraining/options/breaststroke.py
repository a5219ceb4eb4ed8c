"""Breaststroke: its whip kick strains the inner side of the knee."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option, Trait
from kneewise.model.effect import Interval

OPTION = Option(
    name="breaststroke",
    ease=2,
    share=Interval(0.3, 0.5, 0.7),
    traits=frozenset({Trait.WHIP_KICK, Trait.TWIST}),
)
