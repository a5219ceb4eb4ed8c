"""What the plan works towards: how far, by when, and no sooner than that asks."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from kneewise.care.today.cap import GROWTH, LONGER_DAYS

FULL_WEEKS = 3
EARLIER = 1.07
LEAST_SHARE = 0.6
"""Our choice: the longer run is at its full length in the 3 weeks before the last one, 7 % less
a week before that, and never less than 60 %: no sooner than the day asks, with slack left."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal as the projection needs it.

    `on` is the race, None where the first day that allows the distance is looked for;
    then `not_before` is the first day on which it may be run.
    """

    km: float
    days: int
    minor: bool
    on: date | None
    not_before: date
    usual_km: float = 0.0
    """What was run in one go lately: the plan takes nothing of it away."""

    @property
    def needed_km(self) -> float:
        """The longest run from which the cap allows the goal, to 0.1 km upwards."""
        return min(self.km, math.ceil(10 * self.km / GROWTH) / 10)

    def enough_km(self, day: date) -> float:
        """The longer run that is enough on a day: less while the race is weeks away."""
        if self.on is None:
            return self.needed_km
        weeks = (self.on - day).days // LONGER_DAYS
        earlier = EARLIER ** -max(0, weeks - FULL_WEEKS)
        paced = self.needed_km * max(LEAST_SHARE, earlier)
        return max(paced, min(self.usual_km, self.needed_km))

    def eve(self, day: date) -> bool:
        """Whether the race is tomorrow."""
        return self.on is not None and (self.on - day).days == 1
