"""A rating that was given while the machine was away: of its moment, once, and never laxer."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneewise.care.today.gaming import counted_ratings, strictest
from kneewise.journal.rating import Rating
from kneewise.journal.rating_late import _known, as_of
from kneewise.journal.today import care_record
from kneewise.model.diary import PainEntry, Side, Window
from kneewise.model.errors import UsageError

EVENING = Rating(4, side=Side.LEFT, window=Window.DAY_EVENING)


def test_it_speaks_of_the_run_that_was_latest_at_its_moment(journal, ran, now):
    ran(now - timedelta(hours=30))
    ran(now - timedelta(hours=3))
    rated = journal.rate_late(Rating(3), now - timedelta(hours=20))
    assert rated.run.started_at == now - timedelta(hours=30)
    assert {entry.entered_at for entry in rated.entries} == {now - timedelta(hours=20)}


def test_a_run_of_later_is_not_what_it_speaks_of(journal, ran, now):
    ran(now - timedelta(hours=3))
    assert journal.rate_late(Rating(3), now - timedelta(hours=20)).run is None


def test_its_day_is_that_of_its_moment(journal, now):
    at = now - timedelta(days=5)
    rated = journal.rate_late(EVENING, at)
    assert rated.entries[0].day == at.astimezone().date()


def test_sent_again_it_is_the_same_entry(journal, now):
    for _ in range(3):
        said = journal.rate_late(EVENING, now - timedelta(hours=1)).said
    assert len(journal.store.diary.pain_history()) == 1
    assert "already" in said


def test_a_rating_without_a_side_sent_again_adds_neither_knee(journal, now):
    both = Rating(2, window=Window.DAY_EVENING)
    journal.rate_late(both, now - timedelta(hours=1))
    journal.rate_late(both, now - timedelta(hours=1))
    assert [e.side for e in journal.store.diary.pain_history()] == [Side.LEFT, Side.RIGHT]


def test_one_that_was_overtaken_does_not_come_back_over_the_later(journal, now):
    higher = Rating(6, side=Side.LEFT, window=Window.DAY_EVENING)
    journal.rate_late(higher, now - timedelta(minutes=10))
    journal.rate_late(EVENING, now - timedelta(minutes=30))
    assert [entry.value for entry in journal.store.diary.pain()] == [6]


@pytest.mark.parametrize(
    ("moment", "said"),
    [(timedelta(hours=1), "still to come"), (timedelta(days=-15), "14 days")],
)
def test_a_moment_to_come_or_long_past_is_refused(journal, now, moment, said):
    with pytest.raises(UsageError, match=said):
        journal.rate_late(EVENING, now + moment)
    assert journal.store.diary.pain() == ()


def test_a_moment_needs_a_zone(journal, now):
    with pytest.raises(UsageError, match="time zone"):
        journal.rate_late(EVENING, now.replace(tzinfo=None))


def test_a_clock_that_is_a_little_fast_counts_as_now(journal, now):
    rated = journal.rate_late(EVENING, now + timedelta(minutes=2))
    assert rated.entries[0].entered_at <= datetime.now(now.tzinfo)


def test_a_lower_one_counts_from_when_the_diary_hears_of_it(journal, now):
    higher = Rating(6, side=Side.LEFT, window=Window.DAY_EVENING, day=_day(now, 9))
    journal.rate_late(higher, now - timedelta(days=9))
    journal.rate_late(replace(higher, value=0), now - timedelta(days=8))
    assert [entry.value for entry in journal.store.diary.pain()] == [0]
    assert _counts(journal, now + timedelta(seconds=5)) == [6]
    assert _counts(journal, now + timedelta(days=8)) == [0]


HOURS = st.integers(0, 13 * 24)
MOMENT = datetime.fromisoformat("2026-06-15T12:00:00+00:00")


def rated(value: int, hours: int) -> PainEntry:
    day = (MOMENT - timedelta(days=14)).date()
    at = MOMENT - timedelta(hours=hours)
    return PainEntry(Side.LEFT, day, Window.DAY_EVENING, value, at)


@given(
    told=st.lists(st.tuples(st.integers(0, 10), HOURS), min_size=1, max_size=5),
    late=st.tuples(st.integers(0, 10), HOURS),
    days=st.integers(0, 10),
)
def test_no_moment_that_a_sender_names_makes_any_day_laxer_than_it_would_be_said_now(
    told, late, days
):
    """A late rating lowers nothing that the same rating given now would not lower."""
    history = tuple(rated(*one) for one in sorted(told, key=lambda one: -one[1]))
    entry = rated(*late)
    taken = None if _known(entry, history) else as_of(entry, history, MOMENT)
    said_now = replace(entry, entered_at=MOMENT)
    on = MOMENT + timedelta(days=days)
    assert _strict(history, taken, on) >= min(
        _strict(history, said_now, on), _strict(history, None, on)
    )


@given(told=st.lists(st.tuples(st.integers(0, 10), HOURS), max_size=5))
def test_what_was_written_down_is_known_when_it_comes_again(told):
    history: tuple[PainEntry, ...] = ()
    for one in told:
        entry = rated(*one)
        if not _known(entry, history):
            taken = as_of(entry, history, MOMENT)
            history += () if taken is None else (taken,)
        again = None if _known(entry, history) else as_of(entry, history, MOMENT)
        assert again is None


def _strict(history, entry, on):
    entries = [*history, *([] if entry is None else [entry])]
    return strictest(sorted(entries, key=lambda one: one.entered_at), on, withdrawn=False)


def _day(now, days):
    return (now - timedelta(days=days)).astimezone().date()


def _counts(journal, at):
    return [rated.value for rated in counted_ratings(care_record(journal.store, "me"), at)]
