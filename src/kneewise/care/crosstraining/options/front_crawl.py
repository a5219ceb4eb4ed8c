"""Front crawl with a flutter kick, or a pull buoy and no kick at all."""

from __future__ import annotations

from kneewise.care.crosstraining.option import Option
from kneewise.model.effect import Interval
from kneewise.model.sport import Sport

OPTION = Option(
    name="front_crawl",
    ease=0,
    share=Interval(0.3, 0.5, 0.7),
    sports=(Sport.SWIMMING,),
)
