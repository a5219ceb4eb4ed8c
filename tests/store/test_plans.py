"""Goals, sent sessions, trials and scores come back as they went in, each with its runner."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from kneewise.model.diary import Side
from kneewise.model.plan import Goal, SentSession
from kneewise.model.score import ScoreEntry
from kneewise.model.trial import Trial, TrialDesign
from kneewise.store import open_store

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
DAY = date(2026, 5, 4)
DESIGN = TrialDesign(
    arms=("usual", "changed", "changed", "usual"),
    runs_a_block=2,
    washout_hours=48.0,
    seed=7,
    detectable=2.0,
    power=0.8,
    option=(("shoe_a", "Blue"), ("shoe_b", "Red")),
)


def test_a_new_goal_ends_the_one_before(home):
    later = AT + timedelta(days=3)
    with open_store(home) as store:
        first = store.plans.set_goal(Goal(km=10.0, days=3, entered_at=AT, race_on=DAY))
        second = store.plans.set_goal(Goal(km=5.0, days=2, entered_at=later))
        assert store.plans.goals() == (replace(first, ended_at=later), second)
        store.plans.set_goal(Goal(km=5.0, days=2, entered_at=later, runner="you"))
        store.plans.end_goal(later)
        assert [goal.ended_at for goal in store.plans.goals()] == [later, later]
        assert [goal.ended_at for goal in store.plans.goals("you")] == [None]


def test_the_last_word_to_a_calendar_is_kept(home):
    sent = SentSession(uid="a", day=DAY, sequence=0, content="one", sent_at=AT)
    changed = replace(sent, sequence=1, content="two", cancelled_at=AT)
    with open_store(home) as store:
        store.plans.keep_sent([sent, replace(sent, uid="b", day=DAY - timedelta(days=1))])
        store.plans.keep_sent([changed, replace(sent, runner="you")])
        assert [one.uid for one in store.plans.sent()] == ["b", "a"]
        assert store.plans.sent()[1] == changed
        assert store.plans.sent("you") == (replace(sent, runner="you"),)


def test_a_trial_keeps_its_design_and_ends_once(home):
    trial = Trial(lever="cadence", side=Side.LEFT, design=DESIGN, began_on=DAY, entered_at=AT)
    with open_store(home) as store:
        kept = store.trials.add(trial)
        assert store.trials.all() == (kept,)
        assert kept.id is not None
        store.trials.end(kept.id, DAY, "stopped", "you")
        assert store.trials.all() == (kept,)
        store.trials.end(kept.id, DAY, "stopped")
        store.trials.end(kept.id, DAY, "done")
        assert store.trials.all() == (replace(kept, ended_on=DAY, ended_why="stopped"),)


def test_the_latest_score_of_a_knee_and_a_day_counts(home):
    first = ScoreEntry(side=Side.LEFT, day=DAY, answers={"stairs": 3, "run": None}, entered_at=AT)
    with open_store(home) as store:
        store.scores.add(first)
        store.scores.add(replace(first, day=DAY - timedelta(days=7)))
        store.scores.add(replace(first, answers={"stairs": 1}))
        days = [(entry.day, dict(entry.answers)) for entry in store.scores.all()]
    assert days == [
        (DAY - timedelta(days=7), {"stairs": 3, "run": None}),
        (DAY, {"stairs": 1}),
    ]
