"""Walking on the flat."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="walking",
    ease=1,
    share=Interval(0.1, 0.2, 0.4),
    sports=(Sport.WALKING, Sport.HIKING),
)
