"""How closely exposures go together where some are often unknown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.why.together import known_correlation, together


def normal(seed, rows, columns):
    return np.random.default_rng(seed).standard_normal((rows, columns))


def with_gaps(steps, share, seed=0):
    gaps = np.random.default_rng([seed, 1]).random(steps.shape) < share
    return np.where(gaps, np.nan, steps)


def plain_r_squared(steps):
    return 1 - 1 / np.diag(np.linalg.inv(np.corrcoef(steps.T)))


def test_without_gaps_it_is_the_plain_correlation_and_r_squared():
    steps = normal(1, 200, 4) @ np.array(
        [[1, 0.5, 0, 0], [0, 1, 0, 0.9], [0, 0, 1, 0], [0, 0, 0, 1]]
    )
    correlation, r_squared = together(steps)
    np.testing.assert_allclose(correlation, np.corrcoef(steps.T), atol=1e-9)
    np.testing.assert_allclose(r_squared, plain_r_squared(steps), atol=1e-4)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.7])
def test_gaps_leave_r_squared_where_it_is(share):
    x = normal(2, 500, 6)
    x[:, 1] = 0.9 * x[:, 0] + 0.35 * x[:, 1]
    gappy = x.copy()
    gappy[:, 1:3] = with_gaps(x[:, 1:3], share)
    found = together(gappy)[1]
    np.testing.assert_allclose(found[:2], plain_r_squared(x)[:2], atol=0.06)
    assert found[2:].max() < 0.2


def test_what_was_known_on_half_of_the_runs_each_and_rarely_together_is_judged():
    """Complete rows would be too few here: about 4 of 300."""
    x = normal(3, 300, 8)
    x[:, 1] = 0.95 * x[:, 0] + 0.3 * x[:, 1]
    found = together(with_gaps(x, 0.4))[1]
    assert found[:2].min() > 0.8
    assert found[2:].max() < 0.3


def test_noise_known_on_few_rows_does_not_seem_to_go_with_everything():
    """23 suspects, five of them known on 30 of 250 runs: R^2 would be 0.7 by chance."""
    x = normal(4, 250, 23)
    x[30:, 18:] = np.nan
    found = together(x)[1]
    assert found.max() < 0.4
    assert (found[18:] == 0).all()


@pytest.mark.parametrize("rows", [30, 46, 60])
def test_of_noise_in_a_short_diary_hardly_anything_is_grouped(rows):
    """On all 23 columns, as soon as there were 26 rows, more than half of them were."""
    found = np.array([together(normal(seed, rows, 23))[1] for seed in range(20)])
    assert (found > 0.8).mean() <= 0.01


def test_a_column_without_values_or_without_change_goes_with_nothing():
    x = normal(5, 100, 4)
    x[:, 1], x[:, 2] = np.nan, 3.0
    correlation, r_squared = together(x)
    assert (r_squared[1:3] == 0).all()
    assert (correlation[1:3] == 0).all()


@pytest.mark.parametrize("shape", [(0, 3), (5, 0), (5, 1)])
def test_nothing_to_compare_is_no_error(shape):
    assert together(np.zeros(shape))[1].tolist() == [0.0] * shape[1]


@given(st.integers(0, 10_000), st.floats(0.0, 0.8), st.integers(2, 12), st.booleans())
def test_correlations_are_always_those_of_possible_columns(seed, share, columns, binary):
    x = normal(seed, 60, columns)
    x[:, 1] = x[:, 0]
    x = with_gaps((x > 0.5).astype(float) if binary else x, share, seed)
    correlation, r_squared = together(x)
    assert np.isfinite(correlation).all()
    assert np.linalg.eigvalsh(correlation).min() > -1e-6
    assert ((r_squared >= 0) & (r_squared <= 1)).all()


def test_every_known_value_is_used():
    x = with_gaps(normal(6, 80, 3), 0.3)
    changed = x.copy()
    changed[np.flatnonzero(~np.isnan(x[:, 0]))[0], 0] += 3.0
    assert np.abs(known_correlation(x) - known_correlation(changed)).max() > 0.01
