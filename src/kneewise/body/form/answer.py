"""What came of a clip: measures with their intervals, curves, and what has to be said of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.form import View

CUT_OFF_HZ = 8.0
"""Where the filter begins to take away. The paths of hip, knee and ankle in running hold nearly
all of their power below 6 Hz and the model's jitter has none there to spare; 8 Hz keeps knee
flexion at contact within 1° of what 12 Hz gives on the lab run (our choice, checked there)."""


class Strike(StrEnum):
    """With which part of the foot the ground is met; unclear where the interval spans both."""

    REARFOOT = "rearfoot"
    FORWARD = "forward"  # midfoot or forefoot: no phone keeps the two apart
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure: 90 % interval in the unit its name ends with.

    `again` is the standard deviation of the same measure from a second clip of the same runner,
    strides and phone anew: what a change is held against. `side` is None for both feet together.
    """

    name: str
    side: Side | None
    value: Interval
    again: float
    strides: int
    source: str | None = None

    @property
    def unit(self) -> str:
        """The unit, which the name ends with."""
        return self.name.rpartition("_")[2]


@dataclass(frozen=True, slots=True)
class Difference:
    """Left less right of one measure; `clear` where its 90 % interval is on one side of zero."""

    name: str
    value: Interval

    @property
    def clear(self) -> bool:
        """Whether it is beyond its error."""
        return self.value.low > 0 or self.value.high < 0


@dataclass(frozen=True, slots=True)
class Curve:
    """One angle over the gait cycle: mean and standard deviation between strides, degrees.

    Points are even from foot strike (0 %) to the next strike of the same foot (100 %).
    """

    name: str
    side: Side | None
    mean: tuple[float, ...]
    spread: tuple[float, ...]
    strides: int


@dataclass(frozen=True, slots=True)
class Form:
    """The form of one clip.

    `slow` is how many times slower than life it plays, `slow_found` whether that was found rather
    than said; `near` the leg nearer to the phone in a view from the side; `fps` frames a second
    in real time; `notes` are ids of sentences that limit the result, `others` other people.
    """

    view: View
    seconds: float
    fps: float
    slow: float
    slow_found: bool
    strides: int
    near: Side | None
    others: int
    measured: tuple[Measured, ...]
    curves: tuple[Curve, ...]
    strike: Strike | None
    notes: tuple[str, ...]

    def of(self, name: str, side: Side | None = None) -> Measured | None:
        """One measure by name and side."""
        return next((m for m in self.measured if (m.name, m.side) == (name, side)), None)
