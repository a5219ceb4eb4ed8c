"""How likely each place of the next point is after each place of this one.

Three things are weighed for every pair of places:

- The way along the map is about as long as the step of the trace (Newson and Krumm 2009), so
  nobody gets to a parallel way that is not joined to this one but by a rare hop.
- The error changes slowly. A receiver that was 6 m to the left is about 6 m to the left three
  seconds later, so what counts is the change of the error across the way; counting the error
  itself again at every point would make every answer far too sure. As the errors of two points
  are compared across both ways, one that runs at another angle than the trace falls behind: this
  is where the heading counts.
- A way that is closed to people on foot is less likely to be turned into, and one that has no sky
  less likely to show a position at all. Where a way leads over a square, the way counts first.

The last state of every point is the ground off the map. It fits any step, but less well than a
way that fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kneewise.ground.matching.belief import tail

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.ground.matching.belief import Belief
    from kneewise.ground.matching.candidates import Candidates
    from kneewise.ground.matching.thinning import Points


def starts(belief: Belief, points: Points, found: Candidates) -> NDArray[np.float64]:
    """(points, places + 1): weight of every place, and of none, where nothing came before."""
    variance = belief.variance_m2(points)[:, None]
    weight = np.empty((len(found), found.there.shape[1] + 1))
    weight[:, :-1] = tail(found.aside_m**2 / variance) * found.there
    weight[:, :-1] *= np.where(found.closed, belief.closed, 1.0)
    weight[:, :-1] *= np.where(found.no_sky, belief.no_sky, 1.0)
    weight[:, -1] = belief.begin_off
    weight /= np.sqrt(variance)
    return weight


def steps(
    belief: Belief,
    points: Points,
    found: Candidates,
    longer_m: NDArray[np.float32],
) -> NDArray[np.float64]:
    """(points - 1, places + 1, places + 1): weight of every step from one point to the next."""
    here, there = slice(None, -1), slice(1, None)
    variance, kept = belief.variance_m2(points), belief.kept_m2(points)
    change = np.sqrt(variance[there] - kept**2 / variance[here])  # of the error, in a step
    begun = starts(belief, points, found)
    detour = belief.detour_m + belief.detour_share * change
    by_road = np.maximum(np.exp(longer_m / -detour[:, None, None]), belief.hop)
    turned = found.way[here, :, None] != found.way[there, None, :]
    into = belief.turn * np.where(found.closed, belief.closed, 1.0)
    by_road *= np.where(turned, into[there, None, :], 1.0)
    by_road *= np.where(found.no_sky, belief.no_sky, 1.0)[there, None, :]
    by_road *= np.where(found.inside_m > 0, belief.square, 1.0)[there, None, :]
    by_road *= found.there[here, :, None] & found.there[there, None, :]
    size = found.there.shape[1] + 1
    weight = np.empty((len(points) - 1, size, size))
    weight[:, :-1, :-1] = by_road * _error_changes(variance, kept, found)
    weight[:, -1, :-1] = belief.enter * begun[there, :-1]
    weight[:, :-1, -1] = (belief.leave / change)[:, None]
    weight[:, -1, -1] = belief.astray / change
    fresh = np.flatnonzero(points.fresh[there])
    weight[fresh] = begun[fresh + 1][:, None, :]
    return weight


def _error_changes(
    variance: NDArray[np.float64], kept: NDArray[np.float64], found: Candidates
) -> NDArray[np.float64]:
    """Density of the error across the next place given the one across this place, per m."""
    here, there = slice(None, -1), slice(1, None)
    shared = (
        found.normal_x[here, :, None] * found.normal_x[there, None, :]
        + found.normal_y[here, :, None] * found.normal_y[there, None, :]
    )
    shared *= kept[:, None, None]
    before = variance[here, None, None]
    spread = variance[there, None, None] - shared * shared / before
    moved = found.aside_m[there, None, :] - shared * (found.aside_m[here, :, None] / before)
    return tail(moved * moved / spread) / np.sqrt(spread)
