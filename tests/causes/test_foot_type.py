"""Foot type: measured before said, the flatter foot, and null where nobody knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.body.foot.test_arch import kept
from tests.builders import history_of

from kneewise.model.diary import Side


def exposed(columns, measures, said=None):
    facts = {} if said is None else {"foot_type": said}
    history = replace(history_of([(0, 5), (3, 5)], facts=facts), measures=tuple(measures))
    (column,) = columns("foot_type", history)
    return [cell.value for cell in column.cells]


LOW, HIGH, UNCLEAR = (0.27, 0.29, 0.31), (0.15, 0.17, 0.19), (0.24, 0.26, 0.28)


@pytest.mark.parametrize(
    ("measures", "said", "expected"),
    [
        ([kept(LOW)], None, 1.0),
        ([kept(HIGH)], None, 0.0),
        ([kept(HIGH)], "pronated", 0.0),
        ([kept(HIGH), kept(LOW, Side.RIGHT)], None, 1.0),
        ([kept(UNCLEAR)], None, None),
        ([kept(UNCLEAR)], "pronated", 1.0),
        ([], None, None),
    ],
)
def test_the_measured_foot_counts_and_else_what_was_said(columns, measures, said, expected):
    assert exposed(columns, measures, said) == [expected, expected]
