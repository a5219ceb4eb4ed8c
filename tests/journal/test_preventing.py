"""Prevention over a home: the runner's own shoes, feet and log."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.prevention import Phase
from kneewise.journal.encoding import plain


def tip(answer, name: str):
    return next(one for one in answer.tips if one.name == name)


def test_an_empty_home_is_answered_and_the_check_comes_first(journal):
    answer = journal.prevention()
    assert answer.notes[0].rule == "unscreened"
    assert answer.insoles.phase is Phase.NONE
    assert len(answer.tips) >= 11


def test_the_profile_and_the_log_are_heard(journal, now):
    journal.set_fact("foot_type", "neutral")
    journal.log("insoles", day=now.date() - timedelta(days=16))
    journal.log("insoles", day=now.date() - timedelta(days=8))
    journal.log("insoles")
    answer = journal.prevention()
    assert answer.insoles.phase is Phase.DECIDE
    assert "neutral" in tip(answer, "motion_control").yours[0]


def test_a_deleted_run_and_a_ride_do_not_count(journal, ran, now):
    ran(now - timedelta(days=3), km=8.0)
    ran(now - timedelta(days=2), km=20.0, sport="cycling")
    assert "2 km a week" in tip(journal.prevention(), "volume").yours[0]
    journal.delete_run("1")
    assert tip(journal.prevention(), "volume").yours == ()


def test_the_answer_is_plain_data(journal):
    told = plain(journal.prevention())
    assert {"tips", "insoles", "notes"} <= told.keys()
    assert {"certainty", "advice", "yours", "article"} <= told["tips"][0].keys()
