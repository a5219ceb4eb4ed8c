"""A small fixed set of runners with known causes; the whole one is `python -m validation.run`.

The bounds are loose on purpose: with so few runners they fail by chance less than once in a
thousand, and catch what is broken. Results of the whole set stand in validation/results.json.
"""

from __future__ import annotations

import pytest
from validation.run import one_runner
from validation.score import covered, right_and_wrong

pytestmark = pytest.mark.slow

NULL = [("1_clean_null", n) for n in range(4)] + [("2_flares", n) for n in range(3)]
NULL += [("3_reaction", n) for n in (2, 5, 8)]
TRUE = [("power", n) for n in (3, 4, 5, 21, 22, 23)]
PRIOR = [("coverage", n) for n in range(6)]


def test_little_is_named_where_nothing_is_true():
    runners = [one_runner(job) for job in NULL]
    assert sum(bool(right_and_wrong(runner)[1]) for runner in runners) <= 2


def test_a_strong_cause_comes_first_and_is_mostly_named():
    runners = [one_runner(job) for job in TRUE]
    first = sum(runner["causes"][0]["name"] in runner["true"] for runner in runners)
    named = sum(bool(right_and_wrong(runner)[0]) for runner in runners)
    assert first >= 5
    assert named >= 3


def test_intervals_hold_truths_drawn_from_the_prior():
    inside, total = covered([one_runner(job) for job in PRIOR])
    assert 0.80 <= inside / total <= 0.99


def test_an_onset_without_a_diary_names_nothing():
    runner = one_runner(("9_trends", 1))
    assert runner["verdict"] == "cant_tell"
    assert {cause["verdict"] for cause in runner["causes"]} <= {"suspected", "cant_tell"}


def test_a_rare_exposure_is_never_named():
    for n in range(2):
        runner = one_runner(("14_rare_or_always", n))
        found = {cause["name"]: cause["verdict"] for cause in runner["causes"]}
        assert found["session_spike"] in {"suspected", "cant_tell"}
        assert found["shoe_stiffness"] == "cant_tell"
