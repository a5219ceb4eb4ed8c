"""What of a plan is shown: meant and sketched days never mix, and a light may only cancel."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.exports.leaving import WITHOUT_A_PLAN
from kneewise.journal.plan_words import (
    QUIET,
    before_calendar,
    before_workouts,
    firm_sessions,
    short_reason,
    sketch,
)
from kneewise.journal.planning_ahead import WeekAhead, week_ahead, week_ahead_known
from kneewise.model.advice import Light
from kneewise.model.diary import Side, Window
from kneewise.model.plan import SessionKind


@pytest.fixture
def regular(journal, ran, now):
    """Eight weeks of 6 km every fourth day, all rated 0, the check clear, and a goal."""
    for days in range(2, 56, 4):
        ran(now - timedelta(days=days, hours=5), km=6.0)
    for run in journal.store.runs.all():
        for window in (None, Window.NEXT_MORNING):
            journal.rate(0, run=run.id, side=Side.LEFT, window=window)
    journal.answer_symptoms(clear() | {"consent": "yes"})
    journal.set_goal("10k", None, 3)
    return journal


def test_a_session_is_either_meant_or_sketched(regular):
    answer = regular.plan()
    meant = set(firm_sessions(answer))
    later = {one.session for week in sketch(answer) for one in week.runs}
    assert meant
    assert later
    assert not meant & later
    assert all(one.day <= answer.firm_until for one in meant)
    assert all(one.day > answer.firm_until and one.kind not in QUIET for one in later)


def test_every_run_of_the_sketch_says_what_sets_its_length(regular):
    runs = [one for week in sketch(regular.plan()) for one in week.runs]
    runs = [one for one in runs if one.session.kind is not SessionKind.ENTRY_TEST]
    assert runs
    assert all(one.reason == short_reason(one.session) != "" for one in runs)


@pytest.mark.parametrize("light", list(Light))
def test_what_is_said_before_an_export_follows_the_light(light):
    said = {one.id for one in (*before_calendar(light), *before_workouts(light))}
    assert ("watch.delete" in said) == (light in WITHOUT_A_PLAN)
    assert ("workouts.how" in said) != (light in WITHOUT_A_PLAN)
    assert "calendar.how" in said


def test_the_week_is_known_only_after_it_was_worked_out_and_until_something_changes(regular):
    store = regular.store
    assert not week_ahead_known(store, "me").known
    made = week_ahead(store, "me")
    today = regular.today().day
    sunday = today + timedelta(days=6 - today.weekday())
    assert {one.day for one in made.sessions} == {
        one.day for one in regular.plan().sessions if one.day <= sunday
    }
    assert week_ahead_known(store, "me") is made
    regular.rate(0, side=Side.LEFT)
    assert not week_ahead_known(store, "me").known


def test_without_a_goal_nothing_is_ahead_and_nothing_waited_for(journal):
    assert week_ahead_known(journal.store, "me") == WeekAhead() == week_ahead(journal.store, "me")
