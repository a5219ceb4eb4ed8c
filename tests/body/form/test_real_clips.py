from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kneewise.body.form.answer import Strike
from kneewise.body.form.apart import run_apart
from kneewise.body.form.judging import judge
from kneewise.body.form.pose import pose_model
from kneewise.body.form.reading import frames_of
from kneewise.journal import open_journal
from kneewise.journal.form_measuring import FormWish
from kneewise.journal.form_model import NAME
from kneewise.model.errors import ClipError
from kneewise.model.form import View


@pytest.fixture(scope="module")
def model(real_data) -> Path:
    """The pose model; the test skips without it, never in CI."""
    named = os.environ.get("KNEEWISE_MODELS")
    file = (Path(named) if named else real_data.parent / "models") / NAME
    if not file.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"CI must run the tests on real clips, and {file} is not there")
        pytest.skip(f"the pose model is not at {file}")
    return file


@pytest.fixture(scope="module")
def measured(real_data, model, tmp_path_factory):
    """The treadmill clip measured from end to end, with its pictures."""
    place = tmp_path_factory.mktemp("treadmill")
    clip = real_data / "video" / "run_treadmill_side.mp4"
    steps = []
    with open_journal(place / "home") as journal:
        wish = FormWish(clip, View.SIDE, model=model, picture=place / "pictures")
        answer = journal.measure_form(wish, steps.append)
    return answer, steps


def test_cadence_is_what_was_counted_by_hand(measured, real_data):
    answer, _ = measured
    said = json.loads((real_data / "video" / "run_treadmill_side.truth.json").read_text())
    cadence = next(line for line in answer.form.measured if line.name == "cadence_spm")
    assert cadence.value.low < said["cadence_spm"] < cadence.value.high
    assert cadence.value.mid == pytest.approx(said["cadence_spm"], abs=1.0)
    assert cadence.value.high - cadence.value.low < 6


def test_the_runner_faces_left_and_shows_the_left_leg(measured):
    form = measured[0].form
    assert form.view is View.SIDE
    assert form.near is not None
    assert form.near.value == "left"


def test_figures_of_the_treadmill_clip_are_those_of_a_runner(measured):
    found = {line.name: line.value for line in measured[0].form.measured}
    assert 0 < found["trunk_lean_deg"].mid < 20
    assert 20 < found["knee_peak_deg"].mid < 60
    assert 150 < found["contact_ms"].mid < 400
    assert measured[0].form.strike in set(Strike)


def test_every_frame_is_looked_at_and_told(measured):
    steps = measured[1]
    looked = [step for step in steps if step.stage == "looking"]
    assert [step.done for step in looked] == list(range(1, 361))
    assert steps[-1].stage == "drawing"


def test_the_skeleton_clip_plays(measured):
    clip = measured[0].pictures[0]
    assert len(list(frames_of(clip, 20))) == 20


def test_the_walk_is_refused_as_walking_and_the_walker_was_followed(real_data, model):
    clip = real_data / "video" / "sports2d_walk_side.mp4"
    watched = run_apart("kneewise.body.form.watching:watch", clip, model)
    assert watched.others >= 1
    with pytest.raises(ClipError, match="This is walking"):
        judge(watched)


def test_the_model_is_never_opened_where_it_could_reach_the_network(model):
    with pytest.raises(RuntimeError, match="apart"), pose_model(model):
        pass


def test_what_is_no_model_is_said(tmp_path, real_data):
    (tmp_path / "no.task").write_bytes(b"no model")
    clip = real_data / "video" / "run_treadmill_side.mp4"
    with pytest.raises(ClipError, match="no pose model"):
        run_apart("kneewise.body.form.watching:watch", clip, tmp_path / "no.task")
