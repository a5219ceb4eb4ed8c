"""A goal and its plan over a home: set, replaced, dropped, and made anew as the diary changes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.care.plan import State
from kneewise.journal.encoding import plain
from kneewise.journal.planning import goal_km
from kneewise.model.diary import Side, Window
from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.plan import SessionKind

RUNS = {SessionKind.RUN, SessionKind.WALK_RUN, SessionKind.GOAL}


@pytest.fixture
def green(journal, ran, now):
    """Ten weeks of 6 km every third day, rated 0, and a check that is clear."""
    for days in range(2, 70, 3):
        ran(now - timedelta(days=days, hours=2), km=6.0)
    for one in journal.store.runs.all():
        journal.rate(0, run=one.id, side=Side.LEFT)
        journal.rate(0, run=one.id, side=Side.LEFT, window=Window.NEXT_MORNING)
    journal.answer_symptoms(clear() | {"consent": "yes"})
    return journal


@pytest.fixture
def today(now) -> date:
    return now.date()


@pytest.mark.parametrize(
    ("said", "km"),
    [
        ("5k", 5.0),
        ("10K", 10.0),
        ("half", 21.0975),
        ("Marathon", 42.195),
        ("12.5km", 12.5),
        ("12,5 km", 12.5),
        ("7", 7.0),
    ],
)
def test_a_goal_is_read_as_people_write_it(said, km):
    assert goal_km(said) == km


@pytest.mark.parametrize("said", ["", "k", "km", "ten", "-5k", "1.2.3", "5 miles", "nan", "5³"])
def test_what_is_no_distance_is_refused(said):
    with pytest.raises(UsageError, match="is no distance"):
        goal_km(said)


def test_without_a_goal_there_is_no_plan(journal):
    assert journal.plan() is None
    with pytest.raises(NotFoundError, match="No goal is set"):
        journal.end_goal()


@pytest.mark.parametrize(("km", "days"), [(0.5, 3), (101.0, 3), (10.0, 0), (10.0, 8)])
def test_a_goal_that_cannot_be_planned_is_refused(journal, km, days):
    with pytest.raises(UsageError):
        journal.set_goal(km, days=days)
    assert journal.goals() == ()


@pytest.mark.parametrize("ahead", [-1, 0, 364, 4000])
def test_a_day_that_is_not_ahead_or_too_far_is_refused(journal, today, ahead):
    with pytest.raises(UsageError):
        journal.set_goal("10k", today + timedelta(days=ahead))


def test_under_18_a_goal_beyond_10_km_is_refused(journal, today):
    journal.set_fact("birth_year", str(today.year - 15))
    with pytest.raises(UsageError, match="10 km"):
        journal.set_goal("half")
    assert journal.set_goal("10k").km == 10.0


def test_a_new_goal_ends_the_one_before_and_both_are_kept(journal):
    first = journal.set_goal("5k")
    second = journal.set_goal("10k", days=4)
    kept = journal.goals()
    assert [one.id for one in kept] == [first.id, second.id]
    assert kept[0].ended_at is not None
    assert kept[1].ended_at is None
    assert journal.end_goal().id == second.id
    assert journal.plan() is None


def test_unscreened_there_is_no_plan_and_it_says_what_opens_it(journal, ran, now):
    ran(now - timedelta(hours=30))
    journal.set_goal("10k")
    answer = journal.plan()
    assert answer.state is State.CLOSED
    assert answer.sessions == ()
    assert "kneewise check" in answer.opens[0].text


def test_a_green_runner_gets_a_plan_within_what_today_allows(green, now):
    green.set_goal("10k", days=3)
    answer = green.plan(now)
    assert answer.state is State.PLANNED
    first = next(s for s in answer.sessions if s.kind in RUNS)
    if first.day == now.date():
        assert first.km <= green.today(now).cap.km
    assert max(s.km for s in answer.sessions if s.kind in RUNS) == 10.0


def test_it_reacts_when_the_diary_changes(green, now):
    green.set_goal("10k", days=3)
    before = green.plan(now)
    green.rate(6, side=Side.LEFT, run="latest")
    after = green.plan(now + timedelta(minutes=5))
    assert before.sessions
    assert after.state is State.CLOSED
    assert not after.sessions


def test_a_red_flag_that_is_said_closes_it_at_once(green, now):
    green.set_goal("10k")
    assert green.plan(now).sessions
    green.answer_symptoms({"chest": "fainting"})
    closed = green.plan(now + timedelta(minutes=5))
    assert closed.rule == "red_flag"
    assert not closed.sessions


def test_the_answer_is_plain_data(green, now):
    green.set_goal("10k")
    told = plain(green.plan(now))
    assert {"state", "because", "sessions", "weeks", "reached_on", "notes"} <= told.keys()
    assert {"uid", "day", "kind", "title", "because", "km", "blocks"} <= told["sessions"][0].keys()
