"""What pain shortened is not what was set out to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kneewise.model.diary import RunReport
from kneewise.model.exposure import Cell, Known
from kneewise.why.impute import donors, imputed, needs


@pytest.fixture
def cut_short(runner, column):
    one = runner([0] * 60, every_days=1)
    values = [float(10 + i % 7 + (i // 7) % 3) for i in range(60)]
    made = column("km", values)
    cells = list(made.cells)
    cells[20] = Cell(15.0, Known.IMPUTED, reverse_possible=True)
    history = one.history()
    reports = {**history.reports, 21: RunReport(21, shortened=True)}
    return replace(history, reports=reports), replace(made, cells=tuple(cells))


def test_only_runs_said_to_be_shortened_are_drawn_anew(cut_short):
    history, made = cut_short
    assert needs(history, made) == (20,)
    assert needs(replace(history, reports={}), made) == ()


def test_donors_are_own_runs_of_that_weekday_at_least_as_far(cut_short):
    history, made = cut_short
    pool = donors(history, made, 20)
    assert pool.min() >= 15.0
    assert len(pool) >= 5


def test_draws_differ_by_seed_and_the_mean_is_theirs(cut_short):
    history, made = cut_short
    drawn = {imputed(history, made, seed).cells[20].value for seed in range(20)}
    assert len(drawn) > 1
    mean = imputed(history, made, None).cells[20]
    assert mean.known is Known.IMPUTED
    assert mean.value == pytest.approx(donors(history, made, 20).mean())


def test_without_donors_the_value_stays_as_it_was_run(cut_short):
    history, made = cut_short
    cells = list(made.cells)
    cells[20] = replace(cells[20], value=99.0)
    assert imputed(history, replace(made, cells=tuple(cells)), 1).cells[20].value == 99.0
