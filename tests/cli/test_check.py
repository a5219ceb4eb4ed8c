"""`kneewise check` with options, as JSON, and asked question by question."""

from __future__ import annotations

import json

import pytest
from tests.care.check.answering import clear

from kneewise.cli.app import run

CLEAR = clear() | {"consent": "yes"}


@pytest.fixture
def kneewise(home, capsys):
    """Call the command line on a home of its own; gives (exit code, stdout, stderr)."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return call


@pytest.fixture
def answers_file(tmp_path):
    def write(**said: object) -> str:
        file = tmp_path / "answers.json"
        file.write_text(json.dumps(CLEAR | said))
        return str(file)

    return write


def test_a_red_flag_says_who_to_see_how_soon_and_on_what_it_rests(kneewise, answers_file):
    file = answers_file(warm=True, red="yes", conditions="on")
    code, out, _ = kneewise("check", "--json-answers", file)
    assert code == 0
    assert "Emergency, today" in out
    assert "BSR2006" in out
    assert "not a diagnosis" in out
    assert "Patellofemoral" not in out


def test_open_questions_are_said_and_listed(kneewise):
    assert "Not screened yet" in kneewise("check")[1]
    listed = kneewise("check", "--questions")[1]
    assert "chest chest-pain, breathless, fainting" in listed


def test_all_clear_is_no_all_clear(kneewise, answers_file):
    out = kneewise("check", "--json-answers", answers_file())[1]
    assert "That is no all-clear" in out
    assert "The picture of conditions is off" in out


def test_the_picture_once_it_is_switched_on(kneewise, answers_file):
    said = {"pain": "yes", "easing": "easing", "when": ["squat", "stairs-down"]}
    file = answers_file(conditions="on", **said)
    out = kneewise("check", "--json-answers", file)[1]
    assert "Patellofemoral pain about" in out
    assert "Something else" in out
    assert "Chondromalacia" in out


def test_as_json(kneewise):
    code, out, _ = kneewise("check", "--answer", "chest=fainting", "--json")
    answer = json.loads(out)
    assert code == 0
    assert answer["screening"]["flags"][0]["urgency"] == "emergency_number"
    assert "warm" in answer["screening"]["unanswered"]


def test_clearing_at_the_command_line(kneewise):
    kneewise("check", "--answer", "giving_way=yes")
    entry = ("check", "--clear", "giving_way", "--excluded", "tear", "--sign-absent")
    code, _, err = kneewise(*entry, "--profession", "me")
    assert code == 2
    assert "Nobody clears their own" in err
    code, out, _ = kneewise(*entry, "--profession", "physiotherapist")
    assert code == 0
    assert "Giving way: seen on" in out


@pytest.mark.parametrize(
    ("answer", "said"),
    [("nose=yes", "There is no question"), ("warm=hot", "yes, no"), ("warm", "KEY=VALUE")],
)
def test_a_wrong_answer_is_one_sentence(kneewise, answer, said):
    code, _, err = kneewise("check", "--answer", answer)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1


def typed(monkeypatch, reply):
    """Sit at the terminal; `reply(question text)` is what is typed."""
    asked: list[str] = []
    lines: list[str] = []
    monkeypatch.setattr("kneewise.cli.commands.check.someone_is_there", lambda: True)
    monkeypatch.setattr("typer.echo", lambda text="", **_: lines.append(str(text)))

    def prompt(text: str, **_: object) -> str:
        question = (lines[-1] if lines else "") + text
        asked.append(question)
        return reply(question)

    monkeypatch.setattr("typer.prompt", prompt)
    return asked


def test_an_emergency_ends_the_questions_at_once(kneewise, monkeypatch):
    asked = typed(monkeypatch, lambda q: "35" if "old" in q else "1" if "Chest" in q else "")
    out = kneewise("check")[1]
    assert len(asked) == 2
    assert "Call the emergency number" in out


def test_asked_question_by_question_to_the_picture(kneewise, monkeypatch):
    def reply(question: str) -> str:
        if "How old" in question:
            return "35"
        if "Does a knee hurt" in question or "(y/n)" in question:
            return "y"
        if "Where does it hurt" in question:
            return "1"
        if "begin suddenly" in question or "how does it go" in question.lower():
            return "2"
        if "eased within" in question:
            return "1"
        return "0" if "0-" in question else "n"

    asked = typed(monkeypatch, reply)
    out = kneewise("check")[1]
    assert any("medicines" in question for question in asked)
    assert "What such answers are met with" in out
    assert "Not screened" not in out


def test_without_consent_the_sensitive_questions_are_left_and_it_stays_unscreened(
    kneewise, monkeypatch
):
    def reply(question: str) -> str:
        if "How old" in question:
            return "35"
        if "(y/n)" in question:
            return "n"
        return "0" if "0-" in question else "n"

    asked = typed(monkeypatch, reply)
    out = kneewise("check")[1]
    assert not any("pregnant, or" in question for question in asked)
    assert "Not screened yet" in out
