"""Whether up is up in the picture: every angle but those within a limb is read against it."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.gait import Gait
from kneewise.body.form.track import Track
from kneewise.model.form import View

TURNED_DEG = 60.0
"""Nobody runs with the trunk so far off the upright: the picture is turned (our choice)."""

ASKEW_DEG = 12.0
"""From here on a phone stands askew. A level phone is found up to 11° off by a landmark model's
errors in 112 made-up films, their spread is 4°; so less can't be told (our choice). The errors
shown hold for a phone put up with a spread of 1°."""

STANCE = 0.5
"""Share of the stance around its middle in which the whole foot is on the ground."""


def trunk_deg(track: Track) -> float:
    """Degrees the trunk stands off the picture's upright, to the right; the median frame."""
    trunk = track.between("left_shoulder", "right_shoulder") - track.between(
        "left_hip", "right_hip"
    )
    right, down = np.nanmedian(trunk, axis=0)
    return float(np.degrees(np.arctan2(right, -down)))


def turned(track: Track) -> bool:
    """Whether the picture lies on its side or stands on its head."""
    return abs(trunk_deg(track)) > TURNED_DEG


def askew_deg(gait: Gait) -> float:
    """Degrees the picture is off level: the ground under the near foot, or the trunk from behind.

    From the side a trunk leans by itself, so the ground is looked at: in mid-stance the foot goes
    along it, back on a treadmill and from print to print past a phone on a path.
    """
    if gait.view is not View.SIDE or gait.near is None:
        return trunk_deg(gait.track)
    spots = np.concatenate(
        [
            (gait.at(f"{gait.near}_toe", times) + gait.at(f"{gait.near}_heel", times)) / 2
            for stride in gait.strides
            if stride.side is gait.near
            for times in [
                np.linspace(
                    stride.mid_s - STANCE * (stride.mid_s - stride.strike_s),
                    stride.mid_s + STANCE * (stride.off_s - stride.mid_s),
                    8,
                )
            ]
        ]
    )
    _, _, axes = np.linalg.svd(spots - spots.mean(axis=0), full_matrices=False)
    along, down = axes[0]
    return float(np.degrees(np.arctan2(down, along) if along >= 0 else np.arctan2(-down, -along)))
