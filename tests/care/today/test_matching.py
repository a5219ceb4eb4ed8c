"""A run that was done is a step of the ladder, or it is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.care.today.records import outing, step_run

from kneewise.care.today.matching import STAGES, matches


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: f"step {stage.number + 1}")
def test_a_step_done_as_written_matches_itself(stage):
    assert matches(stage, step_run(1, 1, stage.number))


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: f"step {stage.number + 1}")
def test_a_step_adds_up(stage):
    assert stage.times * (stage.run + stage.walk) == pytest.approx(stage.minutes, rel=0.05)


def test_the_walking_steps_never_match_one_another():
    for one in STAGES[:7]:
        for other in STAGES[:7]:
            if abs(one.run_minutes - other.run_minutes) > 0.25 * other.run_minutes + 2:
                assert not matches(one, step_run(1, 1, other.number))


def test_running_through_is_no_walk_run_step():
    assert not matches(STAGES[0], outing(1, 1, 3.3, minutes=22.0))


def test_one_long_stretch_is_no_step_of_short_ones():
    run = step_run(1, 1, 1)
    assert not matches(STAGES[1], replace(run, longest_run_minutes=8.0))


def test_unknown_structure_never_matches_a_step_with_walking():
    run = replace(step_run(1, 1, 2), run_minutes=None, longest_run_minutes=None)
    assert not matches(STAGES[2], run)


def test_longer_than_the_step_does_not_count():
    run = step_run(1, 1, 8)
    assert not matches(STAGES[8], replace(run, minutes=24.0))
