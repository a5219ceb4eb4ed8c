"""The hidden Markov chain: how likely every state is at every point, and the likeliest path.

Weights need not add up to anything; every step is scaled, so a long trace never underflows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def probabilities(start: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """(points, states): of every state given the whole trace (forward and backward)."""
    found = np.empty((len(steps) + 1, len(start)))
    now = np.divide(start, start.sum(), out=found[0])
    scales = np.empty(len(steps))
    # `dot` and `reduce` are `@` and `sum` without their wrappers, which cost more than the sums
    for row, step in enumerate(steps):
        now = np.dot(now, step, out=found[row + 1])
        scales[row] = scale = np.add.reduce(now)
        now /= scale
    back = np.empty((len(steps), len(start)))
    after = np.ones(len(start))
    for row in range(len(steps) - 1, -1, -1):
        after = np.dot(steps[row], after, out=back[row])
        after /= scales[row]
    found[:-1] *= back
    found /= found.sum(axis=1, keepdims=True)
    return found


def likeliest(start: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.int64]:
    """(points,): the state of every point on the likeliest path through all of them (Viterbi)."""
    came_from = np.empty((len(steps), len(start)), dtype=np.int64)
    best = start / start.max()
    every = np.arange(len(start))
    for row, step in enumerate(steps):
        reached = best[:, None] * step
        came_from[row] = first = reached.argmax(axis=0)
        best = reached[first, every]
        best /= best.max()
    path = np.empty(len(steps) + 1, dtype=np.int64)
    path[-1] = state = int(best.argmax())
    for row in range(len(steps) - 1, -1, -1):
        path[row] = state = came_from[row, state]
    return path
