"""Angles over the gait cycle: every stride on the same 0 to 100 %, mean and band."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.answer import Curve
from kneewise.body.form.events import knee_flexion
from kneewise.body.form.gait import Gait, Stride
from kneewise.body.form.measures.trunk_lean import trunk_lean
from kneewise.body.form.measures.trunk_rotation import trunk_rotation
from kneewise.body.form.sideways import knee_inward, pelvis_tilt
from kneewise.model.diary import Side
from kneewise.model.form import View

POINTS = 51
LEAST_STRIDES = 4

Floats = NDArray[np.float64]
Angle = Callable[[Gait, Stride, Floats], Floats]


def curves_of(gait: Gait) -> tuple[Curve, ...]:
    """The curves that this view shows, of every side with enough strides."""
    return tuple(_drawn(gait))


def _drawn(gait: Gait) -> Iterator[Curve]:
    for name, angle, sided in _ASIDE if gait.view is View.SIDE else _ACROSS:
        for side in _sides(gait, sided=sided):
            mine = [s for s in gait.strides if s.side is side]
            if len(mine) < LEAST_STRIDES:
                continue
            rows = np.stack([angle(gait, stride, _cycle(stride)) for stride in mine])
            yield Curve(
                name,
                side if sided else None,
                tuple(rows.mean(axis=0).tolist()),
                tuple(rows.std(axis=0, ddof=1).tolist()),
                len(mine),
            )


def _sides(gait: Gait, *, sided: bool) -> tuple[Side, ...]:
    if gait.near is not None:
        return (gait.near,)
    return (Side.LEFT, Side.RIGHT) if sided else (Side.LEFT,)


def _cycle(stride: Stride) -> Floats:
    return np.linspace(stride.strike_s, stride.end_s, POINTS)


_ASIDE: tuple[tuple[str, Angle, bool], ...] = (
    ("knee_flexion", lambda gait, stride, at: knee_flexion(gait, stride.side, at), True),
    ("trunk_lean", lambda gait, _, at: trunk_lean(gait, at), False),
    ("trunk_rotation", lambda gait, _, at: trunk_rotation(gait, at), False),
)
_ACROSS: tuple[tuple[str, Angle, bool], ...] = (
    ("pelvis_tilt", lambda gait, stride, at: pelvis_tilt(gait, stride.side, at), True),
    ("knee_inward", lambda gait, stride, at: knee_inward(gait, stride.side, at), True),
)

CURVES = tuple(name for name, _, _ in (*_ASIDE, *_ACROSS))
"""The name of every curve there is, in any view."""
