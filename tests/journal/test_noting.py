"""Episodes, reports, the log and facts: what is not said stays unknown."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneewise.care.today import today as judge
from kneewise.journal.today import care_record
from kneewise.model.advice import Screening
from kneewise.model.diary import Side, Site
from kneewise.model.errors import NotFoundError, UsageError


def test_a_report_adds_to_what_was_said_before(journal, ran, now):
    ran(now - timedelta(hours=3))
    journal.report("latest", planned_km=12.0)
    told = journal.report("latest", shortened=True)
    assert (told.planned_km, told.shortened, told.changed) == (12.0, True, None)


def test_a_distance_below_zero_is_refused(journal, ran, now):
    ran(now - timedelta(hours=3))
    with pytest.raises(UsageError, match="planned km"):
        journal.report("latest", planned_km=-3.0)


def test_an_episode_begins_and_ends(journal):
    begun = journal.start_episode(date(2026, 3, 1), Side.LEFT, Site.INSIDE)
    assert journal.status().open_episodes == (begun,)
    ended = journal.end_episode(date(2026, 4, 1))
    assert ended.ended_on == date(2026, 4, 1)
    assert journal.status().open_episodes == ()


def test_the_end_of_an_episode_is_kept_with_the_moment_it_was_told(journal, now):
    journal.start_episode(date(2026, 3, 1), Side.LEFT)
    (begun,) = journal.store.diary.episodes()
    assert begun.end_told_at is None
    ended = journal.end_episode(date(2026, 4, 1))
    assert ended.end_told_at >= now
    assert journal.store.diary.episodes() == (ended,)
    again = journal.end_episode(date(2026, 4, 1), number=ended.id)
    assert again == ended
    assert journal.end_episode(date(2026, 3, 2), number=ended.id).end_told_at > ended.end_told_at


def test_a_backdated_end_raises_nothing_of_today(journal, ran, now):
    for days in range(2, 68, 3):
        ran(now - timedelta(days=days, hours=6), km=6.7)
    began = (now - timedelta(days=178)).date()
    journal.start_episode(began, Side.LEFT)
    open_ = _km(journal, now)
    journal.end_episode(began + timedelta(days=9))
    assert _km(journal, now) <= open_
    assert _km(journal, now, later=timedelta(days=61)) <= open_


def _km(journal, now, later=timedelta(minutes=10)):
    return judge(care_record(journal.store, "me"), Screening(), now + later).cap.km


def test_a_second_open_episode_of_the_same_knee_is_refused(journal):
    journal.start_episode(date(2026, 3, 1), Side.LEFT)
    with pytest.raises(UsageError, match="still open"):
        journal.start_episode(date(2026, 5, 1), Side.LEFT)
    journal.start_episode(date(2026, 5, 1), Side.RIGHT)


def test_an_episode_cannot_begin_tomorrow_or_end_before_it_began(journal, now):
    with pytest.raises(UsageError, match="still to come"):
        journal.start_episode((now + timedelta(days=2)).date(), Side.LEFT)
    journal.start_episode(date(2026, 3, 1), Side.LEFT)
    with pytest.raises(UsageError, match="before it began"):
        journal.end_episode(date(2026, 2, 1))


def test_ending_what_is_not_open_is_said(journal):
    with pytest.raises(NotFoundError, match="no such episode"):
        journal.end_episode(date(2026, 2, 1))


def test_the_log_keeps_kind_value_and_day(journal):
    journal.log("sleep", 5.5, day=date(2026, 3, 2), note="train")
    (entry,) = journal.log_entries()
    assert (entry.kind, entry.value, entry.day, entry.note) == (
        "sleep",
        5.5,
        date(2026, 3, 2),
        "train",
    )


def test_a_fact_is_valid_from_its_day_and_nonsense_is_refused(journal):
    journal.set_fact("hr_max_bpm", "188")
    with pytest.raises(UsageError, match="not asked"):
        journal.set_fact("favourite_colour", "teal")
    with pytest.raises(UsageError, match="number from"):
        journal.set_fact("birth_year", "long ago")
    with pytest.raises(UsageError, match="time zone"):
        journal.set_fact("home_zone", "Atlantis/Centre")
    assert {fact.key for fact in journal.profile()} == {"home_zone", "hr_max_bpm"}


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [("sleep", 99, "0 to 24"), ("sleep", None, "0 to 24"), ("slep", 5, "not logged")],
)
def test_what_cannot_be_is_not_logged(journal, kind, value, said):
    with pytest.raises(UsageError, match=said):
        journal.log(kind, value)


def test_a_yes_needs_no_value_and_a_line_can_be_taken_back(journal):
    assert journal.log("insoles").value == 1.0
    ((number, _),) = journal.log_lines()
    journal.remove_log(number)
    assert journal.log_lines() == ()
    with pytest.raises(NotFoundError, match="no log line"):
        journal.remove_log(number)


def test_the_log_knows_no_tomorrow(journal, now):
    with pytest.raises(UsageError, match="still to come"):
        journal.log("stress", 3, day=(now + timedelta(days=2)).date())


def test_words_of_a_fact_are_the_ones_it_takes(journal):
    with pytest.raises(UsageError, match="female, male, other"):
        journal.set_fact("sex", "x")
    with pytest.raises(UsageError, match="a day as"):
        journal.set_fact("previous_knee_injury_on", "spring")


def test_pain_cannot_begin_after_the_end(journal, ran, now):
    ran(now - timedelta(hours=3), km=5.0)
    with pytest.raises(UsageError, match="can't have begun"):
        journal.report("latest", pain_began_km=9.0)


def test_a_sign_against_running_stays_in_the_log(journal):
    journal.log("swelling")
    ((number, _),) = journal.log_lines()
    with pytest.raises(UsageError, match="stays in the log"):
        journal.remove_log(number)


def test_every_version_of_a_report_is_kept(journal, ran, now):
    ran(now - timedelta(hours=3))
    journal.report("latest", painkiller_before=True)
    journal.report("latest", painkiller_before=False)
    said = [one.painkiller_before for one in journal.store.diary.report_history()]
    assert said == [True, False]
    assert journal.store.diary.report(1).painkiller_before is False


def test_a_plan_and_a_clinicians_date_may_lie_ahead(journal, now):
    ahead = (now + timedelta(days=5)).date()
    journal.log("planned_run", 12, day=ahead)
    journal.log("clinician_date", day=ahead)
    journal.log("brisk_walk", 30)
    assert len(journal.log_lines()) == 3
