"""Backstroke with a flutter kick."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval

OPTION = Option(
    name="backstroke",
    ease=0,
    share=Interval(0.3, 0.5, 0.7),
)
