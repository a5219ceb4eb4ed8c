"""Routines: refused under a sign, left out where unsure, logged by the steps that were done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.body.routine import all_routines
from kneewise.model.advice import Basis, Light
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, StoreError, UsageError

NAMES = [routine.name for routine in all_routines()]


@pytest.fixture
def checked(journal):
    """A runner who has answered the symptom check with nothing to tell."""
    journal.set_fact("birth_year", "1985")
    journal.answer_symptoms(clear() | {"consent": "yes"})
    return journal


def one(journal, name):
    return journal.routines(name)[0]


def test_what_was_done_is_logged_in_minutes_with_what_was_left_out(checked):
    steps = {move.step for move in one(checked, "hip_and_core").moves}
    entry = checked.log_routine("hip-and-core", steps - {"clam"})
    assert (entry.kind, entry.value) == ("strength", pytest.approx(8.0))
    assert entry.note == "Hip and core: 5 of 6 steps; left out: clam"
    assert one(checked, "hip_and_core").days == 1


def test_nothing_done_logs_nothing(checked):
    with pytest.raises(UsageError, match="nothing is logged"):
        checked.log_routine("stretching", set())
    assert checked.log_entries() == ()


def test_a_step_of_another_routine_is_none_of_it(checked):
    with pytest.raises(UsageError, match="clam"):
        checked.log_routine("stretching", {"clam"})


def test_a_routine_that_is_none_is_said(checked):
    with pytest.raises(NotFoundError, match="warm-up"):
        checked.routines("yoga")


def test_without_a_check_nothing_is_trained_stretched_or_run(journal):
    assert one(journal, "hip_and_core").refused
    assert one(journal, "stretching").refused
    assert {move.step for move in one(journal, "warm_up").moves} == {"walk"}


@pytest.mark.parametrize("name", NAMES)
def test_a_warning_sign_stops_every_routine_and_none_is_logged(checked, name):
    checked.answer_symptoms({"warm": "yes", "red": "yes"})
    answer = one(checked, name)
    assert answer.refused
    assert answer.moves == ()
    with pytest.raises(UsageError, match="our precaution"):
        checked.log_routine(name, {answer.steps[0].name})
    with pytest.raises(UsageError, match="our precaution"):
        checked.routine_workout(name)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("sign", ["giving_way", "locking", "limp"])
def test_a_logged_sign_stops_every_routine(checked, name, sign):
    assert not one(checked, name).refused
    checked.log(sign, 1)
    assert checked.today().light is Light.RED
    answer = one(checked, name)
    assert answer.refused[0].basis is Basis.PRECAUTION
    assert answer.moves == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_red_light_stops_every_routine_and_says_what_to_do_instead(checked, name):
    checked.rate(8, side=Side.LEFT)
    answer = one(checked, name)
    (advice,) = answer.refused
    assert "light is red" in advice.because
    assert "Walk or ride" in advice.do[0]
    assert answer.moves == ()
    for ask in (
        lambda: checked.log_routine(name, {answer.steps[0].name}),
        lambda: checked.routine_workout(name),
    ):
        with pytest.raises(UsageError, match=r"light is red.*Delete it on the watch"):
            ask()
    assert checked.log_entries() == ()


def test_a_knee_that_gave_way_leaves_out_what_bends_it_for_two_weeks(checked, now):
    checked.log("giving_way", 1, day=now.date() - timedelta(days=10))
    steps = {step.name: step.left_out for step in one(checked, "hip_and_core").steps}
    assert "gave way" in steps["bridge"].because
    assert steps["side_leg_raise"] is None


def test_it_comes_as_a_file_for_the_watch_and_replaces_its_own(checked, tmp_path):
    first = checked.write_routine("hip-and-core", tmp_path / "watch")
    assert first.name == "kneewise-hip-and-core.fit"
    assert checked.write_routine("hip_and_core", tmp_path / "watch") == first
    assert [path.name for path in first.parent.iterdir()] == [first.name]


def test_a_folder_that_cannot_be_made_is_said(checked, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        checked.write_routine("stretching", tmp_path / "file")
