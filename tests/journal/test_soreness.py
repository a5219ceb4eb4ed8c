"""The soreness map: open is unknown, and the causes hear of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.model.diary import SORENESS_KINDS, Muscle, Side
from kneewise.model.errors import UsageError

THIGH = (Muscle.FRONT_THIGH, Side.LEFT)
CALF = (Muscle.CALF, Side.RIGHT)


def rated(day):
    return {(m.muscle, m.side): m.rating for m in day.muscles if m.rating is not None}


def test_what_was_rated_comes_back_and_what_was_left_open_stays_unknown(journal):
    journal.rate_soreness({THIGH: 5, CALF: 0})
    found = journal.soreness()
    assert rated(found.today) == {THIGH: 5, CALF: 0}
    assert len(found.today.muscles) == len(SORENESS_KINDS) == 8


def test_the_later_rating_of_a_day_counts(journal):
    journal.rate_soreness({THIGH: 5})
    journal.rate_soreness({THIGH: 2})
    assert rated(journal.soreness().today) == {THIGH: 2}


def test_only_four_weeks_are_shown_latest_first(journal, now):
    for days in (0, 3, 40):
        journal.rate_soreness({THIGH: 1}, day=now.date() - timedelta(days=days))
    assert [day.day for day in journal.soreness().days] == [
        now.date(),
        now.date() - timedelta(days=3),
    ]


@pytest.mark.parametrize("value", [-1, 11, 2.5])
def test_what_is_no_rating_is_refused_whole(journal, value):
    with pytest.raises(UsageError):
        journal.rate_soreness({CALF: 1, THIGH: value})
    assert journal.log_entries() == ()


def test_nothing_rated_is_nothing_kept(journal):
    with pytest.raises(UsageError):
        journal.rate_soreness({})


def test_a_sore_muscle_before_a_run_is_an_exposure_of_it(journal, ran, now):
    journal.rate_soreness({CALF: 6}, day=now.date() - timedelta(days=2))
    ran(now - timedelta(days=1))
    frame = journal.exposures_frame()
    assert frame["soreness_strength"].to_list() == [1.0]
