from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kneewise.care.crosstraining import QUESTIONS
from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.model.advice import SymptomAnswer
from kneewise.model.diary import Side, Site
from kneewise.model.errors import UsageError

FREE = dict.fromkeys(QUESTIONS, "no")


def names(answer) -> set[str]:
    return {option.name for option in answer.options}


def test_where_it_hurts_comes_from_open_episodes_and_recent_ratings(journal, now):
    today = now.astimezone().date()
    journal.start_episode(today - timedelta(days=5), Side.LEFT, Site.FRONT)
    assert "breaststroke" in names(journal.crosstraining(FREE))
    journal.rate(3, side=Side.RIGHT, site=Site.INSIDE_BELOW, day=today - timedelta(days=3))
    answer = journal.crosstraining(FREE)
    assert set(answer.sites) == {Site.FRONT, Site.INSIDE_BELOW}
    assert "breaststroke" not in names(answer)


def test_pain_long_ago_and_a_pain_of_nothing_do_not_count(journal, now):
    today = now.astimezone().date()
    journal.rate(4, side=Side.LEFT, site=Site.INSIDE, day=today - timedelta(days=15))
    journal.rate(0, side=Side.LEFT, site=Site.BACK, day=today)
    assert journal.crosstraining(FREE).sites == ()


def test_what_the_runner_names_wins(journal):
    assert journal.crosstraining(FREE, sites=[Site.FRONT]).sites == (Site.FRONT,)


def test_the_place_told_in_the_symptom_check_counts_for_two_weeks(journal, now):
    def told(days_ago, site):
        at = now - timedelta(days=days_ago)
        journal.store.symptoms.add_answers([SymptomAnswer("site", site, at)])

    told(15, "inside-joint-line")
    assert journal.crosstraining(FREE).sites == ()
    told(13, "front")
    assert journal.crosstraining(FREE).sites == (Site.FRONT,)


def test_what_the_symptom_check_was_told_wins_over_a_no(journal, now):
    assert "skating" in names(journal.crosstraining(FREE, sites=[Site.FRONT]))
    told = SymptomAnswer(key="health", value="osteoporosis", answered_at=now)
    journal.store.symptoms.add_answers([told])
    assert "skating" not in names(journal.crosstraining(FREE, sites=[Site.FRONT]))


def test_the_strict_policy_ends_it_at_any_pain(journal):
    journal.set_fact("policy", "article")
    assert journal.crosstraining(FREE).pain_rule[0].because == "Any pain ends it."


def test_other_sport_that_was_logged_counts(journal, ran, now):
    ran(now - timedelta(days=3), sport="cycling")
    journal.log("other_sport", 40, note="aqua jogging")
    kept = journal.crosstraining(FREE).kept
    assert kept is not None
    assert kept.by_sport["aqua_jogging"] == 10.0
    assert kept.by_sport["cycling"] > 0
    assert kept.share is None


def test_an_unknown_answer_or_sport_is_refused(journal):
    with pytest.raises(UsageError):
        journal.crosstraining({"weather": "no"})
    with pytest.raises(UsageError):
        journal.crosstraining(FREE, allowed=["chess"])


def test_the_command_line_asks_offers_and_leaves_out(home, capsys):
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
    call(home)
    out = capsys.readouterr().out
    assert "No other sport for now" in out
    assert "Still open: fever" in out
    answers = [part for key in QUESTIONS for part in ("--answer", f"{key}=no")]
    call(home, "--site", "inside-joint-line", *answers)
    out = capsys.readouterr().out
    assert "Running in deep water" in out
    assert "With pain at the inner joint line" in out
    assert "our assumption" in out
    call(home, "--json", *answers)
    assert json.loads(capsys.readouterr().out)["options"]


def call(home, *arguments):
    with pytest.raises(SystemExit) as stop:
        run(["--home", str(home), "crosstraining", *arguments])
    assert not stop.value.code
