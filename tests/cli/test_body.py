"""The body at the terminal: tests, soreness and routines, asked or said."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest
from rich.console import Console
from tests.care.check.answering import clear

from kneewise.body.routine import Move
from kneewise.cli.app import run
from kneewise.cli.stepping import Clock, step_through
from kneewise.journal import open_journal
from kneewise.journal.routines import routines
from kneewise.store import open_store


@pytest.fixture
def kneewise(home, capsys):
    def call(*arguments: str) -> tuple[int, str, str]:
        code = 0
        try:
            run(["--home", str(home), *arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out = capsys.readouterr()
        return code, " ".join(out.out.split()), " ".join(out.err.split())

    return call


@pytest.fixture
def checked(home):
    with open_journal(home) as journal:
        journal.set_fact("birth_year", "1985")
        journal.answer_symptoms(clear() | {"consent": "yes"})


def test_a_test_is_said_with_its_error_and_its_sources(kneewise, checked):
    code, out, _ = kneewise("tests", "lunge", "--left", "9.5", "--right", "12")
    assert code == 0
    assert "left: 9.5 (8.4–10.6) cm" in out
    assert "can't tell" in out
    assert "Left less than right by 2.5 cm, beyond the error" in out


def test_a_test_alone_says_how_and_what_it_is_worth(kneewise, checked):
    _, out, _ = kneewise("tests", "lunge", "--list")
    assert "The heel stays on the floor" in out
    assert "CUTOFFS2021" in out
    assert "Stop at pain above 2 of 10" in out


def test_before_the_check_it_says_why_and_shows_no_how(kneewise):
    code, out, _ = kneewise("tests", "squats", "--list")
    assert code == 0
    assert "Unknown is not no" in out
    assert "Stand on one leg" not in out
    code, _, err = kneewise("tests", "squats", "--left", "8")
    assert code == 2
    assert "Unknown is not no" in err


def test_the_history_has_numbers_and_one_is_taken_back(kneewise, checked):
    kneewise("tests", "lunge", "--left", "9.5")
    assert "1 " in kneewise("tests", "--history")[1]
    kneewise("tests", "--remove", "1", "--list")
    assert json.loads(kneewise("tests", "lunge", "--json")[1])[0]["sides"] == []


@pytest.mark.parametrize("name", [None, "splits"])
def test_a_result_without_a_test_is_refused(kneewise, checked, name):
    arguments = [name] if name else []
    assert kneewise("tests", *arguments, "--left", "3")[0] in {2, 3}


def test_the_tests_are_asked_one_by_one_with_a_clock_for_the_plank(
    kneewise, checked, monkeypatch, home
):
    typed = iter(["", "", "", "9,5", "", "", "s"])
    monkeypatch.setattr("kneewise.cli.commands.tests.someone_is_there", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: next(typed))
    moments = iter([100.0, 131.4])
    clock = SimpleNamespace(monotonic=lambda: next(moments))
    monkeypatch.setattr("kneewise.cli.commands.tests.time", clock)
    kneewise("tests", "lunge")
    kneewise("tests", "heel-gap")
    kneewise("tests", "side_plank")
    with open_store(home) as store:
        kept = {(m.name, m.side): dict(m.values) for m in store.measures.all()}
    assert kept == {
        ("heel_gap", "right"): {"gap_cm": 9.5},
        ("side_plank", "left"): {"hold_s": 31.0},
    }


def test_soreness_is_rated_by_muscle_and_side(kneewise):
    _, out, _ = kneewise("soreness", "front-thigh", "--left", "4", "--right", "0")
    assert "left front thigh 4, right front thigh 0" in out
    assert "DOMS2017" in out


@pytest.mark.parametrize(
    "arguments",
    [("knee", "--left", "3"), ("calf",), ("calf", "--left", "11"), ("--left", "3")],
)
def test_what_is_no_soreness_is_refused(kneewise, arguments):
    assert kneewise("soreness", *arguments)[0] == 2


def test_a_routine_without_a_terminal_is_printed_step_by_step(kneewise, checked):
    code, out, _ = kneewise("routine", "stretching")
    assert code == 0
    assert "Hands on a wall, one leg back" in out
    assert "was not shown to lower injuries" in out


def test_a_routine_is_logged_with_what_was_left_out(kneewise, checked):
    _, out, _ = kneewise("routine", "hip-and-core", "--done", "--skip", "clam")
    assert "Logged: Hip and core, 8 min, 5 of 6 steps." in out
    assert "left out: clam" in kneewise("log")[1]


def test_a_step_that_is_none_and_a_routine_that_is_not_named_are_refused(kneewise, checked):
    assert kneewise("routine", "stretching", "--done", "--skip", "clam")[0] == 2
    assert kneewise("routine", "--done")[0] == 2
    assert kneewise("routine", "yoga")[0] == 3


def test_a_routine_goes_to_the_watch(kneewise, checked, tmp_path):
    _, out, _ = kneewise("routine", "hip-and-core", "--watch", str(tmp_path))
    assert "NewFiles" in out
    assert (tmp_path / "kneewise-hip-and-core.fit").stat().st_size > 500


class Ticking:
    """A clock that goes on by what is waited, and lines typed at given moments."""

    def __init__(self, *lines):
        self.now, self.lines = 0.0, list(lines)

    def typed(self, wait_s):
        self.now += wait_s
        if self.lines and self.now >= self.lines[0][0]:
            return self.lines.pop(0)[1]
        return None


def through(home, *lines):
    with open_store(home) as store:
        (answer,) = routines(store, "me", "stretching")
    ticking = Ticking(*lines)
    done = step_through(
        answer, Console(quiet=True), Clock(now=lambda: ticking.now, typed=ticking.typed)
    )
    return answer, done, ticking.now


def test_the_clock_leads_through_every_move_to_the_end(home, checked):
    answer, done, took = through(home)
    assert done == {step.name for step in answer.steps}
    assert took == pytest.approx(60 * answer.minutes, abs=1)


def test_enter_leaves_a_step_out_even_if_its_other_side_was_done(home, checked):
    answer, done, _ = through(home, (10.0, "\n"))
    assert answer.moves[0] == Move("calf", answer.moves[0].side, 1, 30, 5)
    assert done == {step.name for step in answer.steps} - {"calf"}


def test_q_ends_it_and_what_was_seen_to_its_end_counts(home, checked):
    _, done, _ = through(home, (100.0, "q\n"))
    assert done == {"calf"}
