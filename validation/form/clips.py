"""Real clips whose truth somebody knows: a counted cadence, a walk, a balance seen by four."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.apart import run_apart
from kneewise.body.form.judging import judge
from kneewise.body.form.landmarks import LANDMARKS
from kneewise.body.form.track import Track
from kneewise.body.form.watching import Watched
from kneewise.model.errors import ClipError
from kneewise.model.form import View
from validation.form.cameras import Camera, read_cameras, triangulated

Floats = NDArray[np.float64]

HEIGHT_PX = 1920
"""Of the pictures that the cameras were calibrated with; clips are read smaller."""

JOINTS = ("shoulder", "hip", "knee", "ankle", "heel", "toe")
SLOW_HZ = 2.0
"""What changes more slowly is where the model errs with the pose, what is faster is jitter."""


def treadmill(folder: Path, model: Path) -> dict[str, object]:
    """The run whose cadence was counted by hand; also how fast it was looked at."""
    said = json.loads((folder / "run_treadmill_side.truth.json").read_text(encoding="utf-8"))
    cpu, wall = _children_s(), time.perf_counter()
    watched = _watch(folder / "run_treadmill_side.mp4", model)
    cpu, wall = _children_s() - cpu, time.perf_counter() - wall
    form = judge(watched, View.SIDE)
    cadence = next(line for line in form.measured if line.name == "cadence_spm")
    return {
        "counted_spm": said["cadence_spm"],
        "measured_spm": round(cadence.value.mid, 1),
        "low": round(cadence.value.low, 1),
        "high": round(cadence.value.high, 1),
        "strides": form.strides,
        "frames": watched.looked,
        "frames_per_cpu_s": round(watched.looked / cpu, 1),
        "frames_per_s": round(watched.looked / wall, 1),
    }


def _watch(clip: Path, model: Path) -> Watched:
    watched: Watched = run_apart("kneewise.body.form.watching:watch", clip, model)
    return watched


def _children_s() -> float:
    """Processor seconds of the processes that ended; starting one and loading the model count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def walking(folder: Path, model: Path) -> dict[str, object]:
    """The walk, which has to be refused."""
    try:
        judge(_watch(folder / "sports2d_walk_side.mp4", model))
    except ClipError as error:
        return {"refused": str(error)}
    return {"refused": None}


def balancing(folder: Path, model: Path) -> dict[str, object]:
    """Each camera's landmarks against the joints that all four see; no running, a harder pose."""
    cameras = read_cameras(folder / "Calib.qca.txt")
    tracks = {}
    for name in cameras:
        track = _watch(folder / f"{name}.mp4", model).track
        if track is not None:
            tracks[name] = track
    return against(tracks, cameras)


def against(tracks: dict[str, Track], cameras: dict[str, Camera]) -> dict[str, object]:
    """How far the landmarks of one camera are off, as shares of leg length, and the knee's bend."""
    seen = {
        name: cameras[name].straight(track.xy * HEIGHT_PX / track.size_px[1])
        for name, track in tracks.items()
    }
    frames = min(len(xy) for xy in seen.values())
    seen = {name: xy[:frames] for name, xy in seen.items()}
    room = triangulated(seen, cameras)
    leg_m = float(np.median(_length(room, "hip", "knee") + _length(room, "knee", "ankle")))
    off: dict[str, Floats] = {}
    for name, xy in seen.items():
        camera = cameras[name]
        far_m = float(np.median((room @ camera.turn.T + camera.move)[..., 2]))
        off[name] = (xy - camera.seen(room)) * far_m / leg_m
    rate = 60.0
    return {
        "leg_m": round(leg_m, 3),
        "shares_of_leg": {
            "shoulders": round(_apart(room, "shoulder") / leg_m, 3),
            "hips": round(_apart(room, "hip") / leg_m, 3),
            "foot": round(float(np.median(_length(room, "heel", "toe"))) / leg_m, 3),
        },
        "landmarks": {joint: _errors(off, joint, rate) for joint in JOINTS},
        "knee_in_the_picture": _knees(seen, room, cameras),
    }


def _errors(off: dict[str, Floats], joint: str, rate: float) -> dict[str, float]:
    """Robust standard deviations a coordinate: the same throughout, slow, and frame to frame."""
    from scipy.signal import butter, sosfiltfilt

    low = butter(2, SLOW_HZ, fs=rate, output="sos")
    fixed, slow, fast = [], [], []
    for missed in off.values():
        for side in ("left", "right"):
            line = missed[:, LANDMARKS.index(f"{side}_{joint}")]
            middle = line.mean(axis=0)
            drift = sosfiltfilt(low, line - middle, axis=0)
            fixed += middle.tolist()
            slow += drift.std(axis=0).tolist()
            fast += (line - middle - drift).std(axis=0).tolist()
    return {
        "fixed": round(1.4826 * float(np.median(np.abs(fixed))), 3),
        "slow": round(float(np.median(slow)), 3),
        "fast": round(float(np.median(fast)), 3),
    }


def _knees(
    seen: dict[str, Floats], room: Floats, cameras: dict[str, Camera]
) -> dict[str, dict[str, float]]:
    """Bend of the knee in one camera's picture against that of the four cameras' joints there."""
    out = {}
    for name, xy in seen.items():
        true = cameras[name].seen(room)
        off = np.concatenate([_bend(xy, side) - _bend(true, side) for side in ("left", "right")])
        out[name] = {
            "median_deg": round(float(np.median(off)), 1),
            "rms_deg": round(float(np.sqrt(np.mean(off**2))), 1),
        }
    return out


def _bend(spots: Floats, side: str) -> Floats:
    hip, knee, ankle = (
        spots[:, LANDMARKS.index(f"{side}_{joint}")] for joint in ("hip", "knee", "ankle")
    )
    thigh, shank = knee - hip, ankle - knee
    cross = thigh[:, 0] * shank[:, 1] - thigh[:, 1] * shank[:, 0]
    return np.asarray(np.degrees(np.arctan2(cross, (thigh * shank).sum(axis=1))))


def _length(room: Floats, a: str, b: str) -> Floats:
    lengths = [
        np.linalg.norm(
            room[:, LANDMARKS.index(f"{side}_{a}")] - room[:, LANDMARKS.index(f"{side}_{b}")],
            axis=1,
        )
        for side in ("left", "right")
    ]
    return np.asarray((lengths[0] + lengths[1]) / 2)


def _apart(room: Floats, joint: str) -> float:
    left, right = (room[:, LANDMARKS.index(f"{side}_{joint}")] for side in ("left", "right"))
    return float(np.median(np.linalg.norm(left - right, axis=1)))
