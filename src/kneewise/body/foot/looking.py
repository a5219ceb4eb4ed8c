"""The door to what needs OpenCV and Pillow: everything behind it loads them."""

from __future__ import annotations

import os
from importlib.util import find_spec

from kneewise.body.foot.types import Reading, Sheet
from kneewise.model.errors import needs_extra


def can_look() -> bool:
    """Whether what reads pictures is installed (the extra `video`)."""
    return all(find_spec(name) is not None for name in ("cv2", "PIL"))


def look(data: bytes, sheet: Sheet, *, picture: bool = False) -> Reading:
    """The prints in a picture file, or why there are none. Raises MissingExtraError."""
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")  # its warnings are no sentences of ours
    with needs_extra("video"):
        from kneewise.body.foot.measuring import measure

    return measure(data, sheet, picture=picture)
