"""Which knee a form begins with: the one rated last, else the one whose trouble is open."""

from __future__ import annotations

from datetime import timedelta

from kneewise.journal.answers import KneeMeant
from kneewise.model.diary import Side, Site

BOTH = KneeMeant(None, None)


def day(now, days):
    return (now - timedelta(days=days)).astimezone().date()


def test_nothing_told_means_neither_more_than_the_other(journal):
    assert journal.knee_meant() == BOTH


def test_the_knee_and_place_rated_last_are_remembered(journal):
    journal.rate(2, side=Side.RIGHT, site=Site.BACK)
    assert journal.knee_meant() == KneeMeant(Side.RIGHT, Site.BACK)


def test_an_open_episode_is_meant_where_nothing_was_rated(journal, now):
    journal.start_episode(day(now, 0), Side.LEFT, Site.AROUND_KNEECAP)
    assert journal.knee_meant() == KneeMeant(Side.LEFT, Site.AROUND_KNEECAP)


def test_an_open_episode_is_meant_where_both_were_rated_last(journal, now):
    journal.rate(0)
    journal.start_episode(day(now, 0), Side.LEFT, Site.AROUND_KNEECAP)
    assert journal.knee_meant() == KneeMeant(Side.LEFT, Site.AROUND_KNEECAP)


def test_an_episode_that_began_after_the_last_rating_is_the_later_word(journal, now):
    journal.rate(1, side=Side.RIGHT, site=Site.BACK, at=now - timedelta(days=4))
    journal.start_episode(day(now, 1), Side.LEFT, Site.INSIDE)
    assert journal.knee_meant() == KneeMeant(Side.LEFT, Site.INSIDE)


def test_a_rating_of_the_other_knee_after_it_began_is_remembered(journal, now):
    journal.start_episode(day(now, 3), Side.LEFT, Site.INSIDE)
    journal.rate(1, side=Side.RIGHT, at=now)
    assert journal.knee_meant() == KneeMeant(Side.RIGHT, None)


def test_a_rating_without_a_place_has_that_of_its_episode(journal, now):
    journal.start_episode(day(now, 3), Side.LEFT, Site.INSIDE)
    journal.rate(3, side=Side.LEFT)
    assert journal.knee_meant() == KneeMeant(Side.LEFT, Site.INSIDE)


def test_episodes_of_both_knees_mean_both(journal, now):
    journal.start_episode(day(now, 3), Side.LEFT)
    journal.start_episode(day(now, 2), Side.RIGHT)
    assert journal.knee_meant() == BOTH


def test_an_episode_that_is_over_is_not_meant(journal, now):
    journal.end_episode(day(now, 0), journal.start_episode(day(now, 3), Side.LEFT).id)
    assert journal.knee_meant() == BOTH


def test_a_run_has_the_knee_it_was_rated_with(journal, ran, now):
    ran(now - timedelta(hours=30))
    ran(now - timedelta(hours=2))
    latest, earlier = journal.runs(last=2)
    journal.rate(2, run=earlier.id, side=Side.LEFT)
    journal.rate(2, run=latest.id, side=Side.RIGHT)
    assert journal.knee_meant(earlier.id).side is Side.LEFT


def test_a_run_rated_for_both_knees_speaks_of_neither_alone(journal, ran, now):
    ran(now - timedelta(hours=2))
    run = journal.runs()[0]
    journal.rate(2, run=run.id)
    assert journal.knee_meant(run.id) == BOTH


def test_an_unrated_run_begins_as_today_does(journal, ran, now):
    ran(now - timedelta(hours=2))
    journal.start_episode(day(now, 0), Side.LEFT, Site.INSIDE)
    assert journal.knee_meant(journal.runs()[0].id) == KneeMeant(Side.LEFT, Site.INSIDE)
