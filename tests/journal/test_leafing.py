"""Leafing through the diary: everything told, by day, the latest first."""

from __future__ import annotations

from datetime import timedelta

from kneewise.journal.leafing import DAYS
from kneewise.model.diary import Side, Window
from kneewise.model.sport import Sport


def test_a_day_holds_its_run_with_every_window_and_what_was_noted(journal, ran, now):
    ran(now - timedelta(days=3))
    day = (now - timedelta(days=3)).date()
    journal.rate(3, run="1", side=Side.LEFT)
    journal.rate(1, run="1", side=Side.LEFT, window=Window.NEXT_MORNING)
    journal.rate(0, run="1", side=Side.RIGHT)
    journal.log("sleep", 6.5, day=day)
    journal.report("1", shortened=True)
    (found,) = journal.diary().days
    (run,) = found.runs
    assert [(row.window, row.left and row.left.value, row.right) for row in run.ratings][1:] == [
        (Window.NEXT_MORNING, 1, None)
    ]
    assert (run.ratings[0].left.value, run.ratings[0].right.value) == (3, 0)
    assert run.report.shortened is True
    assert [line.entry.kind for line in found.log] == ["sleep"]


def test_what_speaks_against_running_stays_and_the_rest_may_go(journal):
    journal.log("limp")
    journal.log("sleep", 8)
    (day,) = journal.diary().days
    assert {line.entry.kind: line.stays for line in day.log} == {"limp": True, "sleep": False}


def test_a_run_without_a_rating_stands_there_unrated(journal, ran, now):
    ran(now - timedelta(days=1))
    (day,) = journal.diary().days
    assert day.runs[0].ratings == ()


def test_the_latest_days_come_first_and_the_next_older_one_is_named(journal, now):
    today = now.astimezone().date()
    for days in range(DAYS + 2):
        journal.log("stress", 2, day=today - timedelta(days=days))
    leaf = journal.diary()
    assert [day.day for day in leaf.days] == [today - timedelta(days=d) for d in range(DAYS)]
    assert leaf.earlier == today - timedelta(days=DAYS)
    older = journal.diary(leaf.earlier)
    assert [day.day for day in older.days] == [today - timedelta(days=d) for d in (DAYS, DAYS + 1)]
    assert older.earlier is None


def test_episodes_stand_on_the_days_they_began_and_ended(journal, now):
    today = now.astimezone().date()
    journal.start_episode(today - timedelta(days=9), Side.RIGHT)
    journal.end_episode(today)
    first, last = journal.diary().days
    assert (len(first.ended), len(last.began)) == (1, 1)


def test_two_painful_runs_of_three_offer_an_episode_from_the_first_of_them(journal, ran, now):
    for days in (6, 4, 2):
        ran(now - timedelta(days=days))
    journal.rate(0, run="1", side=Side.LEFT)
    journal.rate(4, run="2", side=Side.LEFT)
    assert journal.diary().offers == ()
    journal.rate(3, run="3", side=Side.LEFT)
    (offer,) = journal.diary().offers
    assert (offer.side, offer.began_on) == (Side.LEFT, (now - timedelta(days=4)).date())
    journal.start_episode(offer.began_on, offer.side)
    assert journal.diary().offers == ()


def test_an_empty_diary_has_no_days(journal):
    leaf = journal.diary()
    assert (leaf.days, leaf.earlier, leaf.latest_hours) == ((), None, None)


def test_a_run_that_was_deleted_or_relabelled_leaves_the_days_at_once(journal, ran, now):
    ran(now - timedelta(days=3))
    ran(now - timedelta(days=1))
    assert len(journal.diary().recent) == 2
    journal.edit_run("2", sport=Sport.WALKING)
    journal.delete_run("1")
    assert journal.diary().recent == ()
    assert journal.diary().days == ()
