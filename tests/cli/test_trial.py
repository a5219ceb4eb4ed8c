"""`kneewise trial`: what could be tried, refusals in a sentence, status, JSON for programs."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.builders import moment
from tests.care.trial.trying import PAST_DAYS, a_trial, day, done, standing, with_runs

from kneewise.care.trial import all_levers, offer, trial_answer
from kneewise.cli.app import run
from kneewise.cli.options import console
from kneewise.cli.trial_view import consents, print_begun, print_trial, print_trials
from kneewise.model.diary import Side

RUNS = [PAST_DAYS + 3 * n for n in range(16)]


@pytest.fixture
def told(capsys):
    def call(home, *arguments: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            run(["--home", str(home), *arguments])
        assert ended.value.code == code
        said = capsys.readouterr()
        return said.out if code == 0 else said.err

    return call


def answer_at(today: int, ran: int, pain: int = 0, **more):
    """The answer for a trial after so many runs, all rated the same."""
    rows = [(float(at), 8.0, {"pain": pain}) for at in RUNS[:ran]]
    history = with_runs([(int(at), km, told) for at, km, told in rows])
    found = standing(today, done=done(RUNS[:ran], first_id=41), **more)
    return trial_answer(more.pop("trial", a_trial()), history, found)


def test_an_empty_home_lists_every_lever_and_why_none_may_begin(told, home):
    out = told(home, "trial")
    for lever in all_levers():
        assert lever.name in out
    assert "No trial may begin today" in out
    assert "symptom check is not complete" in out
    assert "our rule" in out


def test_a_refusal_is_one_sentence_without_a_trace(told, home):
    assert "symptom" in told(home, "trial", "start", "warm_up", code=2)
    assert "ever begun" in told(home, "trial", "status", code=3)
    assert "running" in told(home, "trial", "stop", code=3)
    assert "cadence" in told(home, "trial", "start", "magic", code=3)


def test_json_has_what_it_promises(told, home):
    answer = json.loads(told(home, "trial", "--json"))
    assert {"side", "not_now", "plan", "levers", "rules"} <= answer.keys()
    assert {one["lever"] for one in answer["levers"]} == {one.name for one in all_levers()}
    assert json.loads(told(home, "trial", "list", "--json")) == []


def test_the_list_of_trials_is_empty_and_says_so(told, home):
    assert "No trial was ever begun" in told(home, "trial", "list")


def test_a_running_trial_names_the_next_arm_and_nothing_else(capsys):
    print_trial(answer_at(RUNS[4] + 3, 5), console())
    out = " ".join(capsys.readouterr().out.split())
    assert "5 of 16 runs done, 11 left" in out
    assert "Next run of the trial (6 of 16)" in out
    assert "not looked at before the planned end" in out
    assert "Painful runs" not in out


def test_the_wash_out_is_told_with_its_hour(capsys):
    trial = a_trial(arms=("usual", "changed", "changed", "usual"))
    history = with_runs([(PAST_DAYS, 8.0, {"pain": 0}), (PAST_DAYS + 3, 8.0, {"pain": 0})])
    found = standing(PAST_DAYS + 4, done=done([PAST_DAYS, PAST_DAYS + 3], first_id=41))
    print_trial(trial_answer(trial, history, found), console())
    out = capsys.readouterr().out
    assert "Wash-out until" in out
    assert f"{(moment(PAST_DAYS + 5, 19.0)):%H:%M}" in out


def test_a_finished_trial_says_its_verdict_and_the_counts(capsys):
    found = answer_at(RUNS[-1] + 2, 16)
    print_trial(found, console())
    out = " ".join(capsys.readouterr().out.split())
    assert "Too few to tell" in out
    assert "0 of 8 rated the usual way, 0 of 8 the changed way" in out
    assert "Next run" not in out


def test_a_stopped_trial_says_why(capsys):
    stopped = answer_at(RUNS[3] + 1, 4, red_days=(day(RUNS[3]),))
    print_trial(stopped, console())
    out = capsys.readouterr().out
    assert "ended by the stop rule" in out
    assert "our precaution" in out


def test_begun_names_the_knee_and_the_stop_rule(capsys):
    print_begun(answer_at(PAST_DAYS, 0), console())
    out = capsys.readouterr().out
    assert "left knee" in out
    assert "ends by itself" in out


def test_every_trial_stands_on_a_line(capsys):
    ended = replace(a_trial(), ended_on=day(PAST_DAYS + 40), ended_why="done")
    print_trials([ended, replace(a_trial(), id=2)], console())
    out = capsys.readouterr().out.splitlines()
    assert len(out) == 2
    assert "done" in out[0]
    assert "running" in out[1]


@pytest.mark.parametrize(("said", "begins"), [("y\n", True), ("\n", False), ("n\n", False)])
def test_only_a_yes_begins(monkeypatch, said, begins):
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    assert consents(Side.LEFT) is begins


def test_an_offer_is_made_of_whole_sentences():
    history = with_runs([])
    for lever in all_levers():
        one = offer(lever, history, {}, on_ladder=False)
        said = [one.what, one.usual, one.changed, one.never, one.read, one.cannot]
        assert all("{" not in part.text for part in said if part is not None)
        assert (one.cannot is None) == (one.usual is not None)
