from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from kneewise.cli.app import run

HALF = ("stairs_down=6", "squatting=7", "walking=1", "running_flat=4", "sport=8")


@pytest.fixture
def kneewise(home, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), out.err

    return call


def answers(*pairs: str) -> list[str]:
    return [part for pair in pairs for part in ("--answer", pair)]


def test_half_of_the_answers_make_a_sum(kneewise):
    code, out, _ = kneewise("score", "--side", "left", *answers(*HALF))
    assert code == 0
    assert "52 of 100 (5 of 10 questions answered" in out
    assert "in a run –" in out
    assert "not a validated questionnaire" in out


def test_fewer_make_none_and_say_so(kneewise):
    _, out, _ = kneewise("score", "--side", "left", *answers("walking=0"))
    assert "1 of 10 questions were answered, too few" in out


def test_two_dates_show_a_change_with_what_it_is_worth(kneewise):
    before = (datetime.now(UTC) - timedelta(days=30)).date().isoformat()
    kneewise("score", "--side", "left", "--day", before, *answers(*HALF, "pain_run=6"))
    _, out, _ = kneewise("score", "--side", "left", *answers(*HALF, "pain_run=3"))
    assert "6 to 3 of 10, better" in out
    assert "PIVA2009" in out
    assert "52 to 52 of 100" in out


def test_the_history_shows_every_date_and_json_the_same(kneewise):
    for days in (20, 10, 0):
        day = (datetime.now(UTC) - timedelta(days=days + 1)).date().isoformat()
        kneewise("score", "--side", "left", "--day", day, *answers(*HALF))
    assert kneewise("score", "--history")[1].count("Trouble with the knee") == 3
    assert kneewise("score")[1].count("Trouble with the knee") == 1
    (knee,) = json.loads(kneewise("score", "--history", "--json")[1])
    assert [score["trouble"] for score in knee["scores"]] == [52.0] * 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--side", "left", "--answer", "stairs=3"), "stairs"),
        (("--side", "left", "--answer", "walking=12"), "0 to 10"),
        (("--answer", "walking=2"), "Which knee"),
    ],
)
def test_a_wrong_answer_is_one_sentence(kneewise, arguments, said):
    code, _, err = kneewise("score", *arguments)
    assert code == 2
    assert said in err
    assert err.count("\n") == 1


def test_without_a_score_the_next_step_is_said(kneewise):
    assert "No score is kept yet" in kneewise("score")[1]


def test_a_person_is_asked_item_by_item(kneewise, monkeypatch):
    typed = iter(
        ["", "left", "3", "eleven", "4", *[""] * 3, "2", "3", "4", "", "1", "6", *[""] * 3]
    )
    asked = []

    def prompt(text, **_):
        asked.append(text)
        return next(typed)

    monkeypatch.setattr("typer.prompt", prompt)
    monkeypatch.setattr("kneewise.cli.commands.score.someone_is_there", lambda: True)
    code, out, _ = kneewise("score")
    assert code == 0
    assert asked[0] == asked[1] == "Which knee: left or right?"
    assert asked.count("Getting down low, to the bottom shelf say, and back up?") == 2
    assert "don't run, jump or crouch to find out" in out
    assert "worst in 24 h 6" in out
