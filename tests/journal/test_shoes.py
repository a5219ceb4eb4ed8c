"""The shelf: what a pair is, said anew, and whether it is new to the runner."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kneewise.model.errors import NotFoundError, UsageError


@pytest.fixture
def worn(journal, ran, now):
    """A pair in which one run was done three days ago, and a run in none 40 days ago."""
    ran(now - timedelta(days=40))
    ran(now - timedelta(days=3))
    pair = journal.add_shoe("Feather", foam="eva", start_km=0.0)
    journal.wear("Feather")
    return journal, pair.id


def test_a_pair_said_anew_keeps_its_runs_and_forgets_what_is_left_empty(worn):
    journal, number = worn
    journal.change_shoe(number, name="Feather 2", foam=None, midsole="soft", start_km=100.0)
    (story,) = journal.shoe_shelf()
    assert (story.line.shoe.name, story.line.runs) == ("Feather 2", 1)
    assert (story.line.shoe.foam, story.cushioning) == (None, None)
    assert story.line.km == pytest.approx(105.0, rel=0.02)


def test_cushioning_is_a_span_for_eva_alone(worn):
    journal, number = worn
    left = journal.shoe_shelf()[0].cushioning
    assert left.low < left.mid == left.high < 1.0
    journal.change_shoe(number, foam="super")
    assert journal.shoe_shelf()[0].cushioning is None


def test_a_pair_is_new_for_three_runs_within_two_weeks(worn, ran, now):
    journal, number = worn
    assert journal.shoe_shelf()[0].novel is True
    journal.change_shoe(number, start_km=400.0)
    assert journal.shoe_shelf()[0].novel is False
    journal.change_shoe(number, start_km=None)
    for days in (2, 1):
        ran(now - timedelta(days=days))
        journal.wear("Feather")
    assert journal.shoe_shelf()[0].novel is False


def test_nobody_knows_whether_an_unworn_pair_is_new_unless_it_is_said(journal):
    number = journal.add_shoe("Box").id
    assert journal.shoe_shelf()[0].novel is None
    journal.change_shoe(number, start_km=0.0)
    assert journal.shoe_shelf()[0].novel is True


def test_pairs_put_away_come_last(worn):
    journal, number = worn
    journal.add_shoe("Other")
    journal.change_shoe(number, retired=True)
    assert [story.line.shoe.name for story in journal.shoe_shelf()] == ["Other", "Feather"]


@pytest.mark.parametrize(
    "said",
    [
        {"kind": "clogs"},
        {"midsole": "bouncy"},
        {"start_km": -1.0},
        {"drop_mm": 900.0},
        {"name": "  "},
        {"bought_on": date(2999, 1, 1)},
    ],
)
def test_what_no_shoe_can_be_is_refused_and_nothing_is_changed(worn, said):
    journal, number = worn
    before = journal.shoes()
    with pytest.raises(UsageError):
        journal.change_shoe(number, **said)
    assert journal.shoes() == before


def test_a_pair_that_is_not_there_can_not_be_changed(journal):
    with pytest.raises(NotFoundError):
        journal.change_shoe(7, name="Ghost")


def test_a_run_can_be_taken_out_of_its_pair(worn):
    journal, _ = worn
    assert journal.wear(None).shoe_id is None
    assert journal.shoes()[0].runs == 0
