from __future__ import annotations

import json
from datetime import timedelta

import pytest

from kneewise.care.outlook import Verdict
from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError


def test_without_an_episode_it_cant_be_told(journal):
    assert journal.outlook().verdict is Verdict.CANT_TELL


def test_an_episode_and_earlier_ones_give_an_outlook(journal, now):
    today = now.astimezone().date()
    journal.start_episode(today - timedelta(days=300), Side.LEFT)
    journal.end_episode(today - timedelta(days=290))
    journal.start_episode(today - timedelta(days=10), Side.LEFT)
    answer = journal.outlook({"diagnosis": "kneecap"})
    assert answer.verdict is Verdict.EXPECTED
    assert (answer.kind, answer.own_ended) == ("kneecap_pain", 1)
    assert journal.outlook({"diagnosis": "unknown"}).kind == "undiagnosed"
    assert journal.outlook(side=Side.RIGHT).verdict is Verdict.CANT_TELL


def test_what_is_not_asked_is_refused(journal):
    with pytest.raises(UsageError):
        journal.outlook({"colour": "blue"})


def test_the_command_line_draws_the_curve_and_tells_the_evidence(home, capsys, now):
    today = now.astimezone().date()
    with open_journal(home) as journal:
        journal.start_episode(today - timedelta(days=10), Side.LEFT)
    call(home, "--answer", "diagnosis=kneecap")
    out = capsys.readouterr().out
    for words in ("Half of runners like this", "after 12 weeks", "55 %", "not a diagnosis", "█"):
        assert words in out
    call(home, "--json")
    assert json.loads(capsys.readouterr().out)["verdict"] == "expected"
    with open_journal(home) as journal:
        journal.end_episode(today)
    call(home)
    assert "Relapse watch until" in capsys.readouterr().out


def call(home, *arguments):
    with pytest.raises(SystemExit) as stop:
        run(["--home", str(home), "outlook", *arguments])
    assert not stop.value.code
