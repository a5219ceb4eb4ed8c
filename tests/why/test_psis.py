"""The correction: zero where the Gaussian is exact, and the tail index of known tails."""

from __future__ import annotations

import numpy as np
import pytest

from kneewise.model.diary import Side
from kneewise.why.design import open_case, same_run
from kneewise.why.exposures import testable as columns_to_test
from kneewise.why.hmc import rhat, sample
from kneewise.why.mixture import Slabs
from kneewise.why.posterior import fit
from kneewise.why.psis import correct, fit_pareto, marginal_log_likelihood, smooth


@pytest.fixture
def posterior(hurting):
    case = open_case(hurting.history(), columns_to_test(hurting.table()), Side.LEFT)
    slabs = Slabs(np.array([0.2, 0.0]), np.array([0.35, 0.3]))
    return fit(same_run(case), slabs)


def test_at_the_mode_the_exact_and_the_gaussian_likelihood_agree(posterior):
    point = posterior.best
    n, slabs = posterior.design.n_effects, posterior.slabs
    exact = marginal_log_likelihood(posterior, point, point.laplace.mode[None])[0]
    effects = point.laplace.mode[-n:]
    d = len(point.laplace.mode)
    gaussian = -0.5 * d * np.log(2 * np.pi)
    gaussian -= 0.5 * np.linalg.slogdet(point.laplace.covariance)[1]
    slab = -0.5 * ((effects - slabs.mean) / slabs.sd) ** 2 - np.log(slabs.sd)
    slab -= 0.5 * np.log(2 * np.pi)
    assert exact == pytest.approx(gaussian + point.laplace.log_evidence - slab.sum(), abs=1e-6)


def test_weighted_draws_agree_with_the_reckoned_answer(posterior):
    weighted = correct(posterior, 4000)
    effects = weighted.draws.mode[:, -2:]
    assert weighted.weight.sum() == pytest.approx(1.0)
    assert weighted.pareto_k < 0.7
    np.testing.assert_allclose(weighted.weight @ effects, posterior.mean(), atol=0.08)


@pytest.mark.parametrize("k", [0.2, 0.5, 0.9])
def test_the_tail_index_of_a_pareto_is_found(k):
    excess = np.sort(np.random.default_rng(4).pareto(1 / k, 3000))
    assert fit_pareto(excess)[0] == pytest.approx(k, abs=0.08)


def test_equal_weights_have_a_light_tail():
    log_weight, k = smooth(np.zeros(500))
    assert k < 0.7
    np.testing.assert_allclose(np.exp(log_weight), 1 / 500)


def test_draws_that_are_impossible_weigh_nothing():
    log_ratio = np.random.default_rng(5).standard_normal(200) * 0.1
    log_ratio[3] = -np.inf
    assert np.exp(smooth(log_ratio)[0][3]) == 0


def test_sampling_agrees_with_the_reckoned_answer(posterior):
    found = sample(posterior)
    assert found.settled
    reckoned, drawn = posterior.p_above(0.18), found.posterior.p_above(0.18)
    np.testing.assert_allclose(drawn, reckoned, atol=0.12)


def test_chains_apart_are_seen():
    rng = np.random.default_rng(6)
    draws = rng.standard_normal((200, 4, 2))
    draws[:, 0, 1] += 5
    found = rhat(draws)
    assert found[0] < 1.05
    assert found[1] > 1.5
