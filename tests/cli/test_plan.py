"""`kneewise plan` and `kneewise prevention`: readable weeks, narrow terminals, JSON."""

from __future__ import annotations

import json

import pytest
from rich.console import Console
from tests.care.today.records import CLEAR, NOW, climb, hurt_days_ago, record, regular

from kneewise.care.plan import plan
from kneewise.cli.app import run
from kneewise.cli.options import console
from kneewise.cli.plan_view import print_plan
from kneewise.model.plan import Goal

GOAL = Goal(km=10.0, days=4, entered_at=NOW, id=1)


@pytest.fixture
def told(home, capsys):
    def call(*arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            run(["--home", str(home), *arguments])
        out = capsys.readouterr()
        assert ended.value.code == code, out.err
        return out.out + out.err

    return call


def printed(capsys, answer, out: Console | None = None) -> str:
    print_plan(answer, console() if out is None else out)
    return capsys.readouterr().out


def test_without_a_goal_it_says_how_to_set_one(told):
    assert "kneewise plan --goal 10k" in told("plan")
    assert json.loads(told("plan", "--json")) is None


def test_a_goal_is_set_shown_and_dropped(told):
    out = told("plan", "--goal", "10k", "--days", "4")
    assert "Goal: 10 km, 4 running days a week" in out
    assert "There is no plan now" in out
    assert json.loads(told("plan", "--json"))["state"] == "closed"
    assert "dropped" in told("plan", "--drop")
    assert "No goal is set" in told("plan", "--drop", code=3)


def test_mistakes_are_one_sentence(told):
    assert "is no distance" in told("plan", "--goal", "far", code=2)
    assert "belong to a goal" in told("plan", "--days", "4", code=2)
    assert "stands alone" in told("plan", "--drop", "--goal", "5k", code=2)
    assert "not ahead" in told("plan", "--goal", "5k", "--date", "2020-01-01", code=2)


def test_the_week_has_its_reasons_and_the_rest_is_called_a_sketch(capsys):
    runs, ratings = regular(last=2)
    out = printed(capsys, plan(record(runs, ratings), CLEAR, GOAL, NOW))
    assert "The next 7 days" in out
    assert "Wed 10 Jun" in out
    assert "our precaution" in out
    assert "Beyond: a sketch" in out
    assert "(the cap: 10 % beyond" in " ".join(out.split())
    assert "The goal: 10.0 km (the goal, within the cap)" in out
    assert "What set today's limit" in out


def test_on_the_ladder_the_step_is_named(capsys):
    out = printed(capsys, plan(climb(4), CLEAR, GOAL, NOW))
    assert "Step 3: 24 min on your feet" in out
    assert "(step of the ladder)" in out


def test_a_red_light_prints_what_opens_it(capsys):
    out = printed(capsys, plan(hurt_days_ago(7, 2), CLEAR, GOAL, NOW))
    assert "No plan while the light is red" in out
    assert "What would open it" in out


@pytest.mark.parametrize("width", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(capsys, width):
    runs, ratings = regular(last=2)
    answer = plan(record(runs, ratings), CLEAR, GOAL, NOW)
    out = printed(capsys, answer, Console(width=width, highlight=False))
    assert max(len(line) for line in out.splitlines()) <= width


def test_each_sentence_of_the_week_is_said_once(capsys):
    runs, ratings = regular(last=2)
    out = printed(capsys, plan(record(runs, ratings), CLEAR, GOAL, NOW))
    assert out.count("In 325 novices") == 1


def test_prevention_is_printed_with_certainty_sources_and_the_article(told):
    out = " ".join(told("prevention").split())
    assert "Prevention, the best supported first" in out
    assert "[MALISOUX2020]" in out
    assert "not shown to help" in out
    assert "The article says" in out
    assert "No trial is running." in out


def test_prevention_as_json_has_what_it_promises(told):
    answer = json.loads(told("prevention", "--json"))
    assert answer["insoles"]["phase"] == "none"
    assert answer["tips"][0]["certainty"] == "cohort_strong"
