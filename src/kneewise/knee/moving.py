"""The moving clock: seconds in motion, without pauses, standing still and jumps of the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.late import (
    FASTEST_M_S,
    GAP_S,
    LASTING_M_S,
    LONG_GAP_S,
    Flags,
    caught_up,
    usual,
)
from kneewise.model.recording import Pause

F8 = NDArray[np.float64]

STANDING_M_S = 0.6  # our choice: the slowest walk; slower means that part of the time was stood
GAP_PACE = 0.7  # our choice: in a gap, less than this share of the usual speed means a stop
HURRY = 1.3  # our choice: unseen metres are run at most this much faster than usual
TIME_JUMP_S = 6 * 3600.0  # our choice: longer without a sample is a clock that was set


@dataclass(frozen=True, slots=True)
class Track:
    """One run's samples on three clocks, equally long and never falling.

    `distance_m` is None where it is unknown; then every second that is neither pause nor gap
    counts as moving. `guessed_s` counts the moving seconds whose pace nobody measured.
    """

    time_s: F8
    clock_s: F8
    moving_s: F8
    distance_m: F8 | None
    guessed_s: F8


def on_the_move(
    time_s: F8, metres: F8 | None, pauses: Sequence[Pause], timer_s: float | None = None
) -> Track:
    """The moving clock of one run, `metres` at each sample where distance is known.

    A stretch between two samples is moving in full if its speed is at least `STANDING_M_S` (in
    a gap: 70 % of the usual speed); a slower one counts only as many seconds as that speed
    needs for its metres, so no metre is lost and standing time is. Metres counted in a pause
    were run at the usual speed: a watch that stopped by itself or was not started again. Time
    jumps over 6 h stand still on every clock. More than the device's timer ran is never moving.
    """
    seconds = np.diff(time_s)
    paused = _paused(time_s, pauses)
    if metres is None:
        moving = np.where(seconds > LONG_GAP_S, 0.0, np.maximum(seconds - paused, 0.0))
        return Track(time_s, _clock(seconds, moving), _summed(moving), None, 0.0 * time_s)
    nodes = _nodes(seconds, np.diff(metres))
    at = time_s[nodes]
    stretch = np.diff(at)
    active = np.maximum(stretch - _between(paused, nodes), 0.0)
    gone, guessed = caught_up(at, metres[nodes], active)
    moving, unseen = _moving(stretch, active, np.diff(gone))
    guessed |= unseen
    moving = _within_timer(moving, np.diff(gone), guessed, timer_s)
    moving_s = _at_all(time_s, at, _summed(moving))
    return Track(
        time_s,
        _clock(seconds, np.diff(moving_s)),
        moving_s,
        _at_all(time_s, at, gone - gone[0]),
        _at_all(time_s, at, _summed(moving * guessed)),
    )


def by_the_timer(
    time_s: F8, metres: F8, pauses: Sequence[Pause], timer_s: float | None = None
) -> Track:
    """The moving clock of what is not done on foot, where no speed tells standing from moving.

    Every second outside pauses and gaps without way counts, and no more than the timer ran.
    """
    seconds = np.diff(time_s)
    stood = (seconds > LONG_GAP_S) & (np.diff(metres) < STANDING_M_S * seconds)
    moving = np.where(stood, 0.0, np.maximum(seconds - _paused(time_s, pauses), 0.0))
    total = float(moving.sum())
    if timer_s and total > timer_s:
        moving = moving * (timer_s / total)
    moving_s = _summed(moving)
    return Track(time_s, _clock(seconds, moving), moving_s, metres - metres[0], 0.0 * time_s)


def _moving(stretch: F8, active: F8, way: F8) -> tuple[F8, Flags]:
    """Seconds moving in each stretch, and whether its pace is made up from the usual one."""
    pace = usual(way / stretch)
    gap = stretch > GAP_S
    seen = np.minimum(active, way / np.where(gap, GAP_PACE * pace, STANDING_M_S))
    moving = np.maximum(seen, np.minimum(stretch, way / pace))
    return moving, (moving > seen) | (gap & (seen < 0.9 * active))


def _within_timer(moving: F8, way: F8, guessed: Flags, timer_s: float | None) -> F8:
    """Moving time shortened to the timer, first where it is guessed, then all of it alike."""
    over = float(moving.sum()) - (timer_s or 0.0)
    if not timer_s or over <= 0 or way.sum() > LASTING_M_S * timer_s:
        return moving
    fast = min(HURRY * usual(way / np.maximum(moving, 1e-9)), FASTEST_M_S)
    room = np.where(guessed, np.maximum(moving - way / fast, 0.0), 0.0)
    total = float(room.sum())
    if total > 0:
        moving = moving - room * min(over / total, 1.0)
    return moving * min(timer_s / float(moving.sum()), 1.0)


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


def _paused(time_s: F8, pauses: Sequence[Pause]) -> F8:
    total = np.zeros(max(len(time_s) - 1, 0))
    for pause in pauses:
        overlap = np.minimum(time_s[1:], pause.end_s) - np.maximum(time_s[:-1], pause.start_s)
        total += np.maximum(overlap, 0.0)
    return total


def _at_all(time_s: F8, at: F8, values: F8) -> F8:
    return values if len(at) == len(time_s) else np.interp(time_s, at, values)


def _between(values: F8, nodes: NDArray[np.bool_]) -> F8:
    if nodes.all():
        return values
    return np.diff(_summed(values)[nodes])


def _clock(seconds: F8, moving: F8) -> F8:
    return _summed(np.where(seconds > TIME_JUMP_S, moving, seconds))


def _summed(steps: F8) -> F8:
    return np.concatenate([np.zeros(1), np.cumsum(steps)])
