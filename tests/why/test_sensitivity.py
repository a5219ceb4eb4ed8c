"""What the program checks by itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kneewise.evidence import priors
from kneewise.model.diary import Side
from kneewise.why.design import open_case
from kneewise.why.exposures import testable as columns_to_test
from kneewise.why.fits import main_fits
from kneewise.why.sensitivity import (
    CHECKS,
    negative_control,
    ratings,
    realised,
    two_states,
    unrated_shifted,
)


def fits_of(one):
    case = open_case(one.history(), columns_to_test(one.table()), Side.LEFT)
    return main_fits(case, priors())


def test_a_true_cause_stands_every_check(hurting):
    fits = fits_of(hurting)
    for check in CHECKS.values():
        outcome = check(fits, hurting.table())
        assert not outcome.blocks_all
        assert outcome.failed is None or not outcome.failed[0]


def test_training_that_follows_pain_fails_the_negative_control(runner):
    rng = np.random.default_rng(8)
    pain = [int(p) for p in rng.choice([0, 1, 4], size=240, p=[0.7, 0.15, 0.15])]
    after = [0.0, *[float(p >= 3) for p in pain[:-1]]]
    one = runner(pain, before=[0] * 240, columns={"rest": after})
    outcome = negative_control(fits_of(one), one.table())
    assert outcome.failed is not None
    assert outcome.failed[0]


def test_rating_by_exposure_fails_the_ratings_check(hurting):
    coin = hurting.columns["coin"]
    pain = [None if coin[i] and i % 2 else value for i, value in enumerate(hurting.pain)]
    one = replace(hurting, pain=pain)
    outcome = ratings(fits_of(one), one.table())
    assert outcome.failed is not None
    assert outcome.failed.tolist() == [False, True]


def test_a_diary_without_zeros_teaches_nothing(hurting):
    one = replace(hurting, pain=[max(1, value) for value in hurting.pain])
    assert ratings(fits_of(one), one.table()).blocks_all


def test_without_unrated_runs_the_shift_moves_nothing(hurting):
    fits = fits_of(hurting)
    expected = fits.same.p_above(0.0) <= 0.8
    np.testing.assert_array_equal(unrated_shifted(fits, hurting.table()).failed, expected)


def test_a_variant_is_checked_only_for_the_columns_that_differ(hurting, column):
    table = hurting.table()
    noise = np.random.default_rng(9).standard_normal(240)
    changed = column("hills", [float(v) for v in noise])
    table = replace(table, variants={"realised": (changed,)})
    fits = fits_of(hurting)
    outcome = realised(fits, table)
    assert outcome.failed is not None
    assert outcome.failed.tolist() == [True, False]
    assert realised(fits, hurting.table()).failed is None


@pytest.mark.parametrize(
    ("values", "expected"),
    [([0, 1, 1, 0], [False, True, True, False]), ([1, 2, 3, 4], [False, False, True, True])],
)
def test_exposed_means_above_zero_or_above_the_median(values, expected):
    steps = np.array(values, dtype=float)[:, None]
    assert two_states(steps)[:, 0].tolist() == expected
