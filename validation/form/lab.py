"""A runner's joints in space from lab markers, and the foot on the ground from the force plate.

The file holds clusters on thigh, shank and heel. Hip centres are regressed from the pelvis
(Harrington 2007), knee and ankle are the axes about which the clusters really turn (symmetrical
axis of rotation, Ehrig 2007), at their nearest point to the line of the leg.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, filtfilt

Floats = NDArray[np.float64]

SIDES = ("left", "right")
SMOOTH_HZ = 12.0
ON_THE_GROUND = 0.06
"""Share of the largest vertical force above which the foot counts as on the ground."""


@dataclass(frozen=True, slots=True)
class LabRun:
    """One run in the lab. Joints in metres: x forward, y up, z to the runner's right.

    `joints` by (joint, side), each (n, 3); `strikes` and `offs` are seconds, by side.
    """

    rate_hz: float
    joints: dict[tuple[str, str], Floats]
    strikes: dict[str, Floats]
    offs: dict[str, Floats]

    @property
    def frames(self) -> int:
        """How many moments."""
        return len(next(iter(self.joints.values())))


def read_lab_run(path: Path) -> LabRun:
    """The run of a c3d file of Fukuchi 2017."""
    import ezc3d

    content = ezc3d.c3d(str(path))
    labels = content["parameters"]["POINT"]["LABELS"]["value"]
    rate = float(content["parameters"]["POINT"]["RATE"]["value"][0])
    points = np.moveaxis(content["data"]["points"][:3], 0, 2) / 1000.0
    smooth = butter(4, SMOOTH_HZ, fs=rate)
    markers = {
        name: filtfilt(*smooth, spot, axis=0) for name, spot in zip(labels, points, strict=True)
    }
    joints: dict[tuple[str, str], Floats] = {}
    for side in SIDES:
        joints |= {(name, side): spot for name, spot in _leg(markers, side).items()}
    force = content["data"]["analogs"][0]
    names = content["parameters"]["ANALOG"]["LABELS"]["value"]
    force_rate = float(content["parameters"]["ANALOG"]["RATE"]["value"][0])
    strikes, offs = _contacts(-force[names.index("F1Z")], force_rate, joints)
    return LabRun(rate, joints, strikes, offs)


def _leg(markers: dict[str, Floats], side: str) -> dict[str, Floats]:
    s = "L" if side == "left" else "R"
    hip = _hip(markers, side)
    thigh = [
        markers[f"{s}.Thigh.{a}.{b}"] for a in ("Top", "Bottom") for b in ("Lateral", "Medial")
    ]
    shank = [
        markers[f"{s}.Shank.{a}.{b}"] for a in ("Top", "Bottom") for b in ("Lateral", "Medial")
    ]
    foot = [markers[f"{s}.{name}"] for name in ("Heel.Bottom", "Heel.Top", "MT1", "MT5")]
    toe_base = (markers[f"{s}.MT1"] + markers[f"{s}.MT5"]) / 2
    heel = (markers[f"{s}.Heel.Bottom"] + markers[f"{s}.Heel.Top"]) / 2
    ankle = _turning_point(np.stack(shank, 1), np.stack(foot, 1), (heel + toe_base) / 2)
    knee = _turning_point(np.stack(thigh, 1), np.stack(shank, 1), (hip + ankle) / 2)
    toe = heel + 1.25 * (toe_base - heel)  # the landmark is the tip of the great toe
    return {"hip": hip, "knee": knee, "ankle": ankle, "heel": heel, "toe": toe}


def _hip(markers: dict[str, Floats], side: str) -> Floats:
    """Harrington 2007 from pelvic width and depth, in the pelvis's own frame."""
    left, right = markers["L.ASIS"], markers["R.ASIS"]
    back = (markers["L.PSIS"] + markers["R.PSIS"]) / 2
    front = (left + right) / 2
    width = np.linalg.norm(right - left, axis=1).mean()
    depth = np.linalg.norm(front - back, axis=1).mean()
    across = _unit(right - left)
    ahead = front - back
    ahead = _unit(ahead - across * np.sum(ahead * across, axis=1, keepdims=True))
    up = np.cross(across, ahead)
    aside = (0.33 * width + 0.0073) * (1 if side == "right" else -1)
    out, low = aside * across, (-0.30 * width - 0.0109) * up
    return np.asarray(front + (-0.24 * depth - 0.0099) * ahead + low + out)


def _turning_point(above: Floats, below: Floats, near: Floats) -> Floats:
    """The point on the common axis of two clusters (n, m, 3) that lies nearest to `near`."""
    turn_a, move_a = _pose(above)
    turn_b, move_b = _pose(below)
    n = len(above)
    rows = np.concatenate([turn_a, -turn_b], axis=2).reshape(3 * n, 6)
    found, *_ = np.linalg.lstsq(rows, (move_b - move_a).reshape(3 * n), rcond=1e-3)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    point = np.einsum("nij,j->ni", turn_a, found[:3]) + move_a
    axis = _unit(np.einsum("nij,j->ni", turn_a, directions[-1, :3]))
    along = np.sum((near - point) * axis, axis=1).mean()
    return np.asarray(point + along * axis)


def _pose(cluster: Floats) -> tuple[Floats, Floats]:
    """Rotation (n, 3, 3) and translation (n, 3) of a cluster against its own mean shape."""
    middle = cluster.mean(axis=1, keepdims=True)
    own = cluster - middle
    shape = own[0]
    for _ in range(3):
        turn = _aligned(shape, own)
        shape = np.einsum("nij,nmi->nmj", turn, own).mean(axis=0)
    return _aligned(shape, own), middle[:, 0]


def _aligned(shape: Floats, own: Floats) -> Floats:
    u, _, vt = np.linalg.svd(np.einsum("nmi,mj->nij", own, shape))
    flip = np.sign(np.linalg.det(u @ vt))
    u[:, :, 2] *= flip[:, None]
    return np.asarray(u @ vt)


def _contacts(
    force: Floats, rate: float, joints: dict[tuple[str, str], Floats]
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Strikes and toe-offs by side: one plate under both feet, the lower foot is the one on it."""
    on = filtfilt(*butter(2, 40.0, fs=rate), force)
    on = on - np.percentile(on, 10)
    down = on > ON_THE_GROUND * np.percentile(on, 99)
    begins = np.flatnonzero(down[1:] & ~down[:-1]) + 1
    ends = np.flatnonzero(~down[1:] & down[:-1]) + 1
    ends = ends[ends > begins[0]]
    strikes: dict[str, list[float]] = {side: [] for side in SIDES}
    offs: dict[str, list[float]] = {side: [] for side in SIDES}
    frames = len(joints["toe", "left"])
    seconds = len(force) / rate
    for begin, end in zip(begins, ends, strict=False):
        at = min(frames - 1, int((begin + end) / 2 / rate * frames / seconds))
        side = min(SIDES, key=lambda s: joints["ankle", s][at, 1])
        strikes[side].append(begin / rate)
        offs[side].append(end / rate)
    return (
        {side: np.array(t) for side, t in strikes.items()},
        {side: np.array(t) for side, t in offs.items()},
    )


def _unit(vectors: Floats) -> Floats:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))
