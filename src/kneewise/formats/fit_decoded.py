"""What a FIT decoder hands on: record columns, small messages, and nothing of its library."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.formats.fit_parts import Part
from kneewise.formats.fit_scan import Message
from kneewise.model.problem import Problem

Column = NDArray[np.float64]

FIT_EPOCH_S = 631_065_600
"""1989-12-31 00:00 UTC, where FIT begins to count, in seconds since 1970."""

NATIVE = frozenset(
    {
        "timestamp",
        "position_lat",
        "position_long",
        "altitude",
        "enhanced_altitude",
        "distance",
        "speed",
        "enhanced_speed",
        "heart_rate",
        "cadence",
        "fractional_cadence",
        "cadence256",
        "power",
        "temperature",
        "stance_time",
        "step_length",
        "vertical_oscillation",
        "vertical_ratio",
        "stance_time_balance",
    }
)
"""Fields of the record message that become sample columns, by their name in the FIT profile."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """One FIT file after decoding.

    `native` and `dev` are equally long float64 columns, one row a record message, NaN where a
    record has no value: `native` by profile name with profile units (`timestamp` in seconds
    since 1970, positions in semicircles), `dev` by the name their maker gave. `messages` are
    the small messages by global number, raw values by field number.
    """

    record_count: int
    native: Mapping[str, Column]
    dev: Mapping[str, Column]
    messages: Mapping[int, Sequence[Message]]
    problems: tuple[Problem, ...] = ()

    def of(self, number: int) -> Sequence[Message]:
        """The small messages of one kind, in the order of the file."""
        return self.messages.get(number, ())


Decoder = Callable[[Part, str], Decoded]
"""Reads one part; the text is the source that its problems name."""
