"""One person followed through a clip: where each landmark was, and when."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.landmarks import LANDMARKS

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Track:
    """Landmarks of one person: `xy` (n, 33, 2) in pixels, y downwards, NaN where not seen.

    `times_s` (n,) are seconds from the start of the clip as it plays; `seen` (n, 33) how sure
    the model is that a landmark is in the open, 0 to 1; `size_px` the picture's width and height.
    """

    times_s: Floats
    xy: Floats
    seen: Floats
    size_px: tuple[int, int]

    def at(self, landmark: str) -> Floats:
        """Where one landmark was, (n, 2)."""
        return self.xy[:, LANDMARKS.index(landmark)]

    def between(self, left: str, right: str) -> Floats:
        """The middle of two landmarks, (n, 2)."""
        return (self.at(left) + self.at(right)) / 2

    @property
    def found(self) -> NDArray[np.bool_]:
        """In which frames the person was found."""
        return np.isfinite(self.at("left_hip")[:, 0])

    def cut(self, begin: int, end: int) -> Track:
        """The frames [begin, end)."""
        return Track(
            self.times_s[begin:end], self.xy[begin:end], self.seen[begin:end], self.size_px
        )

    def slowed(self, slow: float) -> Track:
        """The same in real time, where the clip plays `slow` times slower than life."""
        return Track(self.times_s / slow, self.xy, self.seen, self.size_px)
