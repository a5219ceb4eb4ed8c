"""Foot strike, middle of stance and toe-off of the left and the right foot.

Middle of stance: hips and shoulders are lowest; the foot on the ground is the lower one. That
holds from every side. Strike and toe-off can be seen from the side alone: the heel moves backward
under the hips with at least half of its speed in mid-stance, and the knee is straightest again.
From behind and in front they are set at the usual share of the stride around mid-stance, and no
time is read from them. Against the force plate of the lab run: mid-stance early by 7 ms (from
film to film 10), strike by 4 (8), toe-off late by 20 (14): see docs/body.md.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.filtering import rate_hz
from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.pace import lowest, trunk_low
from kneewise.model.diary import Side
from kneewise.model.form import View

Floats = NDArray[np.float64]

STANCE = 0.15
"""Half of the stance as a share of the stride, where it can't be seen; the lab run has 0.153."""

BACKWARD = 0.5
REACH_BEFORE = 0.35
REACH_AFTER = 0.35
"""Strike and toe-off are looked for within these shares of a stride around mid-stance."""

UNEVEN = 0.25
"""A stride that is longer or shorter than the median by more has a missed step in it."""


def strides_of(gait: Gait, stride_s: float) -> tuple[Stride, ...]:
    """All whole strides of both feet, in order of time; `gait` has none yet."""
    lows = lowest(gait.track, 2 / stride_s)
    times = _refined(gait, lows, 2 / stride_s)
    sides = _sides(gait, times)
    found = []
    for side in (Side.LEFT, Side.RIGHT):
        mine, other = times[sides == side], times[sides != side]
        found += _of_one_side(gait, side, mine, other, stride_s)
    return tuple(sorted(found, key=lambda stride: stride.strike_s))


def alternating(strides: tuple[Stride, ...]) -> float:
    """How many strikes follow one of the other foot, as a share."""
    sides = [stride.side for stride in strides]
    changes = [a is not b for a, b in pairwise(sides)]
    return sum(changes) / len(changes) if changes else 0.0


def _refined(gait: Gait, lows: NDArray[np.intp], step_hz: float) -> Floats:
    """Moments of the lows between frames: a parabola through three of them."""
    track, rate = gait.track, rate_hz(gait.track)
    down = trunk_low(track, step_hz)
    inner = lows[(lows > 0) & (lows < len(down) - 1)]
    before, here, after = down[inner - 1], down[inner], down[inner + 1]
    bend = before - 2 * here + after
    shift = np.where(bend < 0, (before - after) / np.where(bend < 0, 2 * bend, 1.0), 0.0)
    return np.asarray(track.times_s[inner] + np.clip(shift, -0.5, 0.5) / rate)


def _sides(gait: Gait, times: Floats) -> NDArray[np.object_]:
    """Whose foot is on the ground: the lower one, heel and ankle together."""
    left, right = (
        gait.at(f"{side}_ankle", times)[:, 1] + gait.at(f"{side}_heel", times)[:, 1]
        for side in ("left", "right")
    )
    return np.where(left > right, Side.LEFT, Side.RIGHT)


def _of_one_side(
    gait: Gait, side: Side, mids: Floats, others: Floats, stride_s: float
) -> list[Stride]:
    found = []
    first, last = gait.track.times_s[0], gait.track.times_s[-1]
    events = [
        _contact(gait, side, mid, stride_s)
        for mid in mids
        if first + REACH_BEFORE * stride_s < mid < last - REACH_AFTER * stride_s
    ]
    for here, after in pairwise(events):
        between = others[(others > here[1]) & (others < after[1])]
        if abs(after[1] - here[1] - stride_s) > UNEVEN * stride_s:
            continue
        if not here[0] < here[1] < here[2] < after[0]:
            continue
        other = float(between[0]) if len(between) == 1 else None
        found.append(Stride(side, here[0], here[1], here[2], after[0], other))
    return found


def _contact(gait: Gait, side: Side, mid: float, stride_s: float) -> tuple[float, float, float]:
    """Strike, middle and toe-off of one stance, in seconds."""
    if gait.view is not View.SIDE:
        return mid - STANCE * stride_s, mid, mid + STANCE * stride_s
    step = stride_s / 200
    before = np.arange(mid - REACH_BEFORE * stride_s, mid + step, step)
    after = np.arange(mid, mid + REACH_AFTER * stride_s, step)
    return _strike(gait, side, before, stride_s), mid, _toe_off(gait, side, after)


def _strike(gait: Gait, side: Side, times: Floats, stride_s: float) -> float:
    ahead = gait.facing * (gait.at(f"{side}_heel", times)[:, 0] - gait.middle("hip", times)[:, 0])
    speed = np.gradient(ahead, times)
    farthest = int(np.argmax(ahead))
    usual = float(np.median(speed[times > times[-1] - 0.05 * stride_s]))
    fast = np.flatnonzero(speed[farthest:] < BACKWARD * usual)
    return float(times[farthest + (int(fast[0]) if len(fast) else 0)])


def _toe_off(gait: Gait, side: Side, times: Floats) -> float:
    return float(times[int(np.argmin(knee_flexion(gait, side, times)))])


def knee_flexion(gait: Gait, side: Side, times: float | Floats) -> Floats:
    """Bend of the knee in the picture, in degrees; 0 is straight, forward bends alone are > 0."""
    thigh = gait.at(f"{side}_knee", times) - gait.at(f"{side}_hip", times)
    shank = gait.at(f"{side}_ankle", times) - gait.at(f"{side}_knee", times)
    cross = thigh[..., 0] * shank[..., 1] - thigh[..., 1] * shank[..., 0]
    along = (thigh * shank).sum(axis=-1)
    return np.asarray(gait.facing * np.degrees(np.arctan2(cross, along)))
