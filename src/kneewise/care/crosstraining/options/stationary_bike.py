"""A bicycle that stands still, with flat pedals."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval

OPTION = Option(
    name="stationary_bike",
    ease=1,
    share=Interval(0.4, 0.6, 0.8),
)
