"""Four calibrated cameras round one person: the joints in space, seen by all of them together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SUBPIXELS = 64.0
"""Qualisys writes pixels in 64ths."""


@dataclass(frozen=True, slots=True)
class Camera:
    """One calibrated camera; lengths in metres. `turn` and `move` take the room to the camera."""

    name: str
    matrix: Floats  # (3, 3)
    distortion: Floats  # (4,)
    turn: Floats  # (3, 3)
    move: Floats  # (3,)

    def straight(self, xy: Floats) -> Floats:
        """Pixels (…, 2) without the lens's distortion, in units of the focal length."""
        import cv2

        flat = xy.reshape(-1, 1, 2)
        return np.asarray(
            cv2.undistortPoints(flat, self.matrix, self.distortion), dtype=np.float64
        ).reshape(xy.shape)

    def seen(self, spots: Floats) -> Floats:
        """Points of the room (…, 3) as this camera sees them, in units of the focal length."""
        there = spots @ self.turn.T + self.move
        return np.asarray(there[..., :2] / there[..., 2:])


def read_cameras(path: Path) -> dict[str, Camera]:
    """The cameras of a Qualisys calibration, by name."""
    found = {}
    for node in ET.parse(path).getroot().iter("camera"):  # noqa: S314 - a file of our own tests
        inside, place = node.find("intrinsic"), node.find("transform")
        if inside is None or place is None:
            continue
        put = {key: float(value) for key, value in place.attrib.items()}
        own = {k: float(v) for k, v in inside.attrib.items() if _is_number(v)}
        axes = np.array([[put[f"r{i}{j}"] for j in (1, 2, 3)] for i in (1, 2, 3)])
        turn = np.diag([1.0, -1.0, -1.0]) @ axes  # Qualisys looks along -z, pictures along +z
        where = np.array([put["x"], put["y"], put["z"]]) / 1000.0
        matrix = np.array(
            [
                [own["focalLengthU"], 0.0, own["centerPointU"]],
                [0.0, own["focalLengthV"], own["centerPointV"]],
                [0.0, 0.0, SUBPIXELS],
            ]
        )
        bends = ("radialDistortion1", "radialDistortion2", "tangentalDistortion1")
        distortion = np.array([*(own[name] for name in bends), own["tangentalDistortion2"]])
        name = node.attrib["serial"]
        found[name] = Camera(name, matrix / SUBPIXELS, distortion, turn, -turn @ where)
    return found


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def triangulated(seen: dict[str, Floats], cameras: dict[str, Camera], rounds: int = 8) -> Floats:
    """Points in the room (n, m, 3) from what each camera sees (n, m, 2), in focal lengths.

    A camera that disagrees with the others over a point weighs less there (Huber's weights), so
    that one wrong guess of the model does not pull the truth along.
    """
    names = list(seen)
    weights = np.ones((len(names), *seen[names[0]].shape[:2]))
    for _ in range(rounds):
        rows = []
        for weight, name in zip(weights, names, strict=True):
            xy, camera = seen[name], cameras[name]
            whole = np.hstack([camera.turn, camera.move[:, None]])
            pair = (xy[..., :1] * whole[2] - whole[0], xy[..., 1:] * whole[2] - whole[1])
            rows += [weight[..., None] * row for row in pair]
        _, _, vt = np.linalg.svd(np.stack(rows, axis=-2))
        points = vt[..., -1, :3] / vt[..., -1, 3:]
        missed = np.stack(
            [np.linalg.norm(cameras[n].seen(points) - seen[n], axis=-1) for n in names]
        )
        weights = np.minimum(1.0, np.median(missed) / np.maximum(missed, 1e-9))
    return np.asarray(points)
