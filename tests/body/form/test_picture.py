from __future__ import annotations

import cv2
import numpy as np
import pytest
from tests.body.form.clips import write_clip
from tests.body.form.walkers import runner

from kneewise.body.form.picture import draw
from kneewise.body.form.reading import frames_of
from kneewise.model.errors import ClipError


def test_the_skeleton_is_drawn_where_the_landmarks_are(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=10, size=(720, 1280))
    track = runner(seconds=10 / 60)
    steps = []
    made = draw(clip, track, tmp_path / "form.webm", lambda *step: steps.append(step))
    found = list(frames_of(made, 100))
    assert len(found) == 10
    assert steps[-1] == (10, 10)
    scale = found[0].rgb.shape[0] / 1280
    middle = (track.at("left_hip")[5] + track.at("left_knee")[5]) / 2 * scale
    x, y = (int(v) for v in middle)
    spot = found[5].rgb[y - 1 : y + 2, x - 1 : x + 2].reshape(-1, 3).mean(axis=0)
    assert spot[0] - spot[2] > 60  # orange on grey


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=5, size=(720, 1280))
    with pytest.raises(ClipError, match="can't be written"):
        draw(clip, runner(seconds=5 / 60), tmp_path / "nowhere" / "form.webm")


def test_frames_without_the_runner_are_drawn_plain(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=8, size=(720, 1280))
    track = runner(seconds=8 / 60)
    track.xy[3] = np.nan
    assert len(list(frames_of(draw(clip, track, tmp_path / "form.webm"), 100))) == 8
    assert cv2.VideoCapture(str(tmp_path / "form.webm")).isOpened()
