from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from tests.body.form.clips import make_uneven, turn_upright, write_clip

from kneewise.body.form import reading
from kneewise.body.form.reading import AHEAD, LONGER_SIDE_PX, Clip, frames_of, look_at
from kneewise.body.form.watching import MOST_FRAMES, most_frames
from kneewise.model.errors import ClipError


def test_frames_come_in_order_with_the_moment_they_stand_at(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=12, fps=25)
    found = list(frames_of(clip, 100))
    assert [frame.number for frame in found] == list(range(12))
    assert [frame.at_s for frame in found] == pytest.approx([n / 25 for n in range(12)])
    corners = [int(frame.rgb[10, 10, 0]) for frame in found]
    assert corners == pytest.approx([5 + 5 * n for n in range(12)], abs=4)


def test_a_clip_of_a_phone_held_upright_is_turned(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", size=(320, 240))
    turn_upright(clip)
    assert (look_at(clip).width, look_at(clip).height) == (240, 320)
    assert next(iter(frames_of(clip, 1))).rgb.shape == (320, 240, 3)


def test_an_uneven_frame_rate_is_read_by_the_moment_of_each_frame(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=20, fps=60)
    make_uneven(clip, 10)
    found = [frame.at_s for frame in frames_of(clip, 100)]
    steps = np.diff(found)
    assert steps[:9] == pytest.approx(1 / 60, abs=1e-3)
    assert steps[10:] == pytest.approx(2 / 60, abs=1e-3)


def test_a_large_picture_is_made_small(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=3, size=(3840, 2160))
    assert look_at(clip).width == LONGER_SIDE_PX
    assert next(iter(frames_of(clip, 1))).rgb.shape == (720, 1280, 3)


def test_no_more_than_asked_for_is_decoded(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=20)
    assert len(list(frames_of(clip, 7))) == 7


def test_few_frames_wait_however_long_the_clip(tmp_path, monkeypatch):
    clip = write_clip(tmp_path / "clip.mp4", frames=60)
    decoded = []
    real = reading._decoded

    def counting(path, most):
        for frame in real(path, most):
            decoded.append(frame.number)
            yield frame

    monkeypatch.setattr(reading, "_decoded", counting)
    found = frames_of(clip, 100)
    next(found)
    for _ in range(100):
        time.sleep(0.005)
    assert len(decoded) <= AHEAD + 2
    found.close()


def test_a_clip_that_was_cut_off_says_so(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4", frames=60)
    content = clip.read_bytes()
    clip.write_bytes(content[: len(content) // 2])
    with pytest.raises(ClipError, match="cut off"):
        look_at(clip)


def test_a_still_picture_is_no_video(tmp_path):
    photo = tmp_path / "photo.jpg"
    cv2.imwrite(str(photo), np.zeros((240, 320, 3), dtype=np.uint8))
    with pytest.raises(ClipError, match="still picture"):
        look_at(photo)


@pytest.mark.parametrize("name", ["notes.txt", "clip.mp4", "clip.mov"])
def test_what_is_no_video_is_refused_whatever_its_name(tmp_path, name):
    file = tmp_path / name
    file.write_text("this is no video\n" * 50, encoding="utf-8")
    with pytest.raises(ClipError, match="no video"):
        look_at(file)


def test_a_play_list_leads_nowhere(tmp_path):
    clip = write_clip(tmp_path / "clip.mp4")
    (tmp_path / "list.m3u8").write_text(
        f"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:1,\n{clip}\n#EXT-X-ENDLIST\n", encoding="utf-8"
    )
    with pytest.raises(ClipError, match="no video"):
        look_at(tmp_path / "list.m3u8")


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (tmp_path / "clip.mp4").touch()
    with pytest.raises(ClipError, match="empty"):
        look_at(tmp_path / "clip.mp4")


def test_no_file_is_said(tmp_path):
    with pytest.raises(ClipError, match="no file"):
        look_at(tmp_path / "clip.mp4")


def test_few_pictures_a_second_are_refused(tmp_path):
    with pytest.raises(ClipError, match="12 pictures a second"):
        look_at(write_clip(tmp_path / "clip.mp4", fps=12))


def test_a_tiny_picture_is_refused(tmp_path):
    with pytest.raises(ClipError, match="160 × 96"):
        look_at(write_clip(tmp_path / "clip.mp4", size=(160, 96)))


def test_webm_is_read_too(tmp_path):
    assert len(list(frames_of(write_clip(tmp_path / "clip.webm", frames=9), 100))) == 9


def test_of_a_very_large_picture_fewer_frames_are_looked_at():
    clip = Clip(Path("x.mp4"), 1280, 720, 30.0, None, 1280 * 720)
    assert most_frames(clip) == MOST_FRAMES
    assert most_frames(replace(clip, pixels=7680 * 4320)) == MOST_FRAMES // 4
