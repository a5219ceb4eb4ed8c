from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from tests.body.form.filmed import pretend
from tests.body.form.walkers import runner

from kneewise.body.form.landmarks import LANDMARKS
from kneewise.body.form.track import Track
from kneewise.journal.form_measuring import PICTURE, FormWish
from kneewise.model.diary import Side
from kneewise.model.errors import ClipError, NotFoundError, UsageError
from kneewise.model.form import View


@pytest.fixture
def clip(tmp_path) -> Path:
    file = tmp_path / "clip.mp4"
    file.write_bytes(b"frames")
    return file


@pytest.fixture
def filmed(monkeypatch, tmp_path):
    """Have this track come out of the next clip, without looking at any."""
    return pretend(monkeypatch, tmp_path)


def mirrored(track):
    """The right leg nearer to the phone."""
    return Track(
        track.times_s, track.xy, np.tile(_right_near(), (len(track.seen), 1)), track.size_px
    )


def _right_near():
    return np.array([1.0 if name.startswith("right") else 0.6 for name in LANDMARKS])


def measure(journal, clip, **said):
    return journal.measure_form(FormWish(clip, **said))


def test_what_came_of_a_clip_is_kept_and_the_clip_is_not(journal, clip, filmed):
    filmed(runner(spm=172))
    answer = measure(journal, clip, day=date(2026, 5, 1))
    assert journal.form() == answer
    assert answer.form.day == date(2026, 5, 1)
    assert answer.form.clip is None
    assert journal.store.clips.all() == ()
    assert next(line for line in answer.lines if line.name == "cadence_spm").value == "172.0"


def test_the_clip_with_its_skeleton_is_never_written_over_the_clip(journal, tmp_path, filmed):
    filmed(runner())
    clip = tmp_path / PICTURE
    clip.write_bytes(b"frames")
    with pytest.raises(UsageError, match="another folder"):
        measure(journal, clip, picture=tmp_path)
    assert clip.read_bytes() == b"frames"
    assert journal.forms() == ()


def test_a_clip_is_kept_only_where_that_is_wished_and_goes_with_its_form(journal, clip, filmed):
    filmed(runner())
    answer = measure(journal, clip, keep_clip=True)
    assert journal.store.clips.path(answer.form.clip).read_bytes() == clip.read_bytes()
    journal.remove_form(answer.form.id)
    assert journal.store.clips.all() == ()
    assert journal.forms() == ()


def test_a_clip_of_two_forms_stays_with_the_other(journal, clip, filmed):
    filmed(runner())
    first, second = (measure(journal, clip, keep_clip=True) for _ in range(2))
    journal.remove_form(first.form.id)
    assert journal.store.clips.path(second.form.clip).is_file()


def test_the_same_form_again_has_not_changed(journal, clip, filmed):
    filmed(runner())
    assert measure(journal, clip, day=date(2026, 5, 1)).compared_with is None
    again = measure(journal, clip, day=date(2026, 5, 8))
    assert again.compared_with == date(2026, 5, 1)
    assert again.changes
    assert not any(line.changed for line in again.changes)


def test_a_change_beyond_its_error_is_called_one(journal, clip, filmed):
    filmed(runner(spm=160))
    measure(journal, clip, day=date(2026, 5, 1))
    filmed(runner(spm=180))
    changed = [
        line for line in measure(journal, clip, day=date(2026, 5, 8)).changes if line.changed
    ]
    assert "160.0 → 180.0" in changed[0].text


def test_only_clips_of_the_same_view_are_compared(journal, clip, filmed):
    filmed(runner(View.REAR))
    measure(journal, clip)
    filmed(runner(View.SIDE))
    assert measure(journal, clip).compared_with is None


def test_left_is_set_against_right_where_a_clip_shows_both(journal, clip, filmed):
    filmed(runner(View.REAR))
    names = {line.name for line in measure(journal, clip).differences}
    assert {"pelvic_drop_deg", "foot_progression_deg", "knee_frontal_deg"} <= names


def test_from_the_side_the_legs_of_two_clips_are_set_against_each_other(journal, clip, filmed):
    filmed(runner())
    measure(journal, clip, day=date(2026, 5, 1))
    filmed(mirrored(runner(facing=-1)))
    answer = measure(journal, clip, day=date(2026, 5, 3))
    assert answer.form.near is Side.RIGHT
    assert answer.other_leg == date(2026, 5, 1)
    names = {line.name for line in answer.differences}
    assert {"knee_peak_deg", "overstride_percent", "contact_ms"} <= names
    assert all(line.about.id == "difference.unclear" for line in answer.differences)


def test_legs_filmed_weeks_apart_are_not(journal, clip, filmed):
    filmed(runner())
    measure(journal, clip, day=date(2026, 5, 1))
    filmed(mirrored(runner(facing=-1)))
    answer = measure(journal, clip, day=date(2026, 6, 1))
    assert answer.other_leg is None
    assert "knee_peak_deg" not in {line.name for line in answer.differences}


def test_what_is_refused_is_not_kept(journal, clip, filmed):
    filmed(runner(spm=110, lift=0.05))
    with pytest.raises(ClipError, match="walking"):
        measure(journal, clip)
    assert journal.forms() == ()


def test_pictures_are_written_where_they_are_wished(journal, clip, filmed, tmp_path):
    filmed(runner())
    answer = measure(journal, clip, picture=tmp_path / "pictures")
    names = {path.name for path in answer.pictures}
    assert names == {"form.webm", "knee_flexion.svg", "trunk_lean.svg", "trunk_rotation.svg"}
    assert "<style>" in (tmp_path / "pictures" / "knee_flexion.svg").read_text(encoding="utf-8")


def test_limits_say_that_no_figure_is_a_fault(journal, clip, filmed):
    filmed(runner())
    said = " ".join(sentence.text for sentence in measure(journal, clip).limits)
    assert "about 5°" in said
    assert "one phone's own error" in said
    assert "none is a fault" in said


def test_no_slow_motion_of_nothing(journal, clip, filmed):
    filmed(runner())
    with pytest.raises(UsageError, match="64"):
        measure(journal, clip, slow=0.0)


def test_a_form_that_is_not_there_is_said(journal):
    with pytest.raises(NotFoundError, match="No clip has been measured"):
        journal.form()
    with pytest.raises(NotFoundError, match="number 7"):
        journal.form(7)
    with pytest.raises(NotFoundError):
        journal.remove_form(7)


def test_a_new_form_changes_what_the_home_is(journal, clip, filmed):
    filmed(runner())
    before = journal.store.fingerprint()
    measure(journal, clip)
    assert journal.store.fingerprint() != before


@pytest.mark.parametrize(
    ("day", "match"), [(date(2100, 1, 1), "still to come"), (date(1800, 1, 1), "too long ago")]
)
def test_a_day_nobody_filmed_on_is_refused_before_the_work(journal, clip, filmed, day, match):
    filmed(runner())
    with pytest.raises(UsageError, match=match):
        measure(journal, clip, day=day)
    assert journal.forms() == ()


def test_every_form_is_listed_in_order(journal, clip, filmed):
    filmed(runner())
    for day in (date(2026, 5, 8), date(2026, 5, 1)):
        measure(journal, clip, day=day)
    assert [form.day for form in journal.forms()] == [date(2026, 5, 1), date(2026, 5, 8)]
    assert journal.forms()[0].at <= datetime.now(UTC)
