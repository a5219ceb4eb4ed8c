"""Answers and clearings are kept in order, never overwritten, and carry their runner."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kneewise.model.advice import Clearing, SymptomAnswer
from kneewise.model.diary import Side
from kneewise.store import open_store

AT = datetime(2026, 5, 1, 10, tzinfo=UTC)
CLEARING = Clearing("true_lock", date(2026, 5, 3), "doctor", "tear", True, AT, Side.LEFT)  # noqa: FBT003


def test_a_later_answer_stands_beside_the_earlier_one_and_dont_know_is_kept(home):
    said = (
        SymptomAnswer("locked", "yes", AT, Side.LEFT),
        SymptomAnswer("locked", "no", AT),
        SymptomAnswer("warm", None, AT),
    )
    with open_store(home) as store:
        store.symptoms.add_answers(said)
        store.symptoms.add_answers([])
    with open_store(home) as store:
        assert store.symptoms.answers() == said


def test_a_clearing_is_kept_as_it_was_entered(home):
    with open_store(home) as store:
        store.symptoms.add_clearing(CLEARING)
        assert store.symptoms.clearings() == (CLEARING,)
        assert store.symptoms.clearings("somebody") == ()


def test_one_question_can_be_forgotten_alone_and_for_one_runner(home):
    said = [SymptomAnswer(key, "yes", AT, runner=who) for key in "ab" for who in ("me", "you")]
    with open_store(home) as store:
        store.symptoms.add_answers(said)
        store.symptoms.forget("a")
        assert [answer.key for answer in store.symptoms.answers()] == ["b"]
        assert len(store.symptoms.answers("you")) == 2


def test_a_moment_comes_back_in_utc_whatever_zone_it_was_said_in(home):
    local = AT.astimezone()
    with open_store(home) as store:
        store.symptoms.add_answers([SymptomAnswer("locked", "yes", local)])
        (kept,) = store.symptoms.answers()
    assert kept.answered_at == AT
    assert kept.answered_at.utcoffset() == AT.utcoffset()
