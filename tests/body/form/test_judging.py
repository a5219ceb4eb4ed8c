from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.body.form.walkers import runner, watched

from kneewise.body.form.answer import Strike
from kneewise.body.form.judging import LEAST_STRIDES, judge, judge_track
from kneewise.body.form.track import Track
from kneewise.model.diary import Side
from kneewise.model.errors import ClipError
from kneewise.model.form import View


@pytest.mark.parametrize("view", list(View))
def test_cadence_is_what_was_made_up_from_every_view(view):
    form = judge_track(runner(view, spm=168))
    cadence = form.of("cadence_spm")
    assert form.view is view
    assert cadence.value.mid == pytest.approx(168, abs=1)
    assert cadence.value.low < 168 < cadence.value.high


@settings(max_examples=25)
@given(spm=st.floats(140, 210), fps=st.sampled_from([30.0, 60.0, 120.0]))
def test_cadence_holds_at_every_pace_and_frame_rate(spm, fps):
    form = judge_track(runner(spm=spm, fps=fps, seconds=12))
    assert form.of("cadence_spm").value.mid == pytest.approx(spm, rel=0.01)


def test_lean_is_read_off_in_both_directions():
    for facing in (1, -1):
        form = judge_track(runner(lean_deg=12, facing=facing))
        line = form.of("trunk_lean_deg")
        assert line.value.low < 12 < line.value.high


def test_twist_is_read_from_the_side():
    little, much = (
        judge_track(runner(twist_deg=twist)).of("trunk_rotation_deg").value.mid for twist in (5, 15)
    )
    assert much - little == pytest.approx(20, abs=3)


def test_what_a_view_cannot_show_is_not_measured():
    rear = {line.name for line in judge_track(runner(View.REAR)).measured}
    side = {line.name for line in judge_track(runner(View.SIDE)).measured}
    assert "knee_contact_deg" not in rear
    assert "trunk_lean_deg" not in rear
    assert "pelvic_drop_deg" not in side
    assert "foot_progression_deg" not in side


def test_from_the_side_only_the_nearer_leg_has_angles():
    form = judge_track(runner())
    assert form.near is Side.LEFT
    assert form.of("knee_peak_deg", Side.LEFT) is not None
    assert form.of("knee_peak_deg", Side.RIGHT) is None


def test_a_walk_is_refused_as_walking():
    with pytest.raises(ClipError, match="walking"):
        judge_track(runner(spm=110, lift=0.05))


def test_too_few_strides_say_too_short_and_how_many():
    with pytest.raises(ClipError, match=rf"Too short.*at least {LEAST_STRIDES}"):
        judge_track(runner(seconds=3.2))


def test_who_stands_still_takes_no_steps():
    track = runner()
    still = Track(track.times_s, np.tile(track.xy[:1], (len(track.xy), 1, 1)), track.seen, (9, 9))
    with pytest.raises(ClipError, match="No even steps"):
        judge_track(still)


def test_another_view_than_said_is_refused_with_both():
    with pytest.raises(ClipError, match=r"from behind.*from the side.*--view side"):
        judge_track(runner(), View.REAR)


def test_a_slant_is_refused():
    track = runner(View.REAR)
    middle = np.nanmean(track.xy[..., 0], axis=1, keepdims=True)
    track.xy[..., 0] = middle + 0.62 * (track.xy[..., 0] - middle)
    with pytest.raises(ClipError, match="slant"):
        judge_track(track)


def rolled(track, degrees):
    """The same as a phone films it that is turned by so much, clockwise in the picture."""
    turn = np.radians(degrees)
    spin = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return Track(track.times_s, track.xy @ spin, track.seen, track.size_px)


def past(track, px_a_second):
    """The same on a path, past a phone that stands."""
    moved = track.xy.copy()
    moved[..., 0] += px_a_second * track.times_s[:, None]
    return Track(track.times_s, moved, track.seen, track.size_px)


@pytest.mark.parametrize("degrees", [90, 180, -90])
@pytest.mark.parametrize("view", list(View))
def test_a_turned_picture_is_refused(view, degrees):
    with pytest.raises(ClipError, match="picture is turned"):
        judge_track(rolled(runner(view), degrees))


@pytest.mark.parametrize("degrees", [20, -20])
@pytest.mark.parametrize("view", list(View))
def test_a_phone_that_stands_askew_is_refused(view, degrees):
    with pytest.raises(ClipError, match="askew"):
        judge_track(rolled(runner(view), degrees))


@pytest.mark.parametrize(("px_a_second", "facing"), [(400, 1), (-400, -1)])
def test_askew_is_seen_past_a_phone_that_stands_too(px_a_second, facing):
    track = past(runner(facing=facing), px_a_second)
    assert judge_track(track).view is View.SIDE
    with pytest.raises(ClipError, match="askew"):
        judge_track(rolled(track, 20))


@pytest.mark.parametrize("facing", [1, -1])
def test_a_runner_who_leans_far_is_no_phone_askew(facing):
    assert judge_track(runner(lean_deg=22, facing=facing)).of("trunk_lean_deg") is not None


def test_more_steps_than_anybody_takes_are_no_slow_motion():
    with pytest.raises(ClipError, match="nobody runs") as refused:
        judge_track(runner(spm=300, fps=120))
    assert "--slow" not in str(refused.value)


def test_who_is_far_away_is_refused():
    track = runner()
    with pytest.raises(ClipError, match="too small"):
        judge_track(Track(track.times_s, 0.2 * track.xy, track.seen, track.size_px))


@pytest.mark.parametrize("slow", [2.0, 4.0, 8.0])
def test_slow_motion_is_found_and_times_are_put_right(slow):
    form = judge_track(runner(slow=slow, fps=120))
    assert form.slow == slow
    assert form.slow_found
    assert form.of("cadence_spm").value.mid == pytest.approx(168, abs=1)


def test_slow_motion_that_was_said_is_taken_as_said():
    form = judge_track(runner(slow=8, fps=120), slow=8.0)
    assert (form.slow, form.slow_found) == (8.0, False)


def test_slow_motion_that_was_said_wrongly_is_refused():
    with pytest.raises(ClipError, match="--slow 4"):
        judge_track(runner(), slow=4.0)


def test_nobody_in_the_picture_is_said():
    with pytest.raises(ClipError, match="Nobody"):
        judge(watched(None))


def test_a_moving_camera_is_refused():
    with pytest.raises(ClipError, match="camera moves"):
        judge(watched(runner(), moved=0.02))


def test_a_runner_who_leaves_the_picture_is_measured_while_in_it():
    track = runner(seconds=14)
    track.xy[:200] = np.nan
    form = judge(watched(track))
    assert form.seconds < 11


def test_a_short_gap_is_bridged():
    track = runner()
    track.xy[250:256] = np.nan
    assert judge(watched(track)).seconds == pytest.approx(10, abs=0.1)


def test_notes_say_what_limits_the_clip():
    form = judge(watched(runner(fps=30), others=2, whole=False))
    assert {"note.others", "note.cut_short", "note.few_fps", "note.near_leg"} <= set(form.notes)


def test_more_jitter_never_narrows_an_interval():
    def width(jitter):
        value = judge_track(runner(jitter=jitter)).of("overstride_percent", Side.LEFT).value
        return value.high - value.low

    assert width(4.0) >= width(0.0)


def test_a_flat_foot_at_strike_is_not_called_heel_strike():
    assert judge_track(runner()).strike is not Strike.REARFOOT


def test_left_is_left_whichever_way_the_phone_looks():
    for view in (View.REAR, View.FRONT):
        form = judge_track(runner(view))
        sides = {line.side for line in form.measured if line.name == "pelvic_drop_deg"}
        assert sides == {Side.LEFT, Side.RIGHT}


@pytest.mark.parametrize("view", list(View))
def test_a_grainy_clip_of_a_run_is_no_walk(view):
    form = judge_track(runner(view, jitter=8.0, fps=30, seconds=12))
    assert form.of("cadence_spm").value.mid == pytest.approx(168, abs=2)


def test_a_frame_in_which_the_model_slipped_is_left_out():
    clean, slipped = runner(), runner()
    for at in (200, 201, 350):
        slipped.xy[at, :, 1] = 800 - slipped.xy[at, :, 1]  # upside down
    slipped.xy[420] *= 0.2
    good, mended = judge(watched(clean)), judge(watched(slipped))
    for before, after in zip(good.measured, mended.measured, strict=True):
        assert after.value.mid == pytest.approx(before.value.mid, abs=0.6), before.name
    assert max(max(curve.spread) for curve in mended.curves) < 8
