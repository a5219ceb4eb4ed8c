"""The sum over sets against brute enumeration."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import multivariate_normal, norm

from kneewise.why.mixture import (
    NARROW_SD,
    P_REAL,
    Likelihood,
    Slabs,
    draw_effects,
    likelihood_from,
    log_prior,
    sum_over_sets,
)


def problem(n: int = 5, seed: int = 0) -> tuple[Likelihood, Slabs]:
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((n, n))
    precision = root @ root.T * 4
    centre = 0.5 * rng.standard_normal(n)
    slabs = Slabs(0.2 * rng.standard_normal(n), rng.uniform(0.2, 0.4, n))
    return Likelihood(precision, precision @ centre, 0.0), slabs


def brute(likelihood: Likelihood, slabs: Slabs, most: int) -> tuple[list[float], list[np.ndarray]]:
    n = len(slabs.mean)
    weights, means = [], []
    for size in range(most + 1):
        for chosen in combinations(range(n), size):
            real = np.isin(np.arange(n), chosen)
            mean = np.where(real, slabs.mean, 0.0)
            variance = np.where(real, slabs.sd**2, NARROW_SD**2)
            total = likelihood.precision + np.diag(1 / variance)
            linear = likelihood.linear + mean / variance
            centre = np.linalg.solve(total, linear)
            log_z = 0.5 * (linear @ centre - (mean**2 / variance).sum())
            log_z -= 0.5 * (np.linalg.slogdet(total)[1] + np.log(variance).sum())
            log_z += size * np.log(P_REAL) + (n - size) * np.log(1 - P_REAL)
            weights.append(log_z)
            means.append(centre)
    return weights, means


def test_every_set_has_the_weight_and_mean_of_brute_enumeration():
    likelihood, slabs = problem()
    found = sum_over_sets(likelihood, slabs)
    log_z, means = brute(likelihood, slabs, 4)
    total = np.logaddexp.reduce(log_z)
    assert found.log_total == pytest.approx(total)
    np.testing.assert_allclose(found.log_weight, np.array(log_z) - total, atol=1e-8)
    np.testing.assert_allclose(found.mean, means, atol=1e-8)


def test_moments_and_probabilities_agree_with_draws():
    likelihood, slabs = problem(4, 1)
    found = sum_over_sets(likelihood, slabs)
    draws = draw_effects(likelihood, slabs, found, 40_000, np.random.default_rng(2))
    mean, sd = found.moments()
    np.testing.assert_allclose(draws.mean(0), mean, atol=0.01)
    np.testing.assert_allclose(draws.std(0), sd, rtol=0.03)
    np.testing.assert_allclose((draws > 0.18).mean(0), found.p_above(0.18), atol=0.01)


def test_one_cause_agrees_with_quadrature():
    likelihood = Likelihood(np.array([[9.0]]), np.array([4.0]), 0.0)
    slabs = Slabs(np.array([0.2]), np.array([0.35]))
    found = sum_over_sets(likelihood, slabs)
    grid = np.linspace(-4, 4, 200_001)
    prior = (1 - P_REAL) * norm.pdf(grid, 0, NARROW_SD) + P_REAL * norm.pdf(grid, 0.2, 0.35)
    density = prior * np.exp(-4.5 * grid**2 + 4.0 * grid)
    step = grid[1] - grid[0]
    assert np.exp(found.log_total) == pytest.approx(density.sum() * step, rel=1e-5)
    assert found.p_above(0.18)[0] == pytest.approx(
        density[grid > 0.18].sum() / density.sum(), abs=1e-4
    )


def test_prior_density_integrates_what_the_sum_reckons():
    likelihood, slabs = problem(3, 4)
    draws = np.random.default_rng(5).standard_normal((200_000, 3)) * 0.6
    proposal = multivariate_normal(np.zeros(3), 0.36 * np.eye(3)).logpdf(draws)
    quadratic = -0.5 * np.einsum("si,ij,sj->s", draws, likelihood.precision, draws)
    log_joint = log_prior(draws, slabs) + quadratic + draws @ likelihood.linear
    estimate = np.log(np.mean(np.exp(log_joint - proposal)))
    assert estimate == pytest.approx(sum_over_sets(likelihood, slabs).log_total, abs=0.15)


def test_taking_the_slab_out_and_putting_it_back_gives_the_fit():
    rng = np.random.default_rng(6)
    root = rng.standard_normal((3, 3))
    slabs = Slabs(np.array([0.1, 0.0, 0.3]), np.array([0.3, 0.2, 0.35]))
    covariance = np.linalg.inv(root @ root.T + np.diag(slabs.sd**-2.0))
    mode = np.array([0.3, -0.1, 0.2])
    likelihood = likelihood_from(mode, covariance, slabs, -12.0)
    all_real = sum_over_sets(likelihood, slabs, max_real=3)
    np.testing.assert_allclose(all_real.mean[-1], mode, atol=1e-8)
    np.testing.assert_allclose(all_real.sd[-1], np.sqrt(np.diag(covariance)), atol=1e-8)
    share = all_real.log_weight[-1] + all_real.log_total - 3 * np.log(P_REAL)
    assert share == pytest.approx(-12.0)


@given(st.permutations(range(5)))
def test_relabelling_causes_permutes_the_answer(order):
    likelihood, slabs = problem()
    order = list(order)
    moved = Likelihood(likelihood.precision[np.ix_(order, order)], likelihood.linear[order], 0.0)
    found = sum_over_sets(likelihood, slabs)
    again = sum_over_sets(moved, Slabs(slabs.mean[order], slabs.sd[order]))
    np.testing.assert_allclose(again.p_above(0.18), found.p_above(0.18)[order], atol=1e-9)


def test_nothing_learnt_gives_the_prior_back():
    slabs = Slabs(np.array([0.4, 0.0]), np.array([0.35, 0.2]))
    found = sum_over_sets(Likelihood(np.zeros((2, 2)), np.zeros(2), 0.0), slabs)
    np.testing.assert_allclose(found.p_real(), P_REAL, atol=1e-9)
