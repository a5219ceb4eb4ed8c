"""The elliptical trainer."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="elliptical",
    ease=1,
    share=Interval(0.5, 0.7, 0.9),
    sports=(Sport.ELLIPTICAL,),
)
