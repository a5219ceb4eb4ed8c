"""The page on the body says what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from kneewise.body.dynamics.spring import LEG_M
from kneewise.body.dynamics.usual import LEAST_RUNS, MOST_RUNS
from kneewise.body.routine import all_routines
from kneewise.body.tests import all_tests
from kneewise.body.tests.course import TOGETHER_DAYS
from kneewise.evidence import priors

PAGE = (Path(__file__).parents[2] / "docs" / "body.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("test", all_tests(), ids=lambda test: test.name)
def test_every_self_test_stands_there_with_its_error_and_its_cut_off(test):
    (row,) = [
        line for line in PAGE.splitlines() if line.startswith(f"| `{test.name.replace('_', '-')}` ")
    ]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[3].partition(" ")[0].rstrip("°") == f"{test.error:g}"
    if test.reference is not None:
        assert cells[2].startswith(f"{test.reference.value:g}")


def test_every_routine_is_named_with_the_log_it_becomes():
    for routine in all_routines():
        assert routine.name.replace("_", "-") in PAGE
        assert f"`{routine.kind}`" in PAGE


def test_the_numbers_are_those_of_the_code():
    assert f"up to {TOGETHER_DAYS} days apart" in PAGE
    assert f"the last {MOST_RUNS} with that quantity (at\nleast {LEAST_RUNS})" in PAGE
    assert f"that of {LEG_M[0]:.2f} to {LEG_M[-1]:.2f} m" in PAGE
    assert priors()["short_muscles"].mean == 0.0
