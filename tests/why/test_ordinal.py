"""The likelihood against what can be worked out another way."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import expit, logsumexp

from kneewise.why.ordinal import (
    CUT_SD,
    GaussianPrior,
    Level,
    Rows,
    gradient_and_information,
    laplace,
    log_likelihood,
)


def make_rows(seed: int = 0, n: int = 40, p: int = 3) -> Rows:
    rng = np.random.default_rng(seed)
    lower = np.concatenate([np.arange(4), rng.integers(0, 4, n - 4)]).astype(np.int64)
    upper = lower + 1
    upper[5] = 4  # a lower bound only
    day = np.sort(rng.integers(0, 60, n))
    new = np.append(True, np.diff(day) > 0)
    gap = np.append(np.inf, np.diff(day)[np.diff(day) > 0]).astype(float)
    knot = np.cumsum(new).astype(np.int64) - 1
    return Rows(lower, upper, 3, rng.standard_normal((n, p)), knot, gap)


@pytest.fixture
def rows() -> Rows:
    return make_rows()


def test_gradient_agrees_with_finite_differences(rows):
    rng = np.random.default_rng(1)
    mode = np.concatenate([[-1.0, 0.2, 1.1], 0.3 * rng.standard_normal(3)])
    level = 0.2 * rng.standard_normal(len(rows.gap_days))
    gradient, g_level, *_ = gradient_and_information(rows, mode, level)
    for i in range(len(mode)):
        up, down = mode.copy(), mode.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        slope = (log_likelihood(rows, up, level) - log_likelihood(rows, down, level)) / 2e-5
        assert gradient[i] == pytest.approx(slope, abs=1e-6)
    for k in range(len(level)):
        up, down = level.copy(), level.copy()
        up[k] += 1e-5
        down[k] -= 1e-5
        slope = (log_likelihood(rows, mode, up) - log_likelihood(rows, mode, down)) / 2e-5
        assert g_level[k] == pytest.approx(slope, abs=1e-6)


def test_information_is_the_slope_of_the_gradient(rows):
    rng = np.random.default_rng(2)
    mode = np.concatenate([[-1.2, 0.1, 1.5], 0.3 * rng.standard_normal(3)])
    level = 0.2 * rng.standard_normal(len(rows.gap_days))
    _, _, information, cross, diagonal = gradient_and_information(rows, mode, level)
    for i in range(len(mode)):
        up, down = mode.copy(), mode.copy()
        up[i] += 1e-5
        down[i] -= 1e-5
        above = gradient_and_information(rows, up, level)
        below = gradient_and_information(rows, down, level)
        np.testing.assert_allclose(-(above[0] - below[0]) / 2e-5, information[i], atol=1e-5)
        np.testing.assert_allclose(-(above[1] - below[1]) / 2e-5, cross[i], atol=1e-5)
    up = level.copy()
    up[3] += 1e-5
    above = gradient_and_information(rows, mode, up)
    before = gradient_and_information(rows, mode, level)
    assert -(above[1][3] - before[1][3]) / 1e-5 == pytest.approx(diagonal[3], abs=1e-4)


def test_a_lower_bound_counts_all_levels_above(rows):
    mode = np.array([-1.0, 0.0, 1.0, 0.0, 0.0, 0.0])
    level = np.zeros(len(rows.gap_days))
    one = Rows(
        rows.lower[5:6], rows.upper[5:6], 3, rows.design[5:6], rows.knot[:1], rows.gap_days[:1]
    )
    ends = np.array([-np.inf, -1.0, 0.0, 1.0])
    expected = np.log(1 - expit(ends[rows.lower[5]]))
    assert log_likelihood(one, mode, level[:1]) == pytest.approx(expected)


def test_level_precision_is_the_inverse_of_the_exponential_covariance():
    gap = np.array([np.inf, 2.0, 1.0, 10.0, np.inf, 3.0])
    level = Level(0.9, 12.0)
    banded, log_det = level.precision(gap)
    time = np.array([0, 2, 3, 13])
    covariance = np.zeros((6, 6))
    covariance[:4, :4] = 0.81 * np.exp(-np.abs(time[:, None] - time) / 12.0)
    covariance[4:, 4:] = 0.81 * np.exp(-np.abs(np.subtract.outer([0, 3], [0, 3])) / 12.0)
    full = np.diag(banded[1]) + np.diag(banded[0, 1:], 1) + np.diag(banded[0, 1:], -1)
    np.testing.assert_allclose(full, np.linalg.inv(covariance), atol=1e-9)
    assert log_det == pytest.approx(np.linalg.slogdet(full)[1])


def test_laplace_agrees_with_brute_force_in_two_dimensions():
    rng = np.random.default_rng(3)
    x = rng.standard_normal((120, 1))
    painful = (rng.random(120) < expit(-1.5 + 0.8 * x[:, 0])).astype(np.int64)
    knot = np.arange(120, dtype=np.int64)
    gap = np.append(np.inf, np.full(119, 2.0))
    rows = Rows(painful, painful + 1, 1, x, knot, gap)
    prior = GaussianPrior(np.array([0.1]), np.array([0.35]))
    found = laplace(rows, prior, Level(0.001, 20.0))
    cut, b = np.meshgrid(np.linspace(-2, 6, 300), np.linspace(-2, 3, 300), indexing="ij")
    eta = cut[..., None] - b[..., None] * x[:, 0]
    log_p = np.where(painful == 0, np.log(expit(eta)), np.log(expit(-eta))).sum(-1)
    log_p += -0.5 * (cut / CUT_SD) ** 2 - np.log(CUT_SD) - 0.5 * np.log(2 * np.pi)
    log_p += -0.5 * ((b - 0.1) / 0.35) ** 2 - np.log(0.35) - 0.5 * np.log(2 * np.pi)
    cell = np.log(8 / 299) + np.log(5 / 299)
    weight = np.exp(log_p - log_p.max())
    weight /= weight.sum()
    mean = (weight * b).sum()
    sd = np.sqrt((weight * (b - mean) ** 2).sum())
    assert found.converged
    assert found.mode[-1] == pytest.approx(mean, abs=0.15 * sd)
    assert np.sqrt(found.covariance[-1, -1]) == pytest.approx(sd, rel=0.05)
    assert found.log_evidence == pytest.approx(float(logsumexp(log_p) + cell), abs=0.05)
