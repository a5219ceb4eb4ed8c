"""From a clip to the track of the runner in it: the one look at all pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kneewise.body.form.following import Following
from kneewise.body.form.pose import pose_model
from kneewise.body.form.reading import Clip, frames_of, look_at
from kneewise.body.form.steadiness import Steadiness
from kneewise.body.form.track import Track

MOST_FRAMES = 3_600
"""Two minutes at 30 frames a second, fifteen seconds of an eightfold slow motion: 20 strides and
more either way, and a bound on time and memory for clips of any length (our choice)."""

LARGE_PX = 3840 * 2160
"""Decoding a larger picture takes longer than looking at it, so fewer of them are: 900 of 8K."""

Progress = Callable[[int, int], None]
"""Called with (frames looked at, frames that will be)."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What the pictures held.

    `track` is None where nobody was found; `others` counts people beside the runner; `moved` is
    how far the background went in a tenth of a second, as a share of the picture's width; `looked`
    is how many frames were looked at, `whole` whether they were all that the clip promised.
    """

    clip: Clip
    track: Track | None
    others: int
    moved: float | None
    looked: int
    whole: bool


def watch(path: Path, model: Path, on_progress: Progress = lambda *_: None) -> Watched:
    """Look at every frame. Raises ClipError, MissingExtraError."""
    clip = look_at(path)
    bound = most_frames(clip)
    promised = bound if clip.frames is None else clip.frames
    most = min(bound, promised + 1)
    following, steadiness = Following((clip.width, clip.height)), Steadiness()
    looked = 0
    with pose_model(model) as found:
        for frame in frames_of(path, most):
            people = found.find(frame.at_s, frame.rgb)
            following.add(frame.at_s, people)
            steadiness.add(frame.at_s, frame.rgb, people)
            looked += 1
            on_progress(min(looked, promised), min(promised, bound))
    return Watched(
        clip,
        following.runner(),
        following.others(),
        steadiness.moved,
        looked,
        whole=clip.frames is None or looked >= min(0.9 * clip.frames, bound),
    )


def most_frames(clip: Clip) -> int:
    """How many frames of a clip are looked at, at the most."""
    return MOST_FRAMES if clip.pixels <= LARGE_PX else MOST_FRAMES * LARGE_PX // clip.pixels
