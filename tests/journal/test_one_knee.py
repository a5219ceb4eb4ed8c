"""One number put down for both knees and meant for one: mended, kept, and never laxer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from tests.care.today.records import CLEAR, NOW, record, regular

from kneewise.care.today import CareRecord
from kneewise.care.today import today as judge
from kneewise.care.today.gaming import HOLD, counted_ratings
from kneewise.journal.answers import KneeMeant
from kneewise.journal.one_knee import ASKED_FOR, both_rated
from kneewise.journal.rating import Rating
from kneewise.journal.today import care_record
from kneewise.model.diary import PainEntry, Side, Site, Window
from kneewise.model.errors import UsageError


def counted(journal, at):
    found = counted_ratings(care_record(journal.store, "me"), at)
    return {rated.side: rated.value for rated in found}


def standing(journal):
    return {entry.side: entry.value for entry in journal.store.diary.pain()}


def test_a_number_for_both_is_one_that_may_have_meant_one(journal, now):
    journal.rate(4)
    assert journal.both_rated().value == 4


@pytest.mark.parametrize("said", [{"value": 0}, {"value": 4, "side": Side.LEFT}])
def test_no_pain_and_one_knee_are_what_they_are(journal, said):
    journal.rate(said.pop("value"), **said)
    assert journal.both_rated() is None


def test_after_a_day_nobody_is_asked(journal, now):
    journal.rate(4, window=Window.DAY_EVENING, at=now - ASKED_FOR)
    assert both_rated(journal.store, "me", now) is not None
    assert both_rated(journal.store, "me", now + timedelta(seconds=1)) is None


def test_the_other_knee_is_unrated_again_and_nothing_is_deleted(journal):
    journal.rate(4, window=Window.DAY_EVENING)
    rated = journal.only_one_knee(Side.LEFT, journal.both_rated().given_at)
    assert [(entry.side, entry.value) for entry in rated.entries] == [(Side.LEFT, 4)]
    assert standing(journal) == {Side.LEFT: 4, Side.RIGHT: None}
    assert [e.value for e in journal.store.diary.pain_history()] == [4, 4, 4, None]
    assert journal.both_rated() is None


def test_for_a_run_both_are_mended_of_that_run(journal, ran, now):
    ran(now - timedelta(hours=2))
    journal.rate(4)
    rated = journal.only_one_knee(Side.RIGHT, journal.both_rated().given_at)
    assert rated.run is not None
    assert journal.runs()[0].pain == {Side.RIGHT: 4}


def test_what_may_be_run_counts_both_for_7_days_and_says_so(journal, now):
    journal.rate(4, window=Window.DAY_EVENING, at=now - timedelta(hours=1))
    rated = journal.only_one_knee(Side.LEFT, journal.both_rated().given_at)
    assert "still counts its 4/10 for 7 days (our precaution)" in rated.said
    moment = now + timedelta(minutes=1)
    assert counted(journal, moment) == {Side.LEFT: 4, Side.RIGHT: 4}
    assert counted(journal, moment + HOLD - timedelta(hours=1)) == {Side.LEFT: 4, Side.RIGHT: 4}
    assert counted(journal, moment + HOLD) == {Side.LEFT: 4}


def test_the_next_form_begins_with_the_knee_that_was_meant(journal):
    journal.rate(4, site=Site.INSIDE)
    journal.only_one_knee(Side.RIGHT, journal.both_rated().given_at)
    assert journal.knee_meant() == KneeMeant(Side.RIGHT, Site.INSIDE)


def test_a_number_that_lowers_one_of_the_knees_is_one_for_both_all_the_same(journal, now):
    journal.rate(6, side=Side.LEFT, window=Window.DAY_EVENING, at=now - timedelta(hours=1))
    tap = datetime.now(UTC) - timedelta(milliseconds=300)
    journal.rate_late(Rating(4, window=Window.DAY_EVENING), tap)
    assert len({entry.entered_at for entry in journal.store.diary.pain()}) == 2
    journal.only_one_knee(Side.LEFT, journal.both_rated().given_at)
    assert standing(journal) == {Side.LEFT: 4, Side.RIGHT: None}


def test_two_taps_and_a_diary_brought_in_are_not_asked_about(journal, now):
    journal.rate(4, side=Side.LEFT, window=Window.DAY_EVENING, at=now - timedelta(seconds=20))
    journal.rate(4, side=Side.RIGHT, window=Window.DAY_EVENING, at=now)
    assert journal.both_rated() is None
    moment = now + timedelta(seconds=1)
    days = [now.date() - timedelta(days=n) for n in (3, 2)]
    journal.store.diary.add_pain(
        PainEntry(side, day, Window.DAY_EVENING, 4, moment) for day in days for side in Side
    )
    assert both_rated(journal.store, "me", moment) is None


def test_a_rating_that_came_since_is_not_touched(journal, now):
    journal.rate(4, window=Window.DAY_EVENING, at=now - timedelta(minutes=5))
    given_at = journal.both_rated().given_at
    journal.rate(2, side=Side.LEFT, window=Window.DAY_EVENING)
    with pytest.raises(UsageError, match="not the last one"):
        journal.only_one_knee(Side.LEFT, given_at)
    assert standing(journal) == {Side.LEFT: 2, Side.RIGHT: 4}


def test_the_same_rating_sent_again_does_not_undo_it(journal, now):
    both = Rating(4, window=Window.DAY_EVENING)
    moment = now - timedelta(minutes=5)
    journal.rate_late(both, moment)
    journal.only_one_knee(Side.LEFT, moment)
    journal.rate_late(both, moment)
    assert standing(journal) == {Side.LEFT: 4, Side.RIGHT: None}


def test_every_answer_can_be_given_with_a_knee_left_open(journal, ran, now):
    ran(now - timedelta(hours=2))
    journal.start_episode(now.date(), Side.RIGHT)
    journal.rate(4)
    journal.only_one_knee(Side.LEFT, journal.both_rated().given_at)
    assert journal.diary().days
    assert journal.today().cap.km == 0
    assert journal.return_plan().stage is not None
    assert journal.why(side=Side.RIGHT).painful_runs == 0


def made(value: int, hours: float, window: Window) -> tuple[CareRecord, CareRecord]:
    """A regular runner with a number for both knees, and the same after the mending."""
    runs, ratings = regular(last=2, km=8.0)
    given_at = NOW - timedelta(hours=hours)
    told = [
        PainEntry(side, given_at.date(), window, value, given_at)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    left = PainEntry(Side.LEFT, given_at.date(), window, value, NOW)
    right = PainEntry(Side.RIGHT, given_at.date(), window, None, NOW)
    before = [*ratings, *told]
    return record(runs, before), record(runs, [*before, left, right])


@limits(max_examples=30)
@given(
    value=st.integers(1, 10),
    hours=st.floats(0.1, 23.9),
    window=st.sampled_from([Window.DAY_MORNING, Window.DAY_EVENING]),
)
def test_taking_one_knee_back_never_raises_what_may_be_run_today(value, hours, window):
    before, after = made(value, hours, window)
    was, mended = judge(before, CLEAR, NOW), judge(after, CLEAR, NOW)
    assert mended.cap.km <= was.cap.km
    assert mended.light is was.light
