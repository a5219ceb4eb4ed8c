"""Short muscles: from the latest self-test in force, and nothing of it within its error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.builders import history_of, lunge

from kneewise.evidence import priors
from kneewise.model.diary import Side
from kneewise.model.exposure import Kind


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ([], [None, None]),
        ([lunge(0, 7.0)], [1.0, 1.0]),
        ([lunge(0, 12.0)], [0.0, 0.0]),
        ([lunge(0, 9.5)], [None, None]),
        ([lunge(20, 7.0)], [1.0, 1.0]),
        ([lunge(0, 7.0), lunge(20, 12.0)], [1.0, 0.0]),
        ([lunge(0, 12.0), lunge(0, 7.0, Side.RIGHT)], [1.0, 1.0]),
    ],
)
def test_the_latest_result_of_a_side_holds_until_the_next(values, measures, expected):
    history = replace(history_of([(5, 5), (30, 5)]), measures=tuple(measures))
    assert values("short_muscles", history) == expected


def test_a_test_without_a_cut_off_says_nothing(values):
    gap = replace(lunge(0, 3.0), name="heel_gap", values={"gap_cm": 40.0})
    history = replace(history_of([(5, 5)]), measures=(gap,))
    assert values("short_muscles", history) == [None]


def test_research_gives_it_no_direction():
    prior = priors()["short_muscles"]
    assert (prior.kind, prior.mean) == (Kind.TRAIT, 0.0)
