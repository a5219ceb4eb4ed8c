"""The moving clock: seconds in motion, without pauses, standing still and jumps of the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.model.recording import Pause

F8 = NDArray[np.float64]

STANDING_M_S = 0.6  # our choice: the slowest walk; slower means that part of the time was stood
GAP_S = 10.0  # our choice: watches write at least that often while moving
GAP_PACE = 0.7  # our choice: in a gap, less than this share of the usual speed means a stop
USUAL_M_S = 2.5  # where nothing else tells the usual speed
FASTEST_M_S = 8.0  # more over a sample interval is distance caught up on, not speed
LASTING_M_S = 6.0  # the same over more than 10 s: world-class runners hold less for an hour
MOST_LEAPS = 50  # a file with more is noise throughout: the later ones are mended
TIME_JUMP_S = 6 * 3600.0  # our choice: longer without a sample is a clock that was set


@dataclass(frozen=True, slots=True)
class Track:
    """One run's samples on three clocks, equally long and never falling.

    `distance_m` is None where it is unknown; then every second that is neither pause nor gap
    counts as moving.
    """

    time_s: F8
    clock_s: F8
    moving_s: F8
    distance_m: F8 | None


def on_the_move(
    time_s: F8, metres: F8 | None, pauses: Sequence[Pause], timer_s: float | None = None
) -> Track:
    """The moving clock of one run, `metres` at each sample where distance is known.

    A stretch between two samples is moving in full if its speed is at least `STANDING_M_S` (in
    a gap: 70 % of the usual speed); a slower one counts only as many seconds as that speed
    needs for its metres, so no metre is lost and standing time is. Time jumps over 6 h stand
    still on every clock. More than the device's timer ran is never moving.
    """
    seconds = np.diff(time_s)
    paused = _paused(time_s, pauses)
    if metres is None:
        moving = np.where(seconds > 60.0, 0.0, np.maximum(seconds - paused, 0.0))
        return Track(time_s, _clock(seconds, moving), _summed(moving), None)
    nodes = _nodes(seconds, np.diff(metres))
    at, gone = time_s[nodes], _caught_up(time_s[nodes], metres[nodes])
    stretch, way = np.diff(at), np.diff(gone)
    speed = way / stretch
    slowest = np.where(stretch > GAP_S, GAP_PACE * _usual(speed), STANDING_M_S)
    active = np.maximum(stretch - _between(paused, nodes), 0.0)
    moving = np.maximum(np.minimum(active, way / slowest), way / FASTEST_M_S)
    moving = _within_timer(moving, way, timer_s)
    moving_s, distance_m = _summed(moving), gone - gone[0]
    if len(at) != len(time_s):
        moving_s = np.interp(time_s, at, moving_s)
        distance_m = np.interp(time_s, at, distance_m)
    return Track(time_s, _clock(seconds, np.diff(moving_s)), moving_s, distance_m)


def _within_timer(moving: F8, way: F8, timer_s: float | None) -> F8:
    """Moving time shortened to the timer, where pauses were not written down."""
    total = float(moving.sum())
    if not timer_s or total <= timer_s or way.sum() > LASTING_M_S * timer_s:
        return moving
    return moving * (timer_s / total)


def _nodes(seconds: F8, metres: F8) -> NDArray[np.bool_]:
    """The samples at which distance is believed.

    Some devices count in steps (0, 0, 0, 12 m): there only the samples at which the count
    moved are used. Elsewhere a sample between a gap and a leap is left out, for the leap
    belongs to the gap.
    """
    flat = metres == 0
    if np.mean(flat & (seconds <= 2.0)) > 0.2:
        keep = np.append(True, ~flat)
    else:
        keep = np.ones(len(seconds) + 1, dtype=np.bool_)
        leap = metres[1:] > FASTEST_M_S * seconds[1:]
        keep[1:-1] = ~(leap & (seconds[:-1] > GAP_S))
    keep[0] = keep[-1] = True
    return keep


def _caught_up(time_s: F8, metres: F8) -> F8:
    """Distance with every leap spread backwards over the time in which it was not counted.

    It is spread at the run's usual speed, faster where the time before is too short for that;
    what cannot have been run at all since the start is left out.
    """
    seconds = np.diff(time_s)
    speed = np.diff(metres) / seconds
    leap = (speed > FASTEST_M_S) | ((speed > LASTING_M_S) & (seconds > GAP_S))
    leaps = np.flatnonzero(leap) + 1
    if not leaps.size:
        return metres
    usual = _usual(speed[~leap])
    for end in leaps[-MOST_LEAPS:]:
        needed = (metres[end] - metres[0]) / (time_s[end] - time_s[0])
        slope = min(max(usual, needed), FASTEST_M_S)
        back = metres[end] - slope * (time_s[end] - time_s[:end])
        metres = np.concatenate([np.maximum(metres[:end], back), metres[end:]])
    ahead = (metres - FASTEST_M_S * time_s)[::-1]
    return np.asarray(FASTEST_M_S * time_s + np.maximum.accumulate(ahead)[::-1])


def _usual(speed: F8) -> float:
    quick = speed[speed > 1.2]
    if not quick.size:
        return USUAL_M_S
    middle = len(quick) // 2
    return float(np.partition(quick, middle)[middle])


def _paused(time_s: F8, pauses: Sequence[Pause]) -> F8:
    total = np.zeros(max(len(time_s) - 1, 0))
    for pause in pauses:
        overlap = np.minimum(time_s[1:], pause.end_s) - np.maximum(time_s[:-1], pause.start_s)
        total += np.maximum(overlap, 0.0)
    return total


def _between(values: F8, nodes: NDArray[np.bool_]) -> F8:
    if nodes.all():
        return values
    return np.diff(_summed(values)[nodes])


def _clock(seconds: F8, moving: F8) -> F8:
    return _summed(np.where(seconds > TIME_JUMP_S, moving, seconds))


def _summed(steps: F8) -> F8:
    return np.concatenate([np.zeros(1), np.cumsum(steps)])
