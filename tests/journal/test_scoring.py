from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.journal.encoding import to_json
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError


def test_every_question_is_handed_out_in_order(journal):
    items = journal.score_items()
    assert [item.kind for item in items] == sorted(item.kind for item in items)
    assert all(item.text and item.label for item in items)


def test_answers_are_kept_for_a_knee_and_a_day(journal, now):
    journal.score({"walking": 2, "sport": None}, side=Side.RIGHT, day=now.date())
    (knee,) = journal.scores()
    assert knee.side is Side.RIGHT
    (score,) = knee.scores
    assert score.answers["walking"] == 2
    assert score.answers["sport"] is None
    assert score.answers["jumping"] is None
    assert score.trouble is None


def test_answers_of_the_same_day_come_together_and_the_later_counts(journal, now):
    day = now.date()
    journal.score({"walking": 2, "sport": 9}, side=Side.LEFT, day=day)
    journal.score({"sport": "open", "squatting": "4"}, side=Side.LEFT, day=day)
    answers = journal.scores(Side.LEFT)[0].scores[0].answers
    assert (answers["walking"], answers["sport"], answers["squatting"]) == (2, None, 4)


def test_the_open_episode_tells_the_knee_where_it_is_one(journal, now):
    with pytest.raises(UsageError, match="Which knee"):
        journal.score({"walking": 2})
    journal.start_episode(now.date() - timedelta(days=3), Side.LEFT)
    assert journal.score({"walking": 2}).side is Side.LEFT
    journal.start_episode(now.date() - timedelta(days=2), Side.RIGHT)
    with pytest.raises(UsageError, match="Which knee"):
        journal.score({"walking": 2})


@pytest.mark.parametrize("said", [{}, {"walking": None}, {"walking": "?", "pain_run": ""}])
def test_nothing_answered_is_nothing_kept(journal, said):
    with pytest.raises(UsageError, match="nothing is kept"):
        journal.score(said, side=Side.LEFT)
    assert journal.scores() == ()


def test_a_day_to_come_is_refused(journal, now):
    with pytest.raises(UsageError, match="still to come"):
        journal.score({"walking": 1}, side=Side.LEFT, day=now.date() + timedelta(days=2))


def test_a_score_changes_no_light(journal, now):
    before = to_json(journal.today(now))
    journal.score(dict.fromkeys((i.key for i in journal.score_items()), 0), side=Side.LEFT)
    assert to_json(journal.today(now)) == before
