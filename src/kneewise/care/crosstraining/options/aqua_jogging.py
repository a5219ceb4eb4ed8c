"""Running in deep water with a belt: no ground, no impact."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval

OPTION = Option(
    name="aqua_jogging",
    ease=0,
    share=Interval(0.5, 0.75, 1.0),
)
