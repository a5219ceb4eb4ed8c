"""A clip frame by frame: turned upright, made small, with the moment each frame was filmed.

Frames are never gathered: one is decoded, handed on and forgotten. A second thread decodes the
next few while the model looks at this one.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.opencv import load_opencv
from kneewise.model.errors import ClipError
from kneewise.model.words import say

PACKAGE = "kneewise.body.form"

LONGER_SIDE_PX = 1280
"""Larger pictures are made smaller as they are read: the model looks at 256 × 256 pixels of the
person anyhow, so 8K shows it nothing that 720p does not."""

SHORTER_SIDE_PX = 144
LEAST_FPS = 24.0
"""Below, a foot is on the ground for fewer than five frames (our choice)."""

AHEAD = 4
"""Frames decoded ahead of the model; the memory a clip takes whatever its length."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Clip:
    """What a file says of itself: upright size as read (px), frames a second, frames in all.

    `frames` is None where the container does not say; `pixels` are those of the file's picture.
    """

    path: Path
    width: int
    height: int
    fps: float
    frames: int | None
    pixels: int = 0

    @property
    def seconds(self) -> float | None:
        """How long it plays."""
        return None if self.frames is None else self.frames / self.fps


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame: its number, the second it stands at as the clip plays, its picture (RGB)."""

    number: int
    at_s: float
    rgb: Picture


def look_at(path: Path) -> Clip:
    """What the clip is. Raises ClipError for what is none or can't be decoded."""
    with _opened(path) as (cv2, video):
        return _described(cv2, video, path)


def frames_of(path: Path, most: int) -> Iterator[Frame]:
    """The first `most` frames, decoded ahead by a thread of their own.

    The clip may end before its container says so; what came until then is handed on. Raises
    ClipError where nothing can be decoded.
    """
    waiting: queue.Queue[Frame | BaseException | None] = queue.Queue(maxsize=AHEAD)
    stopped = threading.Event()

    def put(item: Frame | BaseException | None) -> bool:
        while not stopped.is_set():
            try:
                waiting.put(item, timeout=0.2)
            except queue.Full:
                continue
            return True
        return False

    def decode() -> None:
        try:
            for frame in _decoded(path, most):
                if not put(frame):
                    return
            put(None)
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            put(error)

    thread = threading.Thread(target=decode, name="decode", daemon=True)
    thread.start()
    try:
        while (item := waiting.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item
    finally:
        stopped.set()
        thread.join()


def _decoded(path: Path, most: int) -> Iterator[Frame]:
    with _opened(path) as (cv2, video):
        clip = _described(cv2, video, path)
        before = -1.0
        for number in range(most):
            read, picture = video.read()
            if not read:
                if number < 2:
                    raise ClipError(say(PACKAGE, "refuse.no_frames", name=path.name))
                return
            at_s = float(video.get(cv2.CAP_PROP_POS_MSEC)) / 1000
            if not before < at_s < before + 10:  # none, or a jump that no camera makes
                at_s = number / clip.fps if before < number / clip.fps else before + 1 / clip.fps
            before = at_s
            if (picture.shape[1], picture.shape[0]) != (clip.width, clip.height):
                size = (clip.width, clip.height)
                picture = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
            yield Frame(number, at_s, cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[Any, Any]]:
    if not path.is_file():
        raise ClipError(say(PACKAGE, "refuse.no_file", name=path))
    cv2 = load_opencv()
    # FFmpeg alone: OpenCV's others would take a picture, or a name with a number, for a clip.
    video = cv2.VideoCapture(str(path.absolute()), cv2.CAP_FFMPEG)
    try:
        if not video.isOpened():
            raise ClipError(say(PACKAGE, _why_closed(cv2, path), name=path.name))
        yield cv2, video
    finally:
        video.release()


def _why_closed(cv2: Any, path: Path) -> str:  # noqa: ANN401 - a module
    if path.stat().st_size == 0:
        return "refuse.empty"
    if cv2.haveImageReader(str(path)):
        return "refuse.photo"
    with path.open("rb") as file:
        head = file.read(12)
    # An mp4 is an "ftyp" first; its index comes last and is missing where a copy was cut off.
    return "refuse.cut_off" if head[4:8] == b"ftyp" else "refuse.no_clip"


def _described(cv2: Any, video: Any, path: Path) -> Clip:  # noqa: ANN401 - a module, its object
    width = int(video.get(cv2.CAP_PROP_FRAME_WIDTH))
    height = int(video.get(cv2.CAP_PROP_FRAME_HEIGHT))
    frames = int(video.get(cv2.CAP_PROP_FRAME_COUNT))
    fps = float(video.get(cv2.CAP_PROP_FPS))
    if frames == 1 or cv2.haveImageReader(str(path)):
        raise ClipError(say(PACKAGE, "refuse.photo", name=path.name))
    if min(width, height) < SHORTER_SIDE_PX:
        size = f"{width} × {height}"
        raise ClipError(say(PACKAGE, "refuse.small", size=size, least=SHORTER_SIDE_PX))
    if not np.isfinite(fps) or fps < 1 or fps > 2000:
        raise ClipError(say(PACKAGE, "refuse.no_clip", name=path.name))
    if fps < LEAST_FPS - 0.5:
        raise ClipError(say(PACKAGE, "refuse.few_fps", fps=f"{fps:.0f}", least=f"{LEAST_FPS:.0f}"))
    scale = min(1.0, LONGER_SIDE_PX / max(width, height))
    known = frames if frames > 0 else None
    return Clip(path, round(width * scale), round(height * scale), fps, known, width * height)
