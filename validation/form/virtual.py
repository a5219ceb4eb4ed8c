"""Virtual phones behind, in front of and beside a lab run, with the model's own errors.

The lab's markers end at the pelvis; the trunk above is made up: a lean and a twist against the
pelvis that are known because they were chosen.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.landmarks import COUNT, LANDMARKS
from kneewise.body.form.track import Track
from kneewise.model.form import View
from validation.form.lab import SIDES, LabRun

Floats = NDArray[np.float64]

NOISE = {
    "shoulder": 0.014,
    "hip": 0.019,
    "knee": 0.019,
    "ankle": 0.019,
    "heel": 0.023,
    "toe": 0.033,
}
LOCKED = {
    "shoulder": 0.022,
    "hip": 0.015,
    "knee": 0.020,
    "ankle": 0.022,
    "heel": 0.023,
    "toe": 0.026,
}
FIXED = {
    "shoulder": 0.038,
    "hip": 0.034,
    "knee": 0.025,
    "ankle": 0.027,
    "heel": 0.024,
    "toe": 0.021,
}
"""Errors of a landmark as shares of leg length (standard deviation a coordinate), as found against
four cameras (`balancing` in `validation/form_results.json`: fast, slow, fixed): from frame to
frame, bound to the moment of the stride, and the same throughout a clip. That was a balance on one
leg, a harder pose for the model than running, so errors come out rather too large."""

TRUNK = 0.60
"""Trunk length as a share of leg length."""

HEIGHT_PX = 1280
WIDTH_PX = 720


@dataclass(frozen=True, slots=True)
class Trunk:
    """The made-up trunk: lean forward, the largest twist of shoulders against the pelvis, width.

    `shoulders` is their distance as a share of leg length; the four cameras find 0.45.
    """

    lean_deg: float = 8.0
    twist_deg: float = 15.0
    shoulders: float = 0.45

    @classmethod
    def drawn(cls, draw: np.random.Generator) -> Trunk:
        """Of one made-up runner."""
        return cls(draw.uniform(2, 14), draw.uniform(8, 20), draw.normal(0.45, 0.04))


@dataclass(frozen=True, slots=True)
class Phone:
    """Where a phone stands: its view, distance, height, and how it is turned from the ideal."""

    view: View
    distance_m: float = 3.5
    height_m: float = 0.9
    yaw_deg: float = 0.0
    pitch_deg: float = 0.0
    roll_deg: float = 0.0
    fps: float = 60.0

    @classmethod
    def put_up(cls, view: View, draw: np.random.Generator, fps: float) -> Phone:
        """As somebody with a chair and a book would: never quite straight (our choice)."""
        return cls(
            view,
            distance_m=draw.uniform(2.5, 4.5),
            height_m=draw.uniform(0.5, 1.2),
            yaw_deg=draw.normal(0, 4),
            pitch_deg=draw.normal(0, 2),
            roll_deg=draw.normal(0, 1),
            fps=fps,
        )

    def seen(self, spots: Floats, middle: Floats) -> Floats:
        """Points of the room (…, 3) in pixels (…, 2) of an upright picture, y downwards."""
        looks = {View.REAR: (1, 0, 0), View.FRONT: (-1, 0, 0), View.SIDE: (0, 0, -1)}[self.view]
        ahead = _turned(np.array(looks, dtype=np.float64), self.yaw_deg)
        right = np.cross(ahead, [0.0, 1.0, 0.0])
        here = middle - self.distance_m * ahead
        here = np.array([here[0], self.height_m, here[2]])
        down = np.array([0.0, -1.0, 0.0])
        tilt = np.radians(self.pitch_deg)
        ahead, down = (
            np.cos(tilt) * ahead + np.sin(tilt) * down,
            np.cos(tilt) * down - np.sin(tilt) * ahead,
        )
        there = (spots - here) @ np.stack([right, down, ahead], axis=1)
        focal = 0.75 * HEIGHT_PX
        flat = focal * there[..., :2] / there[..., 2:]
        roll = np.radians(self.roll_deg)
        spin = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
        return np.asarray(flat @ spin + [WIDTH_PX / 2, HEIGHT_PX / 2])


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What the model gets wrong of one runner throughout: (33, 2), as shares of leg length."""

    fixed: Floats

    @classmethod
    def drawn(cls, draw: np.random.Generator, size: float = 1.0) -> Mistakes:
        """Of one made-up pairing of runner, clothes and model."""
        scale = np.array([FIXED[_kind(name)] if name in _USED else 0.0 for name in LANDMARKS])
        return cls(size * scale[:, None] * draw.normal(size=(COUNT, 2)))


_USED = {f"{side}_{joint}" for side in SIDES for joint in NOISE}


def _kind(name: str) -> str:
    return name.partition("_")[2]


def film(
    run: LabRun,
    phone: Phone,
    draw: np.random.Generator,
    mistakes: Mistakes | None = None,
    trunk: Trunk = Trunk(),
    seconds: tuple[float, float] = (0.0, 30.0),
) -> Track:
    """The landmarks a phone would give. Without `mistakes` there are none at all."""
    room = in_room(run, trunk)
    times = np.arange(seconds[0], min(seconds[1], run.frames / run.rate_hz - 0.05), 1 / phone.fps)
    own = np.arange(run.frames) / run.rate_hz
    middle = np.mean([room["left_hip"].mean(0), room["right_hip"].mean(0)], axis=0)
    xy = np.full((len(times), COUNT, 2), np.nan)
    for name, spot in room.items():
        at = np.stack([np.interp(times, own, spot[:, k]) for k in range(3)], axis=1)
        xy[:, LANDMARKS.index(name)] = phone.seen(at, middle)
    if mistakes is not None:
        leg_px = _leg_px(xy)
        stride_s = np.diff(run.strikes["left"]).mean()
        xy = xy + leg_px * (mistakes.fixed + _wrong(times, stride_s, draw))
    seen = np.array([0.6 if name.startswith("left_") else 1.0 for name in LANDMARKS])
    return Track(times - seconds[0], xy, np.tile(seen, (len(times), 1)), (WIDTH_PX, HEIGHT_PX))


def _wrong(times: Floats, stride_s: float, draw: np.random.Generator) -> Floats:
    """Errors bound to the moment of the stride and from frame to frame, (n, 33, 2)."""
    out = np.zeros((len(times), COUNT, 2))
    phase = 2 * np.pi * times / stride_s
    for name in _USED:
        at, kind = LANDMARKS.index(name), _kind(name)
        waves = np.stack([f(k * phase) for k in (1, 2) for f in (np.sin, np.cos)], axis=1)
        out[:, at] = LOCKED[kind] * waves @ draw.normal(scale=0.5**0.5, size=(4, 2))
        out[:, at] += NOISE[kind] * draw.normal(size=(len(times), 2))
    return out


def in_room(run: LabRun, trunk: Trunk) -> dict[str, Floats]:
    """All landmarks of the run in the room, (n, 3), with the made-up trunk."""
    found = {f"{side}_{joint}": spot for (joint, side), spot in run.joints.items()}
    hips = (found["left_hip"] + found["right_hip"]) / 2
    across = found["right_hip"] - found["left_hip"]
    pelvis_yaw = np.arctan2(across[:, 0], across[:, 2])
    times = np.arange(run.frames) / run.rate_hz
    stride_s = np.diff(run.strikes["left"]).mean()
    phase = 2 * np.pi * (times - run.strikes["left"][0]) / stride_s
    yaw = pelvis_yaw + np.radians(trunk.twist_deg) * np.cos(phase)
    leg = np.linalg.norm(run.joints["hip", "left"] - run.joints["knee", "left"], axis=1).mean()
    leg += np.linalg.norm(run.joints["knee", "left"] - run.joints["ankle", "left"], axis=1).mean()
    lean = np.radians(trunk.lean_deg)
    neck = hips + TRUNK * leg * np.array([np.sin(lean), np.cos(lean), 0.0])
    half = (
        trunk.shoulders * leg / 2 * np.stack([np.sin(yaw), np.zeros_like(yaw), np.cos(yaw)], axis=1)
    )
    found |= {"left_shoulder": neck - half, "right_shoulder": neck + half}
    return found


def _leg_px(xy: Floats) -> float:
    points = [xy[:, LANDMARKS.index(f"left_{joint}")] for joint in ("hip", "knee", "ankle")]
    lengths = [np.linalg.norm(a - b, axis=1) for a, b in pairwise(points)]
    return float(np.percentile(lengths[0] + lengths[1], 90))


def _turned(vector: Floats, degrees: float) -> Floats:
    turn = np.radians(degrees)
    x, y, z = vector
    return np.array([x * np.cos(turn) + z * np.sin(turn), y, -x * np.sin(turn) + z * np.cos(turn)])
