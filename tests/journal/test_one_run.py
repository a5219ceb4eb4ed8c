"""One run with its past: neighbours, edits, and values set beside those of earlier runs alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kneewise.journal.comparing import MOST_DOTS, _dots
from kneewise.model.errors import NotFoundError


def test_neighbours_are_those_before_and_after_that_count(journal, ran, now):
    for day in (5, 4, 3, 2):
        ran(now - timedelta(days=day))
    ran(now - timedelta(days=3, hours=5), sport="cycling")
    first, second, third, fourth = sorted(line.id for line in journal.runs())
    journal.delete_run(second)
    assert (journal.one_run(first).previous, journal.one_run(first).next) == (None, third)
    assert (journal.one_run(second).previous, journal.one_run(second).next) == (first, third)
    assert (journal.one_run().detail.run.id, journal.one_run().next) == (fourth, None)
    (ride,) = journal.runs(others=True)
    assert (journal.one_run(ride.id).previous, journal.one_run(ride.id).next) == (None, None)


def test_what_was_put_right_is_named_and_leaving_out_is_no_edit(journal, ran, now):
    ran(now - timedelta(days=1))
    assert journal.one_run().edited == ()
    journal.edit_run("latest", km=6.0, name="Round the lake")
    journal.add_shoe("Pair")
    journal.wear("Pair")
    run = journal.one_run().detail.run.id
    journal.delete_run(run)
    assert journal.one_run(run).edited == ("distance_m", "name", "shoe_id")


def test_a_run_is_compared_with_the_runs_before_it_alone(journal, ran, now):
    for day, km in ((40, 4.0), (30, 5.0), (20, 6.0), (10, 12.0)):
        ran(now - timedelta(days=day), km=km)
    lines = journal.runs()
    later = {one.measured.name: one for one in journal.one_run(lines[1].id).compared}
    assert later["short_recovery"].past_runs == 1, "only one earlier run has a run before it"
    assert later["short_recovery"].past_yes == 0
    assert later["short_recovery"].past == ()
    numbers = [one for one in later.values() if one.past_yes is None]
    assert all(len(one.past) == one.past_runs <= 2 for one in numbers)
    assert all(list(one.past) == sorted(one.past) for one in numbers)


def test_a_long_past_is_fifty_dots_of_equal_weight():
    dots = _dots([float(n) for n in range(1000)])
    assert len(dots) == MOST_DOTS
    assert dots[0] == 10.0
    assert dots[-1] == 990.0
    assert _dots([1.0, 2.0]) == (1.0, 2.0)


def test_another_sport_is_not_compared(journal, ran, now):
    ran(now - timedelta(days=1), sport="cycling")
    (ride,) = journal.runs(others=True)
    assert journal.one_run(ride.id).compared == ()


def test_no_run_at_all_is_said(journal):
    with pytest.raises(NotFoundError):
        journal.one_run()
