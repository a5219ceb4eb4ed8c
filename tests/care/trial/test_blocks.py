"""Blocks are drawn once, in pairs, and always balanced."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.care.trial.trying import a_trial

from kneewise.care.trial.blocks import (
    FEWEST_PAIRS,
    PAIRS,
    WASHOUT_H,
    arms_of_runs,
    draw_blocks,
    needs_washout,
)
from kneewise.model.trial import ARMS

SEEDS = st.integers(min_value=0, max_value=2**31 - 1)


@given(st.integers(min_value=1, max_value=40), SEEDS)
def test_every_pair_of_blocks_holds_both_arms(pairs, seed):
    arms = draw_blocks(pairs, seed)
    assert len(arms) == 2 * pairs
    for place in range(0, len(arms), 2):
        assert set(arms[place : place + 2]) == set(ARMS)


@given(st.integers(min_value=1, max_value=40), SEEDS)
def test_the_same_seed_draws_the_same_blocks(pairs, seed):
    assert draw_blocks(pairs, seed) == draw_blocks(pairs, seed)


def test_either_arm_comes_first_about_as_often():
    first = [draw_blocks(1, seed)[0] for seed in range(400)]
    assert 160 < first.count(ARMS[0]) < 240


@given(SEEDS)
def test_a_longer_draw_begins_with_the_shorter_one(seed):
    assert draw_blocks(24, seed)[:8] == draw_blocks(4, seed)


def test_a_plan_has_at_least_four_blocks_an_arm_and_48_hours_between():
    assert min(PAIRS) >= FEWEST_PAIRS == 4
    assert WASHOUT_H >= 48


@given(SEEDS)
def test_a_washout_is_needed_exactly_where_the_arm_changes(seed):
    arms = arms_of_runs(a_trial(seed=seed).design)
    assert not needs_washout(arms, 0)
    for place, (earlier, later) in enumerate(pairwise(arms), start=1):
        assert needs_washout(arms, place) == (earlier != later)
