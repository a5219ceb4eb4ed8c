from __future__ import annotations

from datetime import timedelta

import pytest
from tests.builders import DAY_0, history_of, moment

from kneewise.care.crosstraining import training_kept
from kneewise.model.diary import LogEntry
from kneewise.model.sport import Sport

TODAY = DAY_0 + timedelta(days=100)
USUAL = [(day, 10.0) for day in range(20, 70, 2)]
"""25 runs of 60 min in the eight weeks before day 72: 187.5 min a week."""


def noted(day: int, minutes: float, note: str) -> LogEntry:
    day_ = DAY_0 + timedelta(days=day)
    return LogEntry("other_sport", moment(day, 10.0), day_, minutes, note=note)


def with_log(history, *entries):
    from dataclasses import replace

    return replace(history, log=entries)


def test_other_sports_stand_for_part_of_the_usual_running():
    history = history_of(USUAL, others=[(80, 1.0, Sport.CYCLING), (90, 2.0, Sport.CYCLING)])
    kept = training_kept(history, TODAY)
    assert kept.by_sport == {"cycling": 45.0}
    assert kept.usual_min == pytest.approx(187.5)
    assert kept.share is not None
    assert kept.share.mid == pytest.approx(45 * 0.6 / 187.5)
    assert kept.share.low < kept.share.mid < kept.share.high


def test_running_counts_in_full_and_all_is_the_most():
    history = history_of([*USUAL, *((day, 20.0) for day in range(75, 100))])
    kept = training_kept(history, TODAY)
    assert kept.running_min > 187.5
    assert kept.share is not None
    assert kept.share.low == kept.share.high == 1.0


def test_logged_sports_count_by_the_name_in_their_note():
    history = with_log(history_of(USUAL), noted(80, 40, "Aqua jogging"), noted(81, 20, "judo"))
    assert training_kept(history, TODAY).by_sport == {"aqua_jogging": 10.0, "other": 5.0}


def test_an_open_episode_shortens_the_window_and_moves_what_is_usual():
    history = history_of(USUAL, others=[(95, 1.0, Sport.SWIMMING)], episodes=[(90, None)])
    kept = training_kept(history, TODAY)
    assert kept.days == 10
    assert kept.by_sport == {"front_crawl": pytest.approx(42.0)}


def test_nothing_done_is_nothing_kept_and_too_few_runs_say_nothing():
    nothing = training_kept(history_of(USUAL), TODAY)
    assert nothing.share is not None
    assert nothing.share.high == 0
    few = training_kept(history_of(USUAL[:5]), TODAY)
    assert few.usual_min is None
    assert few.share is None


def test_what_is_still_to_come_or_long_ago_does_not_count():
    history = history_of(USUAL, others=[(10, 1.0, Sport.CYCLING), (101, 1.0, Sport.CYCLING)])
    assert training_kept(history, TODAY).by_sport == {}
