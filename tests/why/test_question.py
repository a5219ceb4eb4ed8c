"""Which knee, which episode, which run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kneewise.model.diary import Episode, Side
from kneewise.why.outcomes import knee_diary
from kneewise.why.question import Question, as_of, asked_episode, asked_side, index_run

FIRST = date(2025, 1, 1)


def test_the_knee_of_the_latest_episode_is_asked_first(runner):
    episodes = (
        Episode(1, Side.LEFT, FIRST),
        Episode(2, Side.RIGHT, FIRST + timedelta(days=4)),
    )
    history = runner([0, 4, 0]).history(episodes=episodes)
    assert asked_side(history, Question()) is Side.RIGHT
    assert asked_side(history, Question(side=Side.LEFT)) is Side.LEFT


def test_without_episodes_the_sorer_knee_is_asked(runner):
    history = runner([0, 4, 0], side=Side.RIGHT).history()
    assert asked_side(history, Question()) is Side.RIGHT


def test_an_asked_day_is_an_episode_even_if_none_was_opened(runner):
    history = runner([0, 4]).history()
    found = asked_episode(history, Question(episode=FIRST), Side.LEFT)
    assert found is not None
    assert found.began_on == FIRST


def test_the_index_run_is_the_last_within_48_hours(runner):
    history = runner([None] * 10, every_days=1).history()
    diary = knee_diary(history, Side.LEFT)
    assert index_run(history, diary, Episode(1, Side.LEFT, FIRST + timedelta(days=5))) == 5


def test_no_run_within_48_hours_is_no_index_run(runner):
    history = runner([None] * 10, every_days=7).history()
    diary = knee_diary(history, Side.LEFT)
    assert index_run(history, diary, Episode(1, Side.LEFT, FIRST + timedelta(days=3))) is None


def test_a_painful_run_near_a_wrong_date_is_the_index_run(runner):
    history = runner([0, 0, 0, 5, 0, 0], every_days=2).history()
    diary = knee_diary(history, Side.LEFT)
    assert index_run(history, diary, Episode(1, Side.LEFT, FIRST + timedelta(days=4))) == 3


def test_without_an_episode_the_latest_painful_run_is_looked_at(runner):
    history = runner([0, 5, 0, 4, 0]).history()
    assert index_run(history, knee_diary(history, Side.LEFT), None) == 3
    calm = runner([0, 0]).history()
    assert index_run(calm, knee_diary(calm, Side.LEFT), None) is None


def test_a_history_comes_out_in_time_order_and_up_to_the_day(runner):
    history = runner([0, 5, 0, 4]).history()
    turned = replace(history, runs=history.runs[::-1])
    found = as_of(turned, FIRST + timedelta(days=4))
    assert [run.id for run in found.runs] == [1, 2, 3]
    assert len(found.diary) == 3
