"""From where a runner was filmed: behind, in front, or beside."""

from __future__ import annotations

import numpy as np

from kneewise.body.form.track import Track
from kneewise.model.form import View

SIDE_WIDTH = 0.33
ACROSS_WIDTH = 0.40
"""Shoulders and hips as wide as this share of the trunk's length are seen from the side below the
first, from behind or in front above the second, and at a slant between. Straight from behind it is
about 0.6, and 0.36 is an angle of some 37° (our choice; the slant costs every angle)."""


def recognise(track: Track) -> View | None:
    """The view of a track; None at a slant, or where the landmarks contradict each other."""
    trunk = track.between("left_shoulder", "right_shoulder") - track.between(
        "left_hip", "right_hip"
    )
    length = np.linalg.norm(trunk, axis=1)
    shoulders = track.at("left_shoulder")[:, 0] - track.at("right_shoulder")[:, 0]
    hips = track.at("left_hip")[:, 0] - track.at("right_hip")[:, 0]
    width = float(np.nanmedian((shoulders + hips) / 2 / length))
    spread = float(np.nanmedian((np.abs(shoulders) + np.abs(hips)) / 2 / length))
    if spread < SIDE_WIDTH:
        return View.SIDE
    if abs(width) < ACROSS_WIDTH:
        return None
    return View.FRONT if width > 0 else View.REAR


def facing(track: Track) -> int:
    """In a view from the side: 1 where the runner faces the picture's right, else -1."""
    foot = [track.at(f"{s}_toe")[:, 0] - track.at(f"{s}_heel")[:, 0] for s in ("left", "right")]
    return 1 if float(np.nanmedian(np.concatenate(foot))) >= 0 else -1
