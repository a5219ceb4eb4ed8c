"""What the runs of a trial say: known truth in, the verdict and the numbers out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.builders import history_of, rated

from kneewise.care.trial.analysis import analyse
from kneewise.care.trial.blocks import draw_blocks
from kneewise.care.trial.looking import ArmPrior, believed, look, runs_alone, trial_rows
from kneewise.care.trial.verdict import Verdict, judge, log_odds_for
from kneewise.model.diary import Side, Window
from kneewise.why.outcomes import knee_diary

PRIOR = ArmPrior(-0.13, 0.33)
LEVELS = np.array([0, 1, 3, 6])


def arms(runs: int, seed: int = 0) -> np.ndarray:
    blocks = draw_blocks((runs + 3) // 4, seed)
    return np.repeat([float(arm == "changed") for arm in blocks], 2)[:runs]


def lived(arm: np.ndarray, effect: float, seed: int, shares=(0.55, 0.25, 0.19)):
    """A trial's runs every third day with pain drawn at these shares; log odds `effect` added."""
    rng = np.random.default_rng(seed)
    cuts = np.log(np.cumsum(shares) / (1 - np.cumsum(shares)))
    latent = rng.logistic(size=len(arm)) + effect * arm
    pain = LEVELS[(latent[:, None] > cuts).sum(1)]
    rows = [(3 * n, 8.0, {"pain": int(value)}) for n, value in enumerate(pain)]
    return history_of(rows)


def analysed(history, arm, kept=None, prior=PRIOR):
    kept = np.ones(len(arm), dtype=bool) if kept is None else kept
    return analyse(history, knee_diary(history, Side.LEFT), arm, kept, prior)


def verdict_alone(history, arm):
    return judge(look(trial_rows(history, knee_diary(history, Side.LEFT), arm)))


def test_a_large_effect_is_seen_the_right_way_round():
    arm = arms(96)
    less = [analysed(lived(arm, -2.0, seed), arm).verdict for seed in range(6)]
    more = [analysed(lived(arm, 2.0, seed), arm).verdict for seed in range(6)]
    assert less.count(Verdict.LESS) >= 5
    assert more.count(Verdict.MORE) >= 5
    assert Verdict.MORE not in less
    assert Verdict.LESS not in more


def test_a_change_that_does_nothing_is_rarely_a_difference():
    arm = arms(48)
    said = [verdict_alone(lived(arm, 0.0, seed), arm) for seed in range(60)]
    assert sum(verdict.seen for verdict in said) <= 12  # 60 x 0.1: above 12 by chance 1 in 100


def test_no_difference_is_said_only_where_halving_and_doubling_are_spoken_against():
    arm = arms(300)
    said = [analysed(lived(arm, 0.0, seed), arm).verdict for seed in range(6)]
    assert said.count(Verdict.NO_DIFFERENCE) >= 3
    few = [analysed(lived(arms(24), 0.0, seed), arms(24)).verdict for seed in range(8)]
    assert Verdict.NO_DIFFERENCE not in few


def test_nothing_is_said_with_four_rated_runs_in_an_arm_or_no_painful_one():
    arm = np.array([1.0] * 4 + [0.0] * 20)
    found = analysed(lived(arm, 0.0, 1), arm)
    assert found.verdict is Verdict.TOO_FEW
    assert found.assigned.risk_ratio is None
    calm = lived(arms(40), 0.0, 1, shares=(0.98, 0.0199, 0.00009))
    assert analysed(calm, arms(40)).verdict is Verdict.TOO_FEW
    assert analysed(calm, arms(40)).assigned.painful == (0, 0)


def test_the_numbers_are_relative_and_absolute_and_say_what_was_learnt():
    arm = arms(96)
    found = analysed(lived(arm, -1.5, 3), arm).assigned
    assert 0 < found.risk_ratio.low < found.risk_ratio.mid < found.risk_ratio.high
    assert found.risk_ratio.mid < 1
    assert found.changed.mid < found.usual.mid
    assert found.risk_ratio.mid == pytest.approx(found.changed.mid / found.usual.mid, rel=0.15)
    assert 0 < found.learnt < 1
    assert sum(found.rated) == 96


def test_a_few_runs_hardly_move_what_research_says():
    found = analysed(lived(arms(24), 0.0, 4), arms(24)).assigned
    assert found.learnt < 0.3
    wide = analysed(lived(arms(24), 0.0, 4), arms(24), prior=ArmPrior(-0.13, 1.0)).assigned
    assert wide.learnt > found.learnt
    assert wide.risk_ratio.high - wide.risk_ratio.low > found.risk_ratio.high - found.risk_ratio.low


def test_runs_outside_the_trial_count_for_nothing():
    arm = arms(60)
    history = lived(arm, 0.0, 5)
    outside = arm.copy()
    outside[:20] = np.nan
    inside = analysed(history, outside).assigned
    assert sum(inside.rated) == 40
    loud = [
        *(entry for entry in history.diary if entry.run_id > 10),
        *(rated(n, 3 * (n - 1), 10) for n in range(1, 11)),
    ]
    changed = analysed(replace(history, diary=tuple(loud)), outside).assigned
    assert changed.painful == inside.painful


def test_the_other_knee_counts_for_nothing():
    arm = arms(40)
    history = lived(arm, 0.0, 6)
    right = tuple(replace(e, side=Side.RIGHT, value=5) for e in history.diary)
    both = replace(history, diary=(*history.diary, *right))
    assert analysed(both, arm) == analysed(history, arm)


def test_as_assigned_comes_first_and_as_kept_stands_beside_it():
    arm = arms(80)
    history = lived(arm, -1.0, 7)
    kept = np.arange(80) % 4 != 0
    found = analysed(history, arm, kept)
    assert sum(found.assigned.rated) == 80
    assert sum(found.as_kept.rated) == kept.sum()
    assert analysed(history, arm).as_kept == analysed(history, arm).assigned
    assert analysed(history, arm, np.zeros(80, dtype=bool)).as_kept is None


def test_the_verdict_rests_on_assignment_not_on_who_kept_to_it():
    arm = arms(80)
    history = lived(arm, -1.0, 8)
    for kept in (np.ones(80, dtype=bool), np.arange(80) % 2 == 0):
        assert analysed(history, arm, kept).verdict is analysed(history, arm).verdict


def test_the_morning_after_belongs_to_a_run():
    arm = arms(40)
    history = lived(arm, 0.0, 9)
    mornings = tuple(rated(n, 3 * (n - 1) + 1, 4, Window.NEXT_MORNING) for n in range(1, 41))
    sore = replace(history, diary=(*history.diary, *mornings))
    assert sum(analysed(sore, arm).assigned.painful) == 40


def test_the_same_runs_say_the_same():
    arm = arms(48)
    assert analysed(lived(arm, -1.0, 2), arm) == analysed(lived(arm, -1.0, 2), arm)


def test_the_prior_pulls_the_belief_and_not_the_runs_alone():
    arm = arms(48)
    history = lived(arm, 0.0, 10)
    seen = look(trial_rows(history, knee_diary(history, Side.LEFT), arm))
    strong = believed(seen, ArmPrior(-1.0, 0.1))
    assert strong.p_below(0.0) > 0.99
    assert 0.02 < runs_alone(seen).p_below(0.0) < 0.98


@pytest.mark.parametrize("ratio", [0.33, 0.5, 2.0])
def test_a_risk_ratio_becomes_the_log_odds_that_give_it(ratio):
    logits = np.linspace(-3, 0, 40)
    b = log_odds_for(ratio, logits)
    risk = (1 / (1 + np.exp(-logits))).mean()
    assert (1 / (1 + np.exp(-logits - b))).mean() == pytest.approx(ratio * risk, rel=1e-6)
