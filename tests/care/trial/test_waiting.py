"""Why a change that loads the knee more waits: the way back to running, or too little known."""

from __future__ import annotations

import pytest
from tests.builders import history_of

from kneewise.care.today.cap import SETTLED_RUN_DAYS
from kneewise.care.trial.lever import lever_named
from kneewise.care.trial.planning import KNOWN_RUN_DAYS, offer

HARDER = lever_named("flat")


def because(history) -> str:
    cannot = offer(HARDER, history, {}, on_ladder=True).cannot
    assert cannot is not None
    return cannot.id


@pytest.mark.parametrize("runs", [0, 1, KNOWN_RUN_DAYS - 1])
def test_with_few_painless_runs_it_says_that_runs_are_missing(runs):
    history = history_of([(3 * n, 8.0) for n in range(runs)])
    cannot = offer(HARDER, history, {}, on_ladder=True).cannot
    assert cannot.id == "not.few_runs"
    assert f"({runs} run{'' if runs == 1 else 's'})" in cannot.text


def test_who_ran_for_long_is_on_the_way_back():
    assert because(history_of([(3 * n, 8.0) for n in range(KNOWN_RUN_DAYS)])) == "not.ladder"


@pytest.mark.parametrize(
    "hurt",
    [history_of([(0, 8.0, {"pain": 4})]), history_of([(0, 8.0)], episodes=[(0, None)])],
    ids=["rated", "episode"],
)
def test_whose_knee_hurt_is_on_the_way_back_with_one_run(hurt):
    assert because(hurt) == "not.ladder"


def test_so_many_runs_as_end_the_ladder():
    assert KNOWN_RUN_DAYS == SETTLED_RUN_DAYS
