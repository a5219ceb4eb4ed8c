"""One runner through the real causes: from kilometres and ratings to the ranking."""

from __future__ import annotations

import pytest
from validation.diary import tell
from validation.world import Setting, live

from kneewise.causes import exposure_table
from kneewise.model.diary import Side
from kneewise.model.ranking import CauseVerdict
from kneewise.why import Question, rank


@pytest.fixture(scope="module")
def ranking():
    setting = Setting(effects={"short_recovery": 1.6}, painful_share=0.14, runs_a_week=4.0)
    told = tell(live(setting, 8), setting, 8)
    return rank(told.history, exposure_table(told.history), Question(side=Side.LEFT))


def test_what_hurt_this_runner_comes_first(ranking):
    assert ranking.causes[0].name == "short_recovery"
    assert ranking.causes[0].effect.high > 1.5


def test_what_the_watch_did_not_measure_is_not_learnt(ranking):
    unseen = next(cause for cause in ranking.causes if cause.name == "shoe_stiffness")
    assert unseen.learnt == 0
    assert unseen.verdict is CauseVerdict.CANT_TELL


def test_whole_run_gait_is_only_said_to_go_along(ranking):
    last = [c for c in ranking.causes if c.verdict is CauseVerdict.GOES_ALONG]
    assert {cause.name for cause in last} == {"cadence_fade", "left_right_balance"}


def test_traits_stand_apart(ranking):
    assert "previous_knee_injury" in {trait.name for trait in ranking.traits}
