"""The clip once more, small, with the skeleton drawn over the runner: WebM, which browsers play."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.landmarks import BONES, LANDMARKS
from kneewise.body.form.opencv import load_opencv
from kneewise.body.form.reading import frames_of, look_at
from kneewise.body.form.track import Track
from kneewise.model.errors import ClipError
from kneewise.model.words import say

PACKAGE = "kneewise.body.form"

ENDING = ".webm"
CODEC = "VP80"
"""VP8 in WebM: what OpenCV's wheel writes and every browser plays. It has no H.264, and the VP9 it
has takes four times as long."""

LONGER_SIDE_PX = 640
MOST_FRAMES = 360
"""Twelve seconds at 30 frames a second show every stride often enough (our choice)."""

COLOURS = {"left": (20, 140, 255), "right": (170, 150, 0), "": (235, 235, 235)}
"""Blue, green, red: the runner's left is orange, the right teal, what joins them nearly white."""

Progress = Callable[[int, int], None]


def draw(path: Path, track: Track, into: Path, on_progress: Progress = lambda *_: None) -> Path:
    """Write the picture of a watched clip to `into`. Raises ClipError where it can't be written."""
    cv2 = load_opencv()
    clip = look_at(path)
    scale = min(1.0, LONGER_SIDE_PX / max(clip.width, clip.height))
    size = (_even(clip.width * scale), _even(clip.height * scale))
    code = cv2.VideoWriter_fourcc(*CODEC)
    writer = cv2.VideoWriter(str(into), cv2.CAP_FFMPEG, code, min(clip.fps, 60.0), size)
    if not writer.isOpened():
        raise ClipError(say(PACKAGE, "refuse.no_picture", name=into))
    first = _first(track)
    last = min(len(track.times_s), first + MOST_FRAMES)
    try:
        for frame in frames_of(path, last):
            if frame.number < first:
                continue
            picture = cv2.resize(frame.rgb, size, interpolation=cv2.INTER_AREA)[..., ::-1].copy()
            _skeleton(cv2, picture, track.xy[frame.number] * scale)
            writer.write(picture)
            on_progress(frame.number - first + 1, last - first)
    finally:
        writer.release()
    return into


def _first(track: Track) -> int:
    rows = np.flatnonzero(track.found)
    return int(rows[0]) if len(rows) else 0


def _even(length: float) -> int:
    """Video sizes are even."""
    return max(2, 2 * round(length / 2))


def _skeleton(cv2: Any, picture: NDArray[np.uint8], spots: NDArray[np.float64]) -> None:  # noqa: ANN401
    thick = max(2, max(picture.shape) // 240)
    for a, b in BONES:
        ends = [spots[LANDMARKS.index(name)] for name in (a, b)]
        if not np.isfinite(ends).all():
            continue
        here, there = (tuple(int(v) for v in end) for end in ends)
        side = a.partition("_")[0]
        colour = COLOURS[side if b.startswith(side) else ""]
        cv2.line(picture, here, there, (25, 25, 25), thick + 2, cv2.LINE_AA)
        cv2.line(picture, here, there, colour, thick, cv2.LINE_AA)
        cv2.circle(picture, here, thick, colour, -1, cv2.LINE_AA)
