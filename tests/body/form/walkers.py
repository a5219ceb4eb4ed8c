"""A made-up person who runs, walks or stands, as a camera of each view would see the landmarks.

A stick figure of simple waves, so that every truth is known: 20 px a decimetre, leg 180 px.
"""

from __future__ import annotations

import numpy as np

from kneewise.body.form.landmarks import COUNT, LANDMARKS
from kneewise.body.form.reading import Clip
from kneewise.body.form.track import Track
from kneewise.body.form.watching import Watched
from kneewise.model.form import View

LEG = 180.0
HALF = 90.0


def runner(
    view: View = View.SIDE,
    *,
    spm: float = 168.0,
    seconds: float = 10.0,
    fps: float = 60.0,
    lift: float = 0.35,
    lean_deg: float = 8.0,
    twist_deg: float = 10.0,
    bounce: float = 8.0,
    slow: float = 1.0,
    facing: int = 1,
    jitter: float = 0.0,
    seed: int = 0,
) -> Track:
    """Landmarks of steady running; `lift` is how high the swinging ankle goes, in legs."""
    times = np.arange(0, seconds, 1 / fps)
    phase = 2 * np.pi * times * spm / 120
    xy = np.full((len(times), COUNT, 2), np.nan)
    hip_y = 400 + bounce * np.cos(2 * phase)  # lowest (largest y) in mid-stance, twice a stride

    def put(name: str, x, y) -> None:
        across = 1.0 if view is View.SIDE else 0.0
        xy[:, LANDMARKS.index(name), 0] = 360 + facing * across * x
        xy[:, LANDMARKS.index(name), 1] = y

    for side, turn in (("left", 0.0), ("right", np.pi)):
        p = phase + turn
        ahead = -0.35 * LEG * np.sin(p)  # backward through the middle of the stance
        up = lift * LEG * np.clip(-np.cos(p), 0, None) ** 2
        hip_x = 0.0
        ankle_x, ankle_y = ahead, 400 + LEG * 0.97 - up + bounce * np.cos(2 * phase)
        knee = _knee(hip_x, hip_y, ankle_x, ankle_y)
        put(f"{side}_hip", hip_x + 0 * p, hip_y)
        put(f"{side}_knee", *knee)
        put(f"{side}_ankle", ankle_x, ankle_y)
        put(f"{side}_heel", ankle_x - 12, ankle_y + 12)
        put(f"{side}_toe", ankle_x + 36, ankle_y + 14)
        lean = np.radians(lean_deg)
        sway = np.radians(twist_deg) * np.cos(phase) * (1 if side == "left" else -1)
        put(
            f"{side}_shoulder",
            0.6 * LEG * np.sin(lean) + 0.225 * LEG * np.sin(sway),
            hip_y - 0.6 * LEG * np.cos(lean),
        )
    if view is not View.SIDE:
        _spread(xy, 1 if view is View.REAR else -1)
    known = np.isfinite(xy[..., 0])
    xy[known] += jitter * np.random.default_rng(seed).normal(size=(int(known.sum()), 2))
    seen = np.array([0.6 if name.startswith("right") else 1.0 for name in LANDMARKS])
    return Track(times * slow, xy, np.tile(seen, (len(times), 1)), (720, 1280))


def watched(track: Track | None, **said: object) -> Watched:
    """As if a clip had been looked at."""
    from pathlib import Path

    frames = 0 if track is None else len(track.times_s)
    clip = Clip(Path("clip.mp4"), 720, 1280, 30.0, said.pop("promised", frames))
    base = {"others": 0, "moved": 0.0, "looked": frames, "whole": True}
    return Watched(clip, track, **(base | said))


def _knee(hip_x, hip_y, ankle_x, ankle_y):
    """Thigh and shank of equal length, the knee in front."""
    dx, dy = ankle_x - hip_x, ankle_y - hip_y
    far = np.hypot(dx, dy)
    out = np.sqrt(np.clip(HALF**2 - (far / 2) ** 2, 1, None))
    return (hip_x + ankle_x) / 2 + out * dy / far, (hip_y + ankle_y) / 2 - out * dx / far


def _spread(xy: np.ndarray, right: int) -> None:
    """Left and right apart, as seen from behind (right = 1) or in front."""
    for name in LANDMARKS:
        side, _, joint = name.partition("_")
        width = {"shoulder": 0.225, "hip": 0.105, "knee": 0.08, "ankle": 0.06}.get(joint, 0.06)
        if side in {"left", "right"} and np.isfinite(xy[0, LANDMARKS.index(name), 0]):
            sign = right if side == "right" else -right
            xy[:, LANDMARKS.index(name), 0] = 360 + sign * width * LEG
