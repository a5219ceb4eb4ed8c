"""Strength for hip and core, the knee bent little."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="strength",
    ease=1,
    share=Interval(0.0, 0.05, 0.2),
    sports=(Sport.STRENGTH,),
)
