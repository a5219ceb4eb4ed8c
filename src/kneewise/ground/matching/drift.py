"""How far off the receiver was at every point, both ways, once the path is known.

On a straight street only the error across it shows. As the error lasts, what showed across the
last street and shows across the next is what it was along this one: a smoother over both axes
(Gauss-Markov, solved as one banded system) puts them together. So the corner, or the place where
one way goes on as another, is found more closely than the positions alone have it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import solveh_banded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.candidates import Candidates
    from kneewise.ground.matching.thinning import Points

ERROR_M = 4.0
"""Standard deviation along an axis of an error that lasts; our choice. Only its ratio to what is
seen of it counts, and no figure hung on it."""

LASTING_S = 40.0
"""After this, a third of it is left. Our choice; from 15 to 80 s no figure hung on it."""

SEEN_M = 1.0
"""How well the distance from the path shows it: a way is drawn as its middle. Our choice."""

LEAST_NEW = 1e-3
"""Share of the variance that is new even between points of the same moment."""


def drift_m(points: Points, found: Candidates, path: NDArray[np.int64]) -> NDArray[np.float64]:
    """(points, 2): metres east and north that every point is off.

    `path` is a place of every point, or -1 where it is on no way and shows nothing.
    """
    row, on = np.arange(len(points)), path >= 0
    normal = np.stack((found.normal_x[row, path], found.normal_y[row, path]), axis=1)
    normal *= on[:, None]
    kept = np.exp(-np.maximum(np.diff(points.time_s), 0.0) / LASTING_S)
    kept[points.fresh[1:]] = 0.0
    tied = 1.0 / (ERROR_M**2 * np.maximum(1.0 - kept**2, LEAST_NEW))
    alone = np.append(1.0 / ERROR_M**2, tied)
    alone[:-1] += kept**2 * tied
    seen = 1.0 / (SEEN_M**2 + points.quick_m**2 / points.samples)
    bands = np.zeros((3, 2 * len(points)))  # precision of east and north in turn, upper half
    bands[2] = np.repeat(alone, 2) + (normal**2 * seen[:, None]).ravel()
    bands[1, 1::2] = normal[:, 0] * normal[:, 1] * seen
    bands[0, 2:] = np.repeat(-kept * tied, 2)
    shown = normal * (found.aside_m[row, path] * seen)[:, None]
    found_m: NDArray[np.float64] = solveh_banded(bands, shown.ravel()).reshape(-1, 2)
    return found_m
