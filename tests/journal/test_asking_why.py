"""Asking why: always an answer, kept until something changes."""

from __future__ import annotations

from datetime import timedelta

import pytest

import kneewise.why
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.ranking import CauseVerdict, RankingVerdict


@pytest.fixture
def counted(monkeypatch):
    """How often the analysis was really run."""
    calls = []
    real = kneewise.why.rank_stages

    def counting(*args, **kwargs):
        calls.append(1)
        return real(*args, **kwargs)

    monkeypatch.setattr(kneewise.why, "rank_stages", counting)
    return calls


def test_an_empty_home_gets_an_answer_from_research_alone(journal):
    ranking = journal.why()
    assert ranking.verdict is RankingVerdict.CANT_TELL
    assert ranking.rated_runs == 0
    assert ranking.next


def test_an_onset_date_without_a_diary_names_nothing(journal, ran, now):
    for days in range(60, 0, -2):
        ran(now - timedelta(days=days), km=5.0)
    ran(now - timedelta(hours=20), km=12.0)
    journal.start_episode(now.date(), Side.LEFT)
    ranking = journal.why()
    assert ranking.side is Side.LEFT
    assert ranking.episode == now.date()
    verdicts = {cause.verdict for cause in ranking.causes}
    assert CauseVerdict.NAMED not in verdicts


def test_the_answer_is_kept_until_something_changes(journal, ran, now, counted):
    ran(now - timedelta(days=2))
    first = journal.why()
    assert journal.why() == first
    assert len(counted) == 1
    journal.rate(3, run="latest", side=Side.LEFT)
    journal.why()
    assert len(counted) == 2
    journal.why(anew=True)
    assert len(counted) == 3


def test_the_kept_answer_is_the_same_answer(journal, ran, now):
    for days in range(40, 0, -2):
        ran(now - timedelta(days=days))
        journal.rate(0, run="latest", side=Side.LEFT)
    assert journal.why() == journal.why()


def test_a_kept_answer_is_found_without_working_one_out(journal, ran, now, counted):
    ran(now - timedelta(days=2))
    before = journal.kept_why()
    assert before.ranking is None
    answer = journal.why()
    assert journal.kept_why().ranking == answer
    assert journal.kept_why().mark == before.mark
    assert len(counted) == 1


def test_the_mark_changes_with_what_was_told(journal, ran, now):
    ran(now - timedelta(days=2))
    before = journal.kept_why().mark
    journal.rate(3, run="latest", side=Side.LEFT)
    assert journal.kept_why().mark != before


def test_an_episode_to_come_is_misuse_before_anything_is_worked_out(journal, now):
    with pytest.raises(UsageError, match="still to come"):
        journal.kept_why(episode=now.date() + timedelta(days=3))
