"""Two runners on even and rough ways: one whose pain follows the rough ones, one whose does not."""

from __future__ import annotations

import numpy as np
import pytest
from tests.builders import history_of, rated

from kneewise.causes import exposure_table
from kneewise.model.diary import Side, Window
from kneewise.model.ranking import CauseVerdict
from kneewise.why import Question, rank

RUNS = 240


def life(seed, ln_odds_a_quarter, hard=0.0):
    """Runs every second day on ways of 0 to 75 % rough ground, rated each time."""
    rng = np.random.default_rng(seed)
    rough = rng.choice([0.0, 0.25, 0.5, 0.75], RUNS)
    firm = rng.choice([0.25, 0.5, 0.75, 1.0], RUNS)
    lean = ln_odds_a_quarter * 4 * (rough - 0.375) + hard * 4 * (firm - 0.625)
    sore = rng.random(RUNS) < 1 / (1 + np.exp(1.9 - lean))
    runs, ratings = [], []
    for number in range(RUNS):
        day = 2 * number + int(rng.integers(0, 2))
        ground = {"rough": rough[number], "hard": firm[number], "unknown": 0.05}
        runs.append((day, float(rng.uniform(6, 9)), {"ground": ground}))
        ratings += [
            rated(number + 1, day, 0, Window.BEFORE),
            rated(number + 1, day, int(rng.integers(3, 6)) if sore[number] else 0),
        ]
    return history_of(runs, ratings=ratings)


def answered(history):
    return rank(history, exposure_table(history), Question(side=Side.LEFT))


def of(ranking, name):
    return next(cause for cause in ranking.causes if cause.name == name)


@pytest.fixture(scope="module")
def followed():
    return answered(life(3, ln_odds_a_quarter=0.9))


@pytest.fixture(scope="module")
def unfollowed():
    return answered(life(3, ln_odds_a_quarter=0.0))


def test_pain_that_follows_rough_ground_is_found(followed):
    assert followed.causes[0].name == "uneven_ground"
    assert of(followed, "uneven_ground").verdict is CauseVerdict.NAMED
    assert of(followed, "uneven_ground").effect.low > 1.0


def test_hard_ground_that_did_nothing_is_not_named_beside_it(followed):
    assert of(followed, "hard_surface").verdict is not CauseVerdict.NAMED


def test_rough_ground_that_pain_does_not_follow_is_not_named(unfollowed):
    for name in ("uneven_ground", "hard_surface", "hard_ground_in_shoe"):
        assert of(unfollowed, name).verdict is not CauseVerdict.NAMED
