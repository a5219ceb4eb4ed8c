"""A routine on the watch: timed steps after the check, names that fit."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import fitdecode
from hypothesis import given
from hypothesis import strategies as st

from kneewise.exports.routine import Timed, cut, routine_file
from kneewise.exports.workout import NAME_BYTES

NOW = datetime(2026, 5, 1, 8, tzinfo=UTC)
STEPS = (Timed("Bridge", "On your back", 40, 10), Timed("Clam L", "On your side", 30))


def messages(data):
    found = []
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage):
                values = {field.name: field.value for field in frame.fields}
                found.append((frame.name, values))
    return found


def test_every_step_is_timed_after_its_rest_and_after_the_check():
    file = routine_file("hip_and_core", "Hip and core", STEPS, NOW, strength=True)
    assert file.name == "kneewise-hip-and-core.fit"
    steps = [values for name, values in messages(file.data) if name == "workout_step"]
    assert [(s["wkt_step_name"], s.get("duration_time")) for s in steps] == [
        ("Pain>2: stop", None),
        ("Get ready", 10.0),
        ("Bridge", 40.0),
        ("Clam L", 30.0),
    ]
    assert steps[0]["duration_type"] == "open"


def test_its_sport_is_training_and_never_running():
    for strength, sub in ((True, "strength_training"), (False, "flexibility_training")):
        file = routine_file("x", "X", STEPS, NOW, strength=strength)
        (workout,) = [values for name, values in messages(file.data) if name == "workout"]
        assert (workout["sport"], workout["sub_sport"]) == ("training", sub)
        assert workout["num_valid_steps"] == 4


def test_the_same_routine_gives_the_same_bytes():
    files = [routine_file("x", "X", STEPS, NOW, strength=True).data for _ in range(2)]
    assert files[0] == files[1]


@given(st.text(min_size=1, max_size=80))
def test_a_name_is_cut_to_what_fits_and_never_in_a_letter(text):
    assert len(cut(text, NAME_BYTES).encode()) <= NAME_BYTES
    assert text.startswith(cut(text, NAME_BYTES))
