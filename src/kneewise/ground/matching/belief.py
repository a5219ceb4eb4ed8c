"""What is believed of a receiver and of a runner before a trace is matched.

The receiver's error has two parts along each axis: one that lasts (it changes with the satellites
and the houses around, over some tens of seconds) and one that is new in every sample. How large
both are is taken from each trace; the other figures stand here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.thinning import Points

LEAST_ERROR_M = 1.5
"""The lasting error is never taken for less: the map itself is drawn by hand. Our choice."""

MOST_ERROR_M = 12.0
"""Nor for more, or whoever runs off the map would be put on the nearest street. Our choice."""


MAP_M = 0.5
"""No way is drawn better than this, whatever the receiver; our choice."""


@dataclass(frozen=True, slots=True)
class Belief:
    """Figures of the chain, one of them (`error_m`) taken from the trace.

    They were chosen together on made-up runs over five real extracts (`validation/traces.py`,
    another seed than the ones reported) for the least mean surprise at the true way, with a fifth
    of the ways hidden in some of the runs.
    """

    error_m: float = 4.0  # scale of the lasting error across a way
    lasting_s: float = 25.0  # after this, a third of it is left
    quick_share: float = 1.25  # of what is measured as new in every sample
    detour_m: float = 4.5  # scale of how the way along the map differs from the step
    detour_share: float = 1.0  # more of it: times how much the error changes in a step
    turn: float = 0.7  # weight of going on by another way
    hop: float = 1.5e-4  # of a step between ways that do not meet, beside one that fits best
    leave: float = 0.015  # of a step off the map
    astray: float = 0.18  # of one more step off the map
    enter: float = 0.02  # of a step back on to it
    begin_off: float = 0.3  # of being off the map where nothing came before
    firm: float = 1.15  # power of all weights where probabilities are made of them
    closed: float = 0.2  # of turning into a way closed to people on foot; our choice, not learnt
    square: float = 0.4  # of a point anywhere on a square beside one on a way over it; our choice
    no_sky: float = 0.3  # of a position below ground or indoors; our choice, not learnt

    def variance_m2(self, points: Points) -> NDArray[np.float64]:
        """Of the error along an axis at every point."""
        quick = self.quick_share * points.quick_m
        found: NDArray[np.float64] = self.error_m**2 + quick**2 / points.samples + MAP_M**2
        return found

    def kept_m2(self, points: Points) -> NDArray[np.float64]:
        """Covariance of the errors of each point and the next."""
        waited = np.maximum(np.diff(points.time_s), 0.0)
        found: NDArray[np.float64] = self.error_m**2 * np.exp(-waited / self.lasting_s)
        return found

    def without_leaving(self) -> Belief:
        """The same for the first pass: who leaves the map then hides how far off the trace is."""
        return replace(self, astray=1e-3, leave=1e-4)

    def with_error(self, error_m: float) -> Belief:
        """The same with another lasting error, kept within its limits."""
        return replace(self, error_m=float(np.clip(error_m, LEAST_ERROR_M, MOST_ERROR_M)))


def tail(squared: NDArray[np.float64]) -> NDArray[np.float64]:
    """Student's t with 3 degrees of freedom, 1 in the middle, of a squared deviation.

    Receivers jump more often than a normal distribution has it.
    """
    found: NDArray[np.float64] = (1.0 + squared / 3.0) ** -2
    return found
