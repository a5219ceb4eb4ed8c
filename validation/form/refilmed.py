"""The treadmill clip made worse in ways that leave the runner as they were: what changes then.

The errors of `phones.py` are made up from a balance; here the real model looks at a real run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.answer import Form
from kneewise.body.form.apart import run_apart
from kneewise.body.form.comparing import compare
from kneewise.body.form.judging import judge
from kneewise.body.form.opencv import load_opencv
from kneewise.body.form.reading import frames_of, look_at
from kneewise.model.errors import ClipError

Picture = NDArray[np.uint8]


def refilmed(clip: Path, model: Path) -> dict[str, dict[str, object]]:
    """By way of making it worse: how many figures are called changed, and the largest difference.

    `largest` is in shares of what would be called a change.
    """
    first = _form(clip, model)
    out: dict[str, dict[str, object]] = {}
    with TemporaryDirectory() as folder:
        for name, worse in _WAYS.items():
            made = _written(clip, Path(folder) / f"{name}.mp4", worse)
            try:
                changes = compare(first.measured, _form(made, model).measured)
            except ClipError as error:
                out[name] = {"refused": str(error)}
                continue
            shares = {c.name: abs(c.difference.mid) / c.needed for c in changes}
            largest = max(shares, key=lambda name: shares[name])
            out[name] = {
                "changed": sum(c.changed for c in changes),
                "of": len(changes),
                "largest": largest,
                "share": round(shares[largest], 2),
            }
    return out


def _form(clip: Path, model: Path) -> Form:
    return judge(run_apart("kneewise.body.form.watching:watch", clip, model))


def _written(clip: Path, into: Path, worse: Callable[[Picture], Picture]) -> Path:
    cv2, facts = load_opencv(), look_at(clip)
    writer = None
    for frame in frames_of(clip, 10_000):
        picture = worse(frame.rgb)[..., ::-1].copy()
        if writer is None:
            size = (picture.shape[1], picture.shape[0])
            writer = cv2.VideoWriter(str(into), cv2.VideoWriter_fourcc(*"mp4v"), facts.fps, size)
        writer.write(picture)
    if writer is not None:
        writer.release()
    return into


def _smaller(picture: Picture) -> Picture:
    height, width = (2 * round(0.3 * side) for side in picture.shape[:2])
    return np.asarray(load_opencv().resize(picture, (width, height)))


def _darker(picture: Picture) -> Picture:
    return np.asarray((picture * 0.4).astype(np.uint8))


def _noisy(picture: Picture) -> Picture:
    draw = np.random.default_rng(int(picture[::64, ::64].sum()))
    noise = draw.normal(0, 15, picture.shape)
    return np.asarray(np.clip(picture + noise, 0, 255).astype(np.uint8))


def _blurred(picture: Picture) -> Picture:
    return np.asarray(load_opencv().GaussianBlur(picture, (0, 0), 3.0))


def _tighter(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    return picture[height // 4 : height // 4 * 4, : width // 8 * 7]


_WAYS: dict[str, Callable[[Picture], Picture]] = {
    "smaller": _smaller,
    "darker": _darker,
    "noisy": _noisy,
    "blurred": _blurred,
    "tighter": _tighter,
}
