"""Workouts, decoded again by two readers that share nothing with the writer."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta

import fitdecode
import fitfast
import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from tests.exports.sessions import NOW, TODAY, other, plans, run, sessions, walk_run

from kneewise.exports.leaving import DAYS_AHEAD, WITHOUT_A_PLAN
from kneewise.exports.saying import PACKAGE
from kneewise.exports.workout import (
    NAME_BYTES,
    NOTES_BYTES,
    exceeds,
    workout_bytes,
    workout_files,
)
from kneewise.formats import read
from kneewise.model.advice import Light
from kneewise.model.plan import Block, Gait, SessionKind, Stretch
from kneewise.model.words import load_words

FEW = limits(max_examples=30)
DONT = "Pain above 2, limp or swelling: don't start."


def slow(data: bytes) -> dict[str, list[dict[str, object]]]:
    """What fitdecode reads, scaled as it scales; a wrong checksum raises."""
    found: dict[str, list[dict[str, object]]] = {}
    with fitdecode.FitReader(io.BytesIO(data), check_crc=fitdecode.CrcCheck.RAISE) as reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                values = {field.name: field.value for field in frame.fields}
                found.setdefault(frame.name, []).append(values)
    return found


def steps_of(data: bytes) -> list[tuple[object, ...]]:
    """(what, how much in s, m or times, intensity) a step, the same from both readers."""
    by_fitdecode = [_slow_step(step) for step in slow(data)["workout_step"]]
    by_fitfast = [_fast_step(step) for step in fitfast.parse(data)["workout_step"]]
    assert by_fitdecode == by_fitfast
    return by_fitdecode


def _slow_step(step):
    match step["duration_type"]:
        case "time":
            return "time", step["duration_time"], step["intensity"]
        case "distance":
            return "distance", step["duration_distance"], step["intensity"]
        case "repeat_until_steps_cmplt":
            return "repeat", step["duration_step"], step["repeat_steps"]
    return step["duration_type"], None, step["intensity"]


def _fast_step(step):
    match step["duration_type"]:
        case "time":
            return "time", step["duration_value"] / 1000, step["intensity"]
        case "distance":
            return "distance", step["duration_value"] / 100, step["intensity"]
        case "repeat_until_steps_cmplt":
            return "repeat", step["duration_value"], step["target_value"]
    return step["duration_type"], None, step["intensity"]


def done(steps) -> list[tuple[object, ...]]:
    """The steps as a watch does them, one after the other, repeats gone through."""
    walked, begins = [], []
    for what, first, times in steps:
        begins.append(len(walked))
        if what == "repeat":
            walked += walked[begins[first] :] * (times - 1)
        else:
            walked.append((what, first, times))
    return walked


def test_a_plain_run_is_by_distance_after_its_warm_up():
    assert steps_of(workout_bytes(run(1, km=5.2), NOW)) == [
        ("open", None, "rest"),
        ("time", 600.0, "warmup"),
        ("distance", 5200.0, "active"),
    ]


def test_walk_and_run_is_by_time_and_repeated():
    assert steps_of(workout_bytes(walk_run(1, times=4), NOW)) == [
        ("open", None, "rest"),
        ("time", 30.0, "active"),
        ("time", 300.0, "rest"),
        ("repeat", 1, 4),
    ]


def test_walking_after_all_running_is_the_cool_down():
    walk = Stretch(Gait.WALK, minutes=5)
    blocks = (
        Block(1, (walk, Stretch(Gait.RUN, minutes=10), walk, Stretch(Gait.RUN, minutes=10), walk)),
        Block(1, (walk,)),
    )
    steps = steps_of(workout_bytes(replace(run(1), km=None, blocks=blocks), NOW))
    assert [intensity for *_, intensity in steps[1:]] == [
        "rest",
        "active",
        "rest",
        "active",
        "cooldown",
        "cooldown",
    ]


def test_the_first_step_says_when_not_to_start_and_waits():
    first = slow(workout_bytes(run(1), NOW))["workout_step"][0]
    assert first["notes"] == DONT
    assert first["duration_type"] == "open"
    assert first["wkt_step_name"] == "Pain>2: no run"


def test_the_list_on_the_watch_says_which_day_it_is_for():
    workout = slow(workout_bytes(walk_run(1), NOW))["workout"][0]
    assert workout["wkt_name"] == "06-11 Walk/run"
    assert workout["sport"] == "running"
    assert workout["num_valid_steps"] == 4


def test_it_is_a_file_of_type_workout_made_now_with_a_number_of_its_own():
    one, two = (slow(workout_bytes(session, NOW))["file_id"][0] for session in (run(1), run(2)))
    assert one["type"] == "workout"
    assert one["time_created"] == NOW
    assert one["serial_number"] != two["serial_number"]
    assert slow(workout_bytes(run(1), NOW))["file_id"][0] == one


def test_what_stands_on_the_watch_fits_its_fields_in_ascii():
    short = [s for key, s in load_words(PACKAGE).items() if key.endswith(".watch")]
    assert len(short) > 8
    for sentence in short:
        said = sentence.fill(month=12, day=31) if "{" in sentence.text else sentence.text
        noted = sentence.id in {"dont_start.watch", "routine_stop.watch"}
        limit = NOTES_BYTES if noted else NAME_BYTES
        assert len(said.encode("ascii")) <= limit, said


def test_a_wrong_byte_is_seen():
    data = bytearray(workout_bytes(run(1), NOW))
    data[-10] ^= 1
    with pytest.raises(fitdecode.FitCRCError):
        slow(bytes(data))
    with pytest.raises(fitfast.FitDecodeError):
        fitfast.parse(bytes(data))


def test_our_own_import_refuses_it_as_no_activity():
    result = read(workout_bytes(run(1), NOW), "run.fit")
    assert result.recordings == ()
    (problem,) = result.problems
    assert "a workout, not an activity" in problem.message


def test_one_file_a_session_with_steps():
    made = workout_files([run(3), walk_run(1), other(2, SessionKind.STRENGTH)], Light.GREEN, NOW)
    assert [file.name for file in made.files] == [
        "kneewise-2026-06-11-walk-run.fit",
        "kneewise-2026-06-13-run.fit",
    ]


def test_two_of_a_kind_on_a_day_are_two_files():
    made = workout_files([run(1, uid="a"), run(1, uid="b")], Light.GREEN, NOW)
    assert [file.name for file in made.files] == [
        "kneewise-2026-06-11-run.fit",
        "kneewise-2026-06-11-run-2.fit",
    ]


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (7, True), (8, False)])
def test_only_today_and_the_seven_days_after_it(days, there):
    assert bool(workout_files([run(days)], Light.GREEN, NOW).files) is there


def test_steps_that_come_to_more_than_the_limit_are_not_written_but_named():
    made = workout_files([replace(run(1), km=5.0), run(2)], Light.GREEN, NOW)
    assert [file.name for file in made.files] == ["kneewise-2026-06-12-run.fit"]
    assert any("11 Jun 2026: Easy run is not written" in said.text for said in made.said)


@FEW
@given(plan=plans, light=st.sampled_from([Light.RED, Light.UNSCREENED]))
def test_under_a_red_light_no_workout_is_written_and_the_watch_must_be_cleared(plan, light):
    made = workout_files(plan, light, NOW)
    assert made.files == ()
    assert any("on your watch must be deleted" in said.text for said in made.said)


def test_without_a_run_ahead_the_watch_must_be_cleared_too():
    made = workout_files([], Light.GREEN, NOW)
    assert made.files == ()
    assert any("on your watch must be deleted" in said.text for said in made.said)


@given(plan=plans, light=st.sampled_from(Light), hours=st.integers(0, 24 * 6))
def test_whatever_the_light_no_workout_exceeds_the_plan_or_the_seventh_day(plan, light, hours):
    now = NOW + timedelta(hours=hours)
    made = workout_files(plan, light, now)
    ahead = sorted(
        (s for s in plan if s.blocks and s.kind is not SessionKind.REST and not exceeds(s)),
        key=lambda session: (session.day, session.uid),
    )
    today = now.date()
    ahead = [s for s in ahead if today <= s.day <= today + timedelta(days=DAYS_AHEAD)]
    assert len(made.files) == (0 if light in WITHOUT_A_PLAN else len(ahead))
    for file, session in zip(made.files, ahead, strict=False):
        assert session.day.isoformat() in file.name
        walked = done(steps_of(file.data))[1:]
        planned = [s for block in session.blocks for s in block.stretches * block.times]
        assert len(walked) == len(planned)
        for (what, amount, _), stretch in zip(walked, planned, strict=True):
            asked = stretch.minutes * 60 if what == "time" else stretch.km * 1000
            assert asked - 1 < amount <= asked + 1e-3
        limits = [(session.km, "distance", 1000), (session.minutes, "time", 60)]
        for limit, kind, per in limits:
            run_ = sum(
                amount
                for (what, amount, _), stretch in zip(walked, planned, strict=True)
                if what == kind and (kind == "time" or stretch.gait is not Gait.WALK)
            )
            assert limit is None or run_ <= limit * per + 0.1


@given(session=sessions())
def test_both_readers_agree_on_every_workout(session):
    data = workout_bytes(replace(session, day=TODAY), NOW)
    steps = steps_of(data)
    assert len(steps) == slow(data)["workout"][0]["num_valid_steps"]
    assert fitfast.parse(data)["workout"][0]["num_valid_steps"] == len(steps)
    assert fitdecode_notes(data) == fitfast.parse(data)["workout_step"][0]["notes"] == DONT


def fitdecode_notes(data: bytes) -> object:
    """The words of the first step as fitdecode reads them."""
    return slow(data)["workout_step"][0]["notes"]
