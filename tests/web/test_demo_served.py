"""The made-up runner for the pages: her days end recently and her check is answered."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from kneewise.care.check import all_questions
from kneewise.cli.app import register
from kneewise.journal import open_journal
from kneewise.journal.demo_return import come_back
from kneewise.model.advice import Light
from kneewise.model.errors import UsageError
from kneewise.simulate import CHECK_ANSWERS, simulate_runner

RECENT = datetime.now(UTC).astimezone().date() - timedelta(days=2)


def test_her_answers_are_answers_of_the_check():
    assert set(CHECK_ANSWERS) - {"consent"} <= set(all_questions())


def test_her_answers_leave_no_question_open_and_raise_no_sign(told_home):
    with open_journal(told_home) as journal:
        journal.answer_symptoms(CHECK_ANSWERS)
        check = journal.check()
        said = {flag.flag for flag in check.screening.flags}
    assert check.ask == ()
    assert check.screening.complete
    assert said <= {"long_pain", "two_episodes"}  # what the diary shows by itself


def test_without_a_day_her_years_end_where_they_always_did():
    assert simulate_runner(3, days=60).last_day == date(2025, 10, 12)


@pytest.mark.parametrize("last_day", [RECENT, date(2027, 2, 28)])
def test_nothing_of_her_lies_behind_her_last_day(last_day):
    runner = simulate_runner(3, days=90, last_day=last_day)
    days = [entry.day for entry in runner.log] + [
        run.local_start.date() for run in runner.activities
    ]
    assert max(days) <= last_day + timedelta(days=1)  # a run may slip by a day
    assert max(days) > last_day - timedelta(days=10)


def test_she_is_on_her_way_back_and_may_run_a_little(told_home):
    today = datetime.now(UTC).astimezone().date()
    with open_journal(told_home) as journal:
        journal.answer_symptoms(CHECK_ANSWERS)
        come_back(journal, today)
        answer = journal.today()
    assert answer.light in {Light.GREEN, Light.AMBER}
    assert answer.cap.minutes is not None


@pytest.mark.parametrize("more", [["--json", "--serve"], ["--port", "0", "--serve"]])
def test_what_does_not_go_together_is_said(more):
    told = CliRunner().invoke(register(), ["demo", *more])
    assert isinstance(told.exception, UsageError | SystemExit)
    assert told.exit_code != 0
