"""The next run of a trial in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.care.trial.trying import PAST_DAYS, a_trial, day, done, standing, with_runs

from kneewise.care.trial import trial_answer
from kneewise.journal.trial_words import next_words


def answer(ran: int):
    """A trial after so many of its runs."""
    at = [PAST_DAYS + 3 * n for n in range(ran)]
    found = standing((at or [PAST_DAYS])[-1] + 3, done=done(at, first_id=41))
    return trial_answer(a_trial(), with_runs([(n, 8.0, {"pain": 0}) for n in at]), found)


def test_after_the_last_run_none_is_to_come():
    assert next_words(answer(16)) is None


def test_the_arm_is_told_with_how_and_when():
    told = next_words(answer(3))
    assert told.head.id == "next.run"
    assert told.how is not None
    assert [said.id for said in told.when] == ["next.today"]
    assert told.then.id == "next.then"


@pytest.mark.parametrize(
    ("change", "ids"),
    [
        ({"day": None, "km": None}, ["next.unknown"]),
        ({"day": day(200), "km": None}, ["next.from"]),
    ],
)
def test_a_run_that_may_not_be_today_says_when(change, ids):
    told = answer(3)
    later = replace(told, next=replace(told.next, **change))
    assert [said.id for said in next_words(later).when] == ids
