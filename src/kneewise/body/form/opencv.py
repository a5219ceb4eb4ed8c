"""OpenCV, quiet: what a damaged clip makes its decoder print is no sentence for a runner."""

from __future__ import annotations

import os
from types import ModuleType

from kneewise.model.errors import needs_extra

KINDS = ("mov", "mp4", "3gp", "matroska", "webm", "avi", "mpegts", "mpeg", "asf", "ogg", "flv")
OPTIONS = f"format_whitelist;{','.join(KINDS)}|protocol_whitelist;file"
"""Containers of videos alone. FFmpeg would also draw a text file as a terminal, and follow a play
list to other files and other machines."""


def load_opencv() -> ModuleType:
    """The module cv2. Raises MissingExtraError without the extra `video`."""
    os.environ["OPENCV_FFMPEG_CAPTURE_OPTIONS"] = OPTIONS
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    with needs_extra("video"):
        import cv2
    return cv2
