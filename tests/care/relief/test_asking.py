"""A person at the terminal: asked one by one, again until it fits, no further than needed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

import kneewise.cli.commands.crosstraining as crosstraining_command
import kneewise.cli.commands.outlook as outlook_command
import kneewise.cli.commands.relief as relief_command
from kneewise.cli.app import run
from kneewise.journal import open_journal
from kneewise.journal.journal import Journal
from kneewise.model.advice import Screening
from kneewise.model.diary import Side


@pytest.fixture
def asks(monkeypatch, home, capsys):
    """Run a command as at a terminal with these answers; gives (questions asked, output)."""

    def call(answers: dict[str, list[str]] | str, *arguments: str) -> tuple[list[str], str]:
        asked: list[str] = []

        def prompt(text, **_more):
            asked.append(text)
            if isinstance(answers, str):
                return answers
            key = next((key for key in answers if key in text), None)
            return answers[key].pop(0) if key is not None else "no"

        for command in (relief_command, crosstraining_command, outlook_command):
            monkeypatch.setattr(command, "someone_is_there", lambda: True)
        monkeypatch.setattr(relief_command.typer, "prompt", prompt)
        monkeypatch.setattr(relief_command, "countdown", lambda minutes: minutes)
        with pytest.raises(SystemExit) as stop:
            run(["--home", str(home), *arguments])
        assert not stop.value.code
        return asked, capsys.readouterr().out

    return call


@pytest.fixture
def screened(monkeypatch):
    monkeypatch.setattr(Journal, "screening", lambda _self, _at=None: Screening())


def test_unscreened_nothing_is_asked_and_no_gel_is_shown(asks):
    asked, out = asks("no", "relief")
    assert asked == []
    assert "Not screened" in out


@pytest.mark.usefixtures("screened")
def test_gels_are_asked_for_one_by_one_the_country_first_and_then_shown(asks):
    asked, out = asks({"country": ["Germany!", "de"], "How old": ["forty", "40"]}, "relief")
    assert "country" in asked[0]
    assert "country" in asked[1]
    assert len(asked) == 2 + 2 + 21
    assert "diclofenac gel 2.32 %" in out
    assert "at most 8 g" in out


@pytest.mark.usefixtures("screened")
def test_asking_ends_with_the_first_answer_that_forbids_or_is_unknown(asks):
    asked, out = asks({"country": ["us"]}, "relief")
    assert len(asked) == 1
    assert "sports injuries" in out
    asked, out = asks("", "relief")
    assert len(asked) == 1
    assert "No gel is shown." in out


def test_ice_is_asked_for_once_then_counted_down_and_noted(asks, home):
    asked, out = asks("n", "relief", "ice")
    assert len(asked) == 6
    assert "10 minutes of ice noted." in out
    assert "No running or jumping before" in out
    asked, out = asks("n", "relief", "ice")
    assert asked == []
    assert "2 hours apart" in out
    with open_journal(home) as journal:
        assert [entry.kind for entry in journal.log_entries()] == ["ice"]


def test_other_sports_are_asked_for(asks):
    asked, out = asks("no", "crosstraining", "--site", "front")
    assert len(asked) == 8
    assert "Running in deep water" in out


def test_the_outlook_asks_for_a_diagnosis_only_with_an_episode(asks, home):
    asked, _ = asks("kneecap", "outlook")
    assert asked == []
    with open_journal(home) as journal:
        journal.start_episode(datetime.now(UTC).date() - timedelta(days=3), Side.LEFT)
    asked, out = asks("kneecap", "outlook")
    assert len(asked) == 1
    assert "pain around the kneecap" in out
