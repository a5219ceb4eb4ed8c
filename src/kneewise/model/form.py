"""Words of a runner's form as it is filmed."""

from __future__ import annotations

from enum import StrEnum


class View(StrEnum):
    """Where the phone stands: behind the runner, in front, or beside."""

    REAR = "rear"
    FRONT = "front"
    SIDE = "side"
