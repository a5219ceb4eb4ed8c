from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from kneewise.ground.matching import Match, match
from kneewise.ground.network import Network

WEST, SOUTH = 9.0, 48.0
"""Corner of the small maps; their places are metres from it."""

EAST_M = 111_320.0 * np.cos(np.radians(SOUTH))
NORTH_M = 111_320.0


def at(x_m: float, y_m: float) -> tuple[float, float]:
    """(lon, lat) of a place so many metres east and north of the corner."""
    return round(WEST + x_m / EAST_M, 7), round(SOUTH + y_m / NORTH_M, 7)


@dataclass(frozen=True)
class Run:
    """A trace in metres from the corner."""

    time_s: NDArray[np.float64]
    x_m: NDArray[np.float64]
    y_m: NDArray[np.float64]

    def moved(self, x_m: object, y_m: object) -> Run:
        """The same with an error added."""
        return Run(self.time_s, self.x_m + x_m, self.y_m + y_m)

    def only(self, rows: object) -> Run:
        """Some of the samples."""
        return Run(self.time_s[rows], self.x_m[rows], self.y_m[rows])

    def without(self, rows: object) -> Run:
        """The same without a position at these samples."""
        x, y = self.x_m.copy(), self.y_m.copy()
        x[rows] = y[rows] = np.nan
        return Run(self.time_s, x, y)


def run_along(places: Sequence[tuple[float, float]], speed_m_s: float = 3.0) -> Run:
    """A sample every second along some places, without any error."""
    x, y = np.array(places, dtype=np.float64).T
    reached = np.append(0.0, np.cumsum(np.hypot(np.diff(x), np.diff(y))))
    metres = np.arange(0.0, reached[-1], speed_m_s)
    seconds = np.arange(len(metres), dtype=np.float64)
    return Run(seconds, np.interp(metres, reached, x), np.interp(metres, reached, y))


def wander(seed: int, samples: int, error_m: float, lasting_s: float = 30.0) -> NDArray[np.float64]:
    """An error along one axis that lasts."""
    rng = np.random.default_rng(seed)
    kept = np.exp(-1.0 / lasting_s)
    out = np.empty(samples)
    now = rng.standard_normal()
    for row in range(samples):
        out[row] = now
        now = kept * now + np.sqrt(1 - kept**2) * rng.standard_normal()
    return error_m * out


@pytest.fixture
def matched() -> Callable[[Network, Run], Match]:
    """A run matched to a small map."""

    def one(network: Network, run: Run) -> Match:
        return match(network, run.time_s, SOUTH + run.y_m / NORTH_M, WEST + run.x_m / EAST_M)

    return one
