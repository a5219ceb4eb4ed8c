"""Rows of a fit: who is in, what is held equal, what two knees share."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kneewise.model.diary import Side
from kneewise.why.buildup import summed
from kneewise.why.design import open_case, same_run
from kneewise.why.exposures import contrast, own_step


def pains(n, painful_every=4):
    return [4 if i % painful_every == 0 else i % 3 for i in range(n)]


def test_only_rated_runs_are_rows(runner, column):
    pain = pains(40)
    pain[5] = None
    case = open_case(
        runner(pain).history(), (column("x", [float(i % 2) for i in range(40)]),), Side.LEFT
    )
    design = same_run(case)
    assert len(design.run) == 39
    assert 5 not in design.run


def test_levels_with_few_runs_are_merged(runner, column):
    few_high = [0] * 20 + [1] * 10 + [4] * 10 + [8] * 2
    case = open_case(runner(few_high).history(), (column("x", [0.0] * 42),), Side.LEFT)
    assert same_run(case).rows.n_cuts == 2
    enough = [0] * 20 + [1] * 10 + [4] * 10 + [8] * 6
    case = open_case(runner(enough).history(), (column("x", [0.0] * 46),), Side.LEFT)
    assert same_run(case).rows.n_cuts == 3


def test_a_second_knee_adds_rows_and_a_side_term_but_no_covariate(runner, column):
    left = runner(pains(40))
    right = runner(pains(40, 5), side=Side.RIGHT)
    one = left.history()
    both = replace(one, diary=one.diary + right.history().diary)
    columns = (column("x", [float(i % 2) for i in range(40)]),)
    alone = same_run(open_case(one, columns, Side.LEFT))
    two = same_run(open_case(both, columns, Side.LEFT))
    assert len(two.run) == 80
    assert set(two.knee.tolist()) == {0, 1}
    assert two.rows.design.shape[1] == alone.rows.design.shape[1] + 1
    assert np.isinf(two.rows.gap_days).sum() == 2


def test_a_knee_that_never_hurts_is_left_out(runner, column):
    one = runner(pains(40)).history()
    calm = runner([0] * 40, side=Side.RIGHT).history()
    both = replace(one, diary=one.diary + calm.diary)
    case = open_case(both, (column("x", [0.0] * 40),), Side.LEFT)
    assert len(case.diaries) == 1


def test_a_habit_that_can_answer_pain_counts_only_after_a_free_week(runner, column):
    pain = [0] * 10 + [4] + [0] * 10
    columns = (column("ice", [1.0] * 21, before_pain_only=True),)
    case = open_case(runner(pain, before=[0] * 21).history(), columns, Side.LEFT)
    steps = case.contrast.steps[:, 0]
    assert steps[9] == 1
    assert steps[12] == 0
    assert steps[20] == 1


def test_one_value_that_can_answer_pain_is_unknown_without_a_free_week(runner, column):
    """The others of its column count on every run."""
    pain = [0] * 10 + [4] + [0] * 10
    hard = column("hard", [1.0] * 21)
    cells = [replace(cell, before_pain_only=i in (9, 12)) for i, cell in enumerate(hard.cells)]
    history = runner(pain, before=[0] * 21).history()
    case = open_case(history, (replace(hard, cells=tuple(cells)),), Side.LEFT)
    steps = case.contrast.steps[:, 0]
    assert np.flatnonzero(np.isnan(steps)).tolist() == [12]
    assert np.nansum(steps) == 20


def test_one_own_standard_deviation_is_a_step_where_none_is_declared(column):
    graded = column("x", [1.0, 3.0, None, 5.0], step=None)
    raw = np.array([1.0, 3.0, np.nan, 5.0])
    assert own_step(graded, raw) == np.std([1.0, 3.0, 5.0])


def test_an_unknown_value_stays_unknown_until_the_rows_are_made(runner, column):
    scaled = contrast((column("x", [1.0, None, 0.0]),), np.ones(3, dtype=bool))
    assert np.isnan(scaled.steps[1, 0])


def test_build_up_sums_the_seven_days_before_and_not_the_run_itself():
    starts = np.array([0.0, 48.0, 96.0, 300.0])
    steps = np.array([[1.0], [2.0], [1.0], [1.0]])
    np.testing.assert_allclose(summed(steps, starts)[:, 0], [0, 1, 3, 0])
