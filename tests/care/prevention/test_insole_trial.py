"""The comfort trial of insoles: a start, an end, and what is to be decided."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.care.today.records import NOW, log

from kneewise.care.prevention import Phase, insole_trial

TODAY = NOW.date()


def trial(*days_ago: int):
    return insole_trial([log("insoles", days) for days in days_ago], TODAY)


def test_without_a_line_there_is_none():
    assert trial().phase is Phase.NONE
    assert insole_trial([log("insoles", 3, 0.0)], TODAY).phase is Phase.NONE
    assert insole_trial([log("strength", 3, 20.0)], TODAY).began_on is None


@pytest.mark.parametrize(
    ("since", "phase"),
    [(0, "early"), (13, "early"), (14, "decide"), (41, "decide"), (42, "over"), (90, "over")],
)
def test_it_is_to_be_decided_after_2_weeks_and_ends_after_6(since, phase):
    found = trial(*range(0, since, 7), since)
    assert found.phase.value == phase
    assert found.day == since + 1
    assert found.decide_from == found.began_on + timedelta(days=14)
    assert found.ends_on == found.began_on + timedelta(days=42)


def test_two_weeks_without_them_end_it_and_the_next_day_begins_anew():
    assert trial(40, 30, 15).phase is Phase.STOPPED
    again = trial(40, 30, 15, 0)
    assert (again.phase, again.day, again.worn_days) == (Phase.EARLY, 1, 1)


def test_one_of_last_year_is_forgotten():
    assert trial(181).phase is Phase.NONE


@given(st.sets(st.integers(0, 400), max_size=30))
def test_it_never_runs_beyond_its_end_and_never_before_its_start(days):
    found = trial(*days)
    if found.phase is Phase.NONE:
        assert found.day is None
        return
    assert found.began_on <= TODAY
    assert 1 <= found.worn_days <= found.day
    if found.phase in {Phase.EARLY, Phase.DECIDE}:
        assert found.ends_on > TODAY
    assert (found.phase is Phase.DECIDE) <= (found.decide_from <= TODAY)


def test_the_runner_ends_it_and_the_next_day_worn_begins_anew():
    days = [log("insoles", ago) for ago in (20, 19, 12)]
    ended = insole_trial([*days, log("insoles", 10, 0.0)], TODAY)
    assert (ended.phase, ended.running, ended.worn_days) == (Phase.ENDED, False, 3)
    assert ended.ended_on == TODAY - timedelta(days=10)
    again = insole_trial([*days, log("insoles", 10, 0.0), log("insoles", 2)], TODAY)
    assert (again.phase, again.day, again.ended_on) == (Phase.EARLY, 3, None)


@given(st.sets(st.integers(0, 200), min_size=1, max_size=20))
def test_after_an_end_none_runs_until_they_are_worn_again(days):
    lines = [log("insoles", ago) for ago in days] + [log("insoles", min(days) - 1, 0.0)]
    found = insole_trial(lines, TODAY + timedelta(days=1))
    assert not found.running
