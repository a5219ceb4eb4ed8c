"""Promised power against trials really lived, by a generator that shares no code with ours.

The whole set is `python -m validation.trials`; its figures stand in docs/trial.md.
"""

from __future__ import annotations

import copy

import numpy as np
import pytest
from validation.trials import _arms, _effect, _live, a_life

from kneewise.care.trial.looking import look, trial_rows
from kneewise.care.trial.past import read_past
from kneewise.care.trial.planning import Plan, drawn
from kneewise.care.trial.power import powers
from kneewise.care.trial.verdict import Verdict, enough, judge
from kneewise.model.diary import Side
from kneewise.why.outcomes import knee_diary

PAIRS, LIVES, STRONG = 12, 40, 0.15
PLAN = Plan(PAIRS, None, None, None, 0, 0)


@pytest.fixture(scope="module")
def life():
    """A runner with mild pain often, sore runs seldom, so that trials are rarely stopped."""
    one = a_life(3)
    one.painful, one.mild, one.spell_sd, one.lasting, one.rated = 0.08, 0.4, 0.3, 0.0, 1.0
    one.__post_init__()
    for _ in range(200):
        one.run()
    return one


def verdict_of(life, ratio: float, number: int) -> Verdict:
    """One trial lived on from the same past."""
    again = copy.deepcopy(life)
    again.rng = np.random.default_rng(number)
    first = len(again.runs)
    design = drawn(PLAN, {}, number)
    _live(again, design, _effect(again, ratio))
    told = again.history()
    arm = np.full(len(told.runs), np.nan)
    arm[first:] = _arms(design)[: len(told.runs) - first]
    diary = knee_diary(told, Side.LEFT)
    if not enough(arm, diary.rated, diary.painful):
        return Verdict.TOO_FEW
    return judge(look(trial_rows(told, diary, arm)))


def test_a_true_effect_is_found_in_the_share_that_was_promised(life):
    past = read_past(life.history(), Side.LEFT)
    promised = powers(past, STRONG, trials=LIVES, lengths=(PAIRS,))[0].seen
    came = [verdict_of(life, STRONG, n) for n in range(LIVES)].count(Verdict.LESS) / LIVES
    assert promised > 0.1
    assert came == pytest.approx(promised, abs=0.3)  # two shares of 40: 3 sd are 0.33


def test_a_change_that_does_nothing_is_a_difference_in_few_of_them(life):
    said = [verdict_of(life, 1.0, n) for n in range(LIVES)]
    assert sum(verdict.seen for verdict in said) <= 9  # 40 x 0.1: above 9 by chance 1 in 100
