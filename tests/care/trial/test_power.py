"""Plans from the runner's own past: honest, seeded, and true to the simulated truth."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from tests.builders import history_of

from kneewise.care.trial.blocks import PAIRS, WASHOUT_H
from kneewise.care.trial.past import Past, read_past
from kneewise.care.trial.planning import drawn, plan_for, plan_words
from kneewise.care.trial.power import (
    GOOD,
    LONGEST_WEEKS,
    NEAR,
    Power,
    chosen,
    possible_pairs,
    powers,
    simulated,
    usual_logits,
)
from kneewise.care.trial.verdict import log_odds_for
from kneewise.model.diary import Side
from kneewise.why.ordinal import Level

MILD = Past(
    cuts=np.array([-0.2, 2.2, 5.0]),
    edges=(1, 3, 6),
    level=Level(0.3, 20.0),
    now=0.0,
    since_days=1.0,
    gaps_h=np.array([48.0, 48.0, 72.0]),
    rated=1.0,
    sore_when_mild=0.0,
    runs=150,
    painful=14,
)


def past_of(runs: int = 60, every: int = 3, hurts: int = 7, **more):
    rows = [(every * n, 8.0, {"pain": 4 if n % hurts == 0 else n % 2} | more) for n in range(runs)]
    return history_of(rows)


def test_a_past_that_is_too_short_says_nothing():
    assert read_past(history_of([]), Side.LEFT) is None
    assert read_past(past_of(15), Side.LEFT) is None
    assert read_past(past_of(60, hurts=100), Side.LEFT) is None
    assert read_past(past_of(), Side.RIGHT) is None


def test_a_plan_without_a_past_has_no_power_and_says_so():
    plan = plan_for(past_of(15), Side.LEFT, article=False)
    assert (plan.power, plan.stopped, plan.runs) == (None, None, 24)
    assert plan.weeks == pytest.approx(24 * 3 / 7)
    assert "plan.unknown" in {said.id for said in plan_words(plan)}
    assert plan_for(history_of([]), Side.LEFT, article=False).weeks is None


def test_the_past_is_the_runner_s_own():
    found = read_past(past_of(90, every=2, hurts=5), Side.LEFT)
    assert found.runs_a_week == pytest.approx(3.5)
    assert (found.runs, found.painful) == (90, 18)
    risk = (1 / (1 + np.exp(-usual_logits(found)))).mean()
    assert risk == pytest.approx(0.2, abs=0.06)
    assert found.edges == (1, 3)


def test_pain_of_years_ago_is_no_part_of_it():
    old = [(3 * n, 8.0, {"pain": 8}) for n in range(40)]
    recent = [(1000 + 3 * n, 8.0, {"pain": int(n % 10 == 0) * 3}) for n in range(40)]
    assert read_past(history_of([*old, *recent]), Side.LEFT).painful == 4


def test_under_the_article_any_pain_is_sore():
    assert read_past(past_of(), Side.LEFT, any_pain_is_sore=True).sore_when_mild == 1.0
    strict = powers(replace(MILD, sore_when_mild=1.0), trials=20)
    assert strict[0].stopped > powers(MILD, trials=20)[0].stopped


def test_a_simulated_trial_keeps_to_the_washout_and_to_the_arms():
    rng = np.random.default_rng(3)
    made = simulated(replace(MILD, gaps_h=np.array([20.0])), 0.0, rng)
    switched = np.flatnonzero(np.diff(made.arm) != 0) + 1
    assert (np.diff(made.at_h)[switched - 1] >= WASHOUT_H).all()
    assert made.arm.mean() == 0.5


def test_the_stop_rule_ends_simulated_trials_as_it_would_the_real_one():
    made = [simulated(MILD, 0.0, np.random.default_rng(n)) for n in range(60)]
    for one in made:
        sore = np.flatnonzero(one.pain[: one.end] >= 3)
        days = one.at_h / 24
        ended = one.end < len(one.pain)
        twice = any(days[b] - days[a] < 14 for a, b in pairwise(sore))
        assert ended == (twice or bool((one.pain[: one.end] >= 6).any()))


def test_a_halving_is_a_halving_in_the_simulated_diaries():
    effect = log_odds_for(0.5, usual_logits(MILD))
    usual, changed = [], []
    for n in range(100):
        made = simulated(MILD, effect, np.random.default_rng(n))
        usual.append((made.pain[made.arm == 0] >= 3).mean())
        changed.append((made.pain[made.arm == 1] >= 3).mean())
    assert np.mean(changed) / np.mean(usual) == pytest.approx(0.5, abs=0.1)


def test_the_same_past_is_promised_the_same():
    assert powers(MILD, trials=10) == powers(MILD, trials=10)


def test_a_stronger_effect_shows_more_often_and_nothing_rarely():
    strong, nothing = powers(MILD, 0.2, trials=40), powers(MILD, 1.0, trials=40)
    assert strong[-1].seen > nothing[-1].seen + 0.1
    assert max(one.seen for one in nothing) <= 0.15
    assert nothing[-1].stopped >= nothing[0].stopped


def test_runs_and_weeks_go_together():
    found = powers(MILD, trials=10)
    assert [one.runs for one in found] == [4 * pairs for pairs in PAIRS[:5]]
    weeks = [one.weeks for one in found]
    assert weeks == sorted(weeks)
    assert weeks[0] == pytest.approx(16 * 56 / 168, rel=0.25)


def plan(pairs: int, seen: float, weeks: float) -> Power:
    return Power(pairs, seen, 0.0, 0.3, weeks)


def test_the_shortest_good_plan_is_chosen_else_the_shortest_that_shows_nearly_as_much():
    good = [plan(4, 0.5, 6), plan(6, GOOD, 9), plan(8, 0.95, 12)]
    assert chosen(good).pairs == 6
    poor = [plan(4, 0.02, 6), plan(6, NEAR * 0.2, 9), plan(8, 0.2, 12)]
    assert chosen(poor).pairs == 6


def test_no_plan_is_longer_than_half_a_year_but_the_shortest_there_is():
    assert possible_pairs(MILD)[-1] == 16  # 64 runs at 3 a week; 96 would take 32 weeks
    rare = replace(MILD, gaps_h=np.array([330.0]))
    assert possible_pairs(rare) == (4,)
    assert [one.runs for one in powers(rare, trials=4)] == [16]
    assert all(one.weeks <= 1.25 * LONGEST_WEEKS for one in powers(MILD, trials=10))


def test_a_poor_plan_is_said_to_be_poor_in_trials_of_ten():
    found = plan_for(past_of(90, hurts=6), Side.LEFT, article=False)
    said = {one.id: one.text for one in plan_words(found)}
    assert found.power < 0.5
    assert "plan.poor" in said
    assert "of 10 such trials" in said["plan.power"]
    assert f"{found.runs} runs" in said["plan.power"]


def test_the_design_keeps_seed_power_and_option_and_draws_the_same_again():
    found = plan_for(past_of(15), Side.LEFT, article=False)
    design = drawn(found, {"shoe_b": "2", "shoe_a": "1"}, 77)
    assert design == drawn(found, {"shoe_a": "1", "shoe_b": "2"}, 77)
    assert (design.seed, design.power, design.detectable) == (77, None, None)
    assert design.arms != drawn(found, {}, 78).arms or design.arms != drawn(found, {}, 79).arms
    assert design.option == (("shoe_a", "1"), ("shoe_b", "2"))
