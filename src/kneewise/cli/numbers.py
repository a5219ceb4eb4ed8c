"""Numbers as a person reads them; see `model/numbers.py`."""

from kneewise.model.numbers import (
    UNKNOWN,
    chance,
    counted,
    day,
    in_hundred,
    load,
    measured,
    ratio,
    share,
)

__all__ = [
    "UNKNOWN",
    "chance",
    "counted",
    "day",
    "in_hundred",
    "load",
    "measured",
    "ratio",
    "share",
]
