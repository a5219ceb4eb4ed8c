"""Distance a device counted late, put back where it was run, and the pace people keep."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

F8 = NDArray[np.float64]
Flags = NDArray[np.bool_]

GAP_S = 10.0  # our choice: watches write at least that often while moving
LONG_GAP_S = 60.0
FASTEST_M_S = 8.0  # more over a sample interval is distance caught up on, not speed
LASTING_M_S = 6.0  # the same over more than 10 s: world-class runners hold less for an hour
LATE = 1.2  # our choice: a long gap this much faster than usual holds metres of an earlier one
MOST_LEAPS = 50  # a file with more is noise throughout: the later ones are mended
USUAL_M_S = 2.5  # where nothing else tells the usual speed
QUICK_M_S = 1.2


def usual(speed_m_s: F8) -> float:
    """Median of the speeds that are no standing about, in m/s."""
    quick = speed_m_s[speed_m_s > QUICK_M_S]
    if not quick.size:
        return USUAL_M_S
    middle = len(quick) // 2
    return float(np.partition(quick, middle)[middle])


def caught_up(time_s: F8, metres: F8, active_s: F8) -> tuple[F8, Flags]:
    """Distance with every leap put where it was not counted; which intervals were so changed.

    `active_s` is each interval without its pauses. A leap first fills earlier gaps up to the
    run's usual speed, for there nothing was counted; what is left is spread backwards at that
    speed, faster where the time before is too short. What cannot have been run at all since
    the start is left out.
    """
    seconds, steps = np.diff(time_s), np.diff(metres)
    speed = steps / seconds
    leap = _leaps(speed, seconds)
    pace = usual(speed[~leap])
    late = leap | _late_gaps(speed, seconds, pace)
    if not late.any():
        return metres, leap
    filled = _into_gaps(steps, seconds, active_s, np.flatnonzero(late)[-MOST_LEAPS:], pace)
    spread = _spread(time_s, metres[0] + np.append(0.0, np.cumsum(filled)), pace)
    return spread, np.abs(np.diff(spread) - steps) > 1e-3 * seconds


def _leaps(speed: F8, seconds: F8) -> Flags:
    return np.asarray((speed > FASTEST_M_S) | ((speed > LASTING_M_S) & (seconds > GAP_S)))


def _late_gaps(speed: F8, seconds: F8, pace: float) -> Flags:
    """Long gaps run faster than the rest; where all samples lie far apart none is told."""
    late = (seconds > LONG_GAP_S) & (speed > LATE * pace)
    if late.any() and np.median(seconds) > GAP_S:
        late[:] = False
    return np.asarray(late)


def _into_gaps(steps: F8, seconds: F8, active_s: F8, ends: NDArray[np.intp], pace: float) -> F8:
    """Metres too many at `ends` moved into the gaps before, by how much each has room for."""
    steps = steps.copy()
    gap = seconds > GAP_S
    for end in ends:
        room = np.where(gap[:end], np.maximum(pace * active_s[:end] - steps[:end], 0.0), 0.0)
        total = room.sum()
        if total > 0:
            moved = min(max(steps[end] - pace * seconds[end], 0.0), total)
            steps[:end] += room * (moved / total)
            steps[end] -= moved
    return steps


def _spread(time_s: F8, metres: F8, pace: float) -> F8:
    seconds = np.diff(time_s)
    leaps = np.flatnonzero(_leaps(np.diff(metres) / seconds, seconds)) + 1
    for end in leaps[-MOST_LEAPS:]:
        needed = (metres[end] - metres[0]) / (time_s[end] - time_s[0])
        slope = min(max(pace, needed), FASTEST_M_S)
        back = metres[end] - slope * (time_s[end] - time_s[:end])
        metres = np.concatenate([np.maximum(metres[:end], back), metres[end:]])
    ahead = (metres - FASTEST_M_S * time_s)[::-1]
    return np.asarray(FASTEST_M_S * time_s + np.maximum.accumulate(ahead)[::-1])
