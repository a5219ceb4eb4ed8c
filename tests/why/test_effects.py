"""Shares that add up, and risks that are averages."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit

from kneewise.why.effects import Baseline, log_odds_for, risks, shapley, shares


@given(
    st.lists(st.floats(-2, 2), min_size=1, max_size=14),
    st.floats(-5, 3),
)
def test_shapley_values_add_up_to_the_whole(parts, nothing):
    moved = np.array([parts])
    value = shapley(np.array([nothing]), moved)
    whole = expit(nothing + moved.sum()) - expit(nothing)
    assert value.sum() == pytest.approx(whole, abs=1e-9)


def test_shapley_agrees_with_the_mean_over_all_orders():
    parts, nothing = np.array([0.8, -0.4, 1.3]), -2.0
    expected = np.zeros(3)
    for order in permutations(range(3)):
        at = nothing
        for player in order:
            expected[player] += (expit(at + parts[player]) - expit(at)) / 6
            at += parts[player]
    np.testing.assert_allclose(shapley(np.array([nothing]), parts[None])[0], expected)


def test_equal_players_get_equal_shares_and_idle_ones_none():
    value = shapley(np.array([-1.0]), np.array([[0.5, 0.5, 0.0]]))[0]
    assert value[0] == pytest.approx(value[1])
    assert value[2] == 0


def test_a_protective_share_is_negative_and_all_sum_to_one():
    found = shares(np.array([-0.5]), np.array([[1.0, -0.6]]))
    assert found.share[0, 1] < 0
    assert found.share.sum() + found.unexplained[0] == pytest.approx(1.0)


def test_risk_ratio_is_one_without_an_effect_and_below_the_odds_ratio_with():
    base = Baseline(np.full((1, 4), -1.0), np.zeros((4, 2)))
    found = risks(base, np.array([[0.0, np.log(3)]]))
    assert found.ratio[0, 0] == pytest.approx(1.0)
    assert 1.0 < found.ratio[0, 1] < 3.0


def test_log_odds_for_a_ratio_invert_the_risk_ratio():
    base = Baseline(np.array([[-2.0, -1.0, 0.3]]), np.zeros((3, 1)))
    b = log_odds_for(1.2, base)
    grown = expit(base.logit[0] + b[0]).mean() / expit(base.logit[0]).mean()
    assert grown == pytest.approx(1.2, abs=1e-6)
