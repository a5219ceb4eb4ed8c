from __future__ import annotations

import pytest
from tests.builders import history_of

from kneewise.model.exposure import Kind


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("previous_knee_injury", "right", 1.0),
        ("previous_knee_injury", "none", 0.0),
        ("experience", "novice", 1.0),
        ("experience", "experienced", 0.0),
        ("foot_type", "pronated", 1.0),
        ("foot_type", "neutral", 0.0),
        ("foot_type", "no idea", None),
    ],
)
def test_a_trait_is_what_the_runner_said_also_for_runs_before_it_was_asked(
    columns, name, answer, expected
):
    (column,) = columns(name, history_of([(-100, 5), (3, 5)], facts={name: answer}))
    assert column.kind is Kind.TRAIT
    assert [cell.value for cell in column.cells] == [expected, expected]


def test_unknown_is_not_no(values):
    assert values("previous_knee_injury", history_of([(0, 5)])) == [None]
