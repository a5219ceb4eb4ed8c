"""Self-tests in the journal: kept by side, refused where they may not be asked for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.journal.encoding import to_json
from kneewise.journal.selftest_words import difference_words, side_words
from kneewise.journal.selftests import SIGN_DAYS, what_bars
from kneewise.model.diary import Side
from kneewise.model.errors import NotFoundError, UsageError

BOTH = {Side.LEFT: 9.0, Side.RIGHT: 12.0}


@pytest.fixture
def checked(journal):
    """A runner who has answered the symptom check with nothing to tell."""
    journal.set_fact("birth_year", "1985")
    journal.answer_symptoms(clear() | {"consent": "yes"})
    return journal


def test_without_a_symptom_check_nothing_is_asked_for_nor_taken(journal):
    assert all(test.barred for test in journal.self_tests())
    with pytest.raises(UsageError, match="Unknown is not no"):
        journal.keep_self_test("lunge", BOTH)
    assert journal.store.measures.all() == ()


def test_results_are_kept_by_side_and_compared(checked):
    answer = checked.keep_self_test("lunge", BOTH)
    assert [(c.side, c.points[-1].value) for c in answer.sides] == list(BOTH.items())
    assert answer.difference.verdict == "less"
    assert "beyond the error" in " ".join(difference_words(answer))


def test_history_tells_a_change_only_beyond_the_error(checked, now):
    earlier = now.date() - timedelta(days=40)
    checked.keep_self_test("lunge", {Side.LEFT: 9.0}, day=earlier)
    (same,) = side_words(checked.keep_self_test("lunge", {Side.LEFT: 10.0}))
    assert "no change" in same.changes[0]
    (more,) = side_words(checked.keep_self_test("lunge", {Side.LEFT: 12.0}))
    assert "changed" in more.changes[0]


def test_squats_are_refused_with_a_swollen_knee_and_so_is_everything_that_bends_it(checked):
    checked.answer_symptoms({"swollen": "yes"})
    assert all(test.barred for test in checked.self_tests())


@pytest.mark.parametrize("name", ["lunge", "straight_leg_raise"])
def test_no_test_is_taken_after_pain_that_turned_the_light_red(checked, name):
    assert not checked.self_tests(name)[0].barred
    checked.rate(8)
    with pytest.raises(UsageError, match="The light is red"):
        checked.keep_self_test(name, {Side.LEFT: 9.0})
    assert checked.store.measures.all() == ()


@pytest.mark.parametrize("sign", ["swelling", "locking", "giving_way", "night_pain"])
def test_a_sign_that_was_logged_since_the_check_bars_squats_as_if_it_was_answered(checked, sign):
    assert not checked.self_tests("squats")[0].barred
    checked.log(sign, 1)
    assert checked.self_tests("squats")[0].barred
    with pytest.raises(UsageError, match="since you said"):
        checked.keep_self_test("squats", {Side.LEFT: 5.0})


@pytest.mark.parametrize(("days_ago", "known"), [(SIGN_DAYS, True), (SIGN_DAYS + 1, False)])
def test_a_logged_sign_is_a_condition_for_two_weeks(checked, now, days_ago, known):
    checked.log("swelling", 1, day=now.date() - timedelta(days=days_ago))
    assert ("swollen" in what_bars(checked.store, "me", now).conditions) == known


@pytest.mark.parametrize(("answered_days", "began_days"), [(10, 1), (100, None)])
def test_answers_of_an_earlier_trouble_or_of_long_ago_leave_every_test_open(
    journal, now, answered_days, began_days
):
    journal.set_fact("birth_year", "1985")
    answered = now - timedelta(days=answered_days)
    journal.answer_symptoms(clear() | {"consent": "yes"}, at=answered)
    if began_days is not None:
        journal.start_episode(now.date() - timedelta(days=began_days), Side.LEFT)
    assert all(test.barred for test in journal.self_tests())
    assert all(routine.refused for routine in journal.routines() if routine.kind == "strength")
    journal.answer_symptoms(clear())
    assert not any(test.barred for test in journal.self_tests())


@pytest.mark.parametrize(
    ("said", "day"),
    [({}, 0), ({Side.LEFT: 99.0}, 0), ({Side.LEFT: -1.0}, 0), ({Side.LEFT: 9.0}, 2)],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(checked, now, said, day):
    with pytest.raises(UsageError):
        checked.keep_self_test("lunge", said, day=now.date() + timedelta(days=day))
    assert checked.store.measures.all() == ()


def test_a_result_is_taken_back_by_its_number(checked):
    answer = checked.keep_self_test("lunge", {Side.LEFT: 9.0})
    number = answer.sides[0].points[0].number
    checked.remove_self_test(number)
    assert checked.self_tests("lunge")[0].sides == ()
    with pytest.raises(NotFoundError):
        checked.remove_self_test(number)


def test_a_result_of_a_self_test_changes_no_light(checked, now):
    before = to_json(checked.today(now))
    checked.keep_self_test("lunge", BOTH)
    assert to_json(checked.today(now)) == before


def test_a_mean_is_shown_once_age_and_sex_are_known(checked, now):
    checked.set_fact("birth_year", str(now.year - 45))
    assert checked.self_tests("side_plank")[0].mean is None
    checked.set_fact("sex", "female")
    assert checked.self_tests("side_plank")[0].mean == 33.0
