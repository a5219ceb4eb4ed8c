"""Days that can't be meant are refused where they are told, so that no page breaks on them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneewise.journal.days import EARLIEST, lived
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError

ANCIENT = date(1, 1, 1)


def test_a_day_of_a_life_is_taken_as_it_came():
    today = date(2026, 3, 1)
    assert lived(today, today) == today
    assert lived(EARLIEST, today) == EARLIEST


def test_tomorrow_and_the_year_one_are_refused():
    today = date(2026, 3, 1)
    with pytest.raises(UsageError, match="still to come"):
        lived(today + timedelta(days=1), today)
    with pytest.raises(UsageError, match="too long ago"):
        lived(ANCIENT, today)


@pytest.mark.parametrize(
    "tell",
    [
        lambda journal: journal.start_episode(ANCIENT, Side.LEFT),
        lambda journal: journal.rate(3, day=ANCIENT),
        lambda journal: journal.log("sleep", 7.0, day=ANCIENT),
        lambda journal: journal.set_fact("sex", "female", ANCIENT),
        lambda journal: journal.why(episode=ANCIENT),
        lambda journal: journal.time_line(ANCIENT),
        lambda journal: journal.score({"stairs_down": 3}, side=Side.LEFT, day=ANCIENT),
    ],
)
def test_the_journal_takes_no_day_that_can_not_be_meant(journal, tell):
    with pytest.raises(UsageError, match="too long ago"):
        tell(journal)


def test_a_diary_file_neither(journal, tmp_path):
    file = tmp_path / "episodes.csv"
    file.write_text("side,began_on,ended_on,site\nleft,0001-01-01,,\n")
    told = journal.import_diary(file)
    assert told.episodes == 0
    assert "too long ago" in told.problems[0].message
