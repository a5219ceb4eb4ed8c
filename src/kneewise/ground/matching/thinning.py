"""Fewer points say as much: a trace reduced to the means of its samples every few metres.

Samples of neighbouring seconds share most of their error, so points some metres apart lose little
and cost a third; the part of the error that is new in every sample gets smaller in the mean. A
runner who stands makes no new points, however long the position wanders around her.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP_M = 8.0
"""How far a point is from the one before. Our choice: shorter steps changed no figure."""

LONGEST_STEP_M = 25.0
"""The same for a receiver that jumps: a corner must still be seen as one. Our choice."""

QUICK_STEPS = 2.2
"""A step is at least this many times the error that is new in every sample, or a trace would be
made of the receiver's jumps. Our choice."""

GAP_M = 100.0
"""A gap in the trace longer than this is not bridged: what ways lie in between is open."""

GAP_S = 60.0
"""Nor one that lasted longer: the runner may have been anywhere and come back."""

FEWEST_BENDS = 20
"""Triples of samples below which nothing is said of a receiver's jumps; our choice."""

USUAL_QUICK_M = 1.0
"""What is taken for them then; our choice."""

SAME_AS_SD = 1.4826  # of a normal distribution, what its median absolute deviation is times this


@dataclass(frozen=True, slots=True)
class Points:
    """The points of a trace that are matched."""

    x: NDArray[np.float64]  # metres on the network's plane
    y: NDArray[np.float64]
    time_s: NDArray[np.float64]
    samples: NDArray[np.float64]  # how many a point is the mean of
    fresh: NDArray[np.bool_]  # nothing says how the runner came here: the first, and after a gap
    quick_m: float  # error of a sample along one axis that its neighbours do not share

    def __len__(self) -> int:
        return len(self.x)

    def part(self, rows: slice) -> Points:
        """Some of them in a row."""
        return Points(
            self.x[rows],
            self.y[rows],
            self.time_s[rows],
            self.samples[rows],
            self.fresh[rows],
            self.quick_m,
        )


@dataclass(frozen=True, slots=True)
class Thinned:
    """A trace as points, and the two points each sample lies between (-1 without a position).

    Where nothing comes before or after, both are the same.
    """

    points: Points
    before: NDArray[np.int64]
    after: NDArray[np.int64]
    nearer: NDArray[np.int64]  # of the two


def thin(
    time_s: NDArray[np.float64], x_m: NDArray[np.float64], y_m: NDArray[np.float64]
) -> Thinned:
    """A trace in metres; a sample without a time or a position has no point."""
    known = np.flatnonzero(np.isfinite(time_s) & np.isfinite(x_m) & np.isfinite(y_m))
    x, y, time = x_m[known], y_m[known], time_s[known]
    fresh = np.ones(len(known), dtype=np.bool_)
    waited = np.diff(time)
    fresh[1:] = (waited < 0) | (waited > GAP_S) | (np.hypot(np.diff(x), np.diff(y)) > GAP_M)
    quick = quick_error_m(x, y, fresh)
    step = min(max(STEP_M, QUICK_STEPS * quick), LONGEST_STEP_M)
    kept = _far_enough(x.tolist(), y.tolist(), fresh.tolist(), step)
    before, after = _between(kept, fresh)
    back = np.hypot(x - x[kept[before]], y - y[kept[before]])
    ahead = np.hypot(x - x[kept[after]], y - y[kept[after]])
    nearer = np.where(ahead < back, after, before)
    count = np.bincount(nearer, minlength=len(kept)).astype(np.float64)
    middle_x, middle_y, middle_s = (
        np.bincount(nearer, column, len(kept)) / count for column in (x, y, time - time[:1])
    )
    points = Points(middle_x, middle_y, middle_s, count, fresh[kept], quick)
    return Thinned(points, *(_spread(len(x_m), known, of) for of in (before, after, nearer)))


def _spread(size: int, known: NDArray[np.int64], of: NDArray[np.int64]) -> NDArray[np.int64]:
    every = np.full(size, -1, dtype=np.int64)
    every[known] = of
    return every


def quick_error_m(
    x: NDArray[np.float64], y: NDArray[np.float64], fresh: NDArray[np.bool_]
) -> float:
    """Standard deviation along one axis of the error that is new in every sample, in m.

    From how far each sample is from the line between its neighbours: a median, so that turns of
    the runner do not count.
    """
    whole = ~(fresh[1:-1] | fresh[2:])
    bends = np.concatenate((np.diff(x, 2)[whole], np.diff(y, 2)[whole]))
    if len(bends) < FEWEST_BENDS:
        return USUAL_QUICK_M
    # x0 - 2 x1 + x2 has six times the variance of one error
    return float(SAME_AS_SD * np.median(np.abs(bends)) / np.sqrt(6.0))


def _far_enough(
    x: list[float], y: list[float], fresh: list[bool], step_m: float
) -> NDArray[np.int64]:
    """Rows to keep: every fresh one, and each that is a step away from the one kept before."""
    far, kept, x0, y0 = step_m**2, [], 0.0, 0.0
    for row, (x1, y1, begins) in enumerate(zip(x, y, fresh, strict=True)):
        if begins or (x1 - x0) ** 2 + (y1 - y0) ** 2 >= far:
            kept.append(row)
            x0, y0 = x1, y1
    return np.array(kept, dtype=np.int64)


def _between(
    kept: NDArray[np.int64], fresh: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The points before and after every row; never across a gap."""
    before = np.searchsorted(kept, np.arange(len(fresh)), side="right") - 1
    after = np.minimum(before + 1, len(kept) - 1)
    return before, np.where(fresh[kept[after]], before, after)
