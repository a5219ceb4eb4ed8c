"""Out and back the same way: the pleasantest ways of half the length, each in its own direction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.routing.paths import Paths

WITHIN = 0.05
SECTORS = 24
"""One way out is kept of every direction, the best; our choice."""


def there_and_back(paths: Paths, start: int, target_m: float) -> list[NDArray[np.int64]]:
    """Arcs of routes out and back by the same way within 5 % of a length, cheapest first."""
    graph = paths.graph
    cost, length = paths.reach(start)
    right = np.abs(2 * length / target_m - 1) <= WITHIN
    far = np.flatnonzero(right & np.isfinite(cost))
    mean = cost[far] / length[far]
    heading = np.arctan2(graph.y[far] - graph.y[start], graph.x[far] - graph.x[start])
    sector = np.floor((heading / (2 * np.pi) + 0.5) * SECTORS).astype(np.int64)
    order = np.lexsort((far, mean))
    _, best = np.unique(sector[order], return_index=True)
    found = []
    for place in np.sort(best).tolist():
        out = paths.leg(start, int(far[order[place]]))
        if out is None:
            continue
        back = (out ^ 1)[::-1]
        if np.isfinite(paths.costs.arc[back]).all():
            found.append(np.concatenate((out, back)))
    return found
