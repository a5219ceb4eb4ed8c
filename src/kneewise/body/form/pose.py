"""The pose model: where 33 landmarks of each person are, frame by frame."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.apart import NOBODY, PROXIES
from kneewise.model.errors import ClipError, needs_extra
from kneewise.model.words import say

PACKAGE = "kneewise.body.form"

PEOPLE = 3
"""How many the model looks for; more make it slower and no clip of a runner needs them."""

STRETCH = 100
"""The model smooths landmarks by the clock it is given, and late: the hips lag half a frame behind
at 30 frames a second (measured on the treadmill clip). Given a clock that is a hundred times
slower it leaves them as found, and our own filter smooths without lag."""

Floats = NDArray[np.float64]


@dataclass(slots=True)
class PoseModel:
    """An open model; hand it frames in the order they were filmed."""

    _landmarker: Any
    _image: Any
    _format: Any
    _clock_ms: int = -1

    def find(self, at_s: float, rgb: NDArray[np.uint8]) -> list[Floats]:
        """Every person in a picture: (33, 3), x and y in pixels and how surely seen, 0 to 1."""
        self._clock_ms = max(self._clock_ms + 1, round(1000 * STRETCH * at_s))
        image = self._image(image_format=self._format, data=rgb)
        found = self._landmarker.detect_for_video(image, self._clock_ms)
        height, width = rgb.shape[:2]
        return [
            np.array([[p.x * width, p.y * height, p.visibility] for p in pose])
            for pose in found.pose_landmarks
        ]


@contextmanager
def pose_model(path: Path) -> Iterator[PoseModel]:
    """The model of a file. Raises ClipError where it is none, MissingExtraError.

    Raises RuntimeError outside of `apart`: the library would report its use to its maker.
    """
    if os.environ.get(PROXIES[0]) != NOBODY:
        raise RuntimeError("The pose model is opened apart alone; see apart.py.")
    os.environ.setdefault("GLOG_minloglevel", "3")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with needs_extra("video"):
        import mediapipe
        from mediapipe.tasks.python import BaseOptions, vision
    options = vision.PoseLandmarkerOptions(
        base_options=BaseOptions(model_asset_path=str(path)),
        running_mode=vision.RunningMode.VIDEO,
        num_poses=PEOPLE,
    )
    try:
        landmarker = vision.PoseLandmarker.create_from_options(options)
    except (RuntimeError, ValueError, OSError) as error:
        raise ClipError(say(PACKAGE, "refuse.model", name=path)) from error
    try:
        yield PoseModel(landmarker, mediapipe.Image, mediapipe.ImageFormat.SRGB)
    finally:
        landmarker.close()
