"""Finding runs: everything given has to hold, newest first, fifty at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.journal.searching import PainSought, RunSearch
from kneewise.model.errors import UsageError
from kneewise.model.sport import Sport

START = datetime(2025, 6, 2, 7, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Path:
    """A home with four runs of 4 to 7 km on days in a row, a ride, names, a shoe and ratings."""
    place = tmp_path_factory.mktemp("searching")
    with open_journal(place / "home") as journal:
        journal.set_fact("home_zone", "UTC")
        for day in range(4):
            write_gpx(place / f"{day}.gpx", START + timedelta(days=day), km=4.0 + day)
        write_gpx(place / "ride.gpx", START + timedelta(days=10), sport="cycling")
        journal.import_paths(sorted(place.glob("*.gpx")))
        ids = [line.id for line in reversed(journal.runs())]
        journal.edit_run(ids[0], name="Hills at dawn")
        journal.add_shoe("Old Feather")
        journal.wear("Old Feather", ids[1])
        journal.rate(5, run=ids[2])
        journal.rate(0, run=ids[3])
    return place / "home"


@pytest.fixture
def told(kept):
    """That home opened, and the ids of its runs, oldest first. Leave it as it was."""
    with open_journal(kept) as journal:
        yield journal, [line.id for line in reversed(journal.runs())]


def _ids(found):
    return [line.id for line in found.lines]


def test_nothing_asked_finds_every_run_newest_first(told):
    journal, ids = told
    found = journal.find_runs(RunSearch())
    assert _ids(found) == ids[::-1]
    assert (found.total, found.painful, found.unrated, found.pages) == (4, 1, 2, 1)


@pytest.mark.parametrize(
    ("sought", "which"),
    [
        (RunSearch(text="hills DAWN"), [0]),
        (RunSearch(text="hills dusk"), []),
        (RunSearch(text="feather"), [1]),
        (RunSearch(text="2025-06-04"), [2]),
        (RunSearch(since=date(2025, 6, 4)), [3, 2]),
        (RunSearch(until=date(2025, 6, 2)), [0]),
        (RunSearch(at_least_km=5.9), [3, 2]),
        (RunSearch(pain=PainSought.PAINFUL), [2]),
        (RunSearch(pain=PainSought.PAIN_FREE), [3]),
        (RunSearch(pain=PainSought.UNRATED), [1, 0]),
        (RunSearch(pain=PainSought.UNRATED, at_least_km=4.9), [1]),
        (RunSearch(sport=Sport.RUNNING), [3, 2, 1, 0]),
    ],
)
def test_what_is_asked_is_found(told, sought, which):
    journal, ids = told
    assert _ids(journal.find_runs(sought)) == [ids[place] for place in which]


def test_other_sports_are_found_on_request_alone(told):
    journal, _ = told
    found = journal.find_runs(RunSearch(others=True))
    assert [line.sport for line in found.lines] == [Sport.CYCLING]
    assert found.sports == (Sport.RUNNING, Sport.CYCLING)


def test_a_shoe_finds_its_runs(told):
    journal, ids = told
    (shoe,) = journal.shoes()
    assert _ids(journal.find_runs(RunSearch(shoe=shoe.shoe.id))) == [ids[1]]


def test_what_was_left_out_is_found_apart_and_can_come_back(told):
    journal, ids = told
    journal.delete_run(ids[0])
    assert ids[0] not in _ids(journal.find_runs(RunSearch()))
    found = journal.find_runs(RunSearch(left_out=True))
    assert (_ids(found), found.left_out) == ([ids[0]], 1)
    journal.restore_run(ids[0])
    assert ids[0] in _ids(journal.find_runs(RunSearch()))


def test_a_list_that_is_long_comes_in_pages(told, monkeypatch):
    journal, ids = told
    monkeypatch.setattr("kneewise.journal.searching.PAGE_RUNS", 3)
    first, second = (journal.find_runs(RunSearch(), page) for page in (1, 2))
    assert (_ids(first), _ids(second), first.pages) == (ids[:0:-1], [ids[0]], 2)
    assert (first.total, first.unrated) == (second.total, second.unrated)
    assert journal.find_runs(RunSearch(), 99) == second


def test_a_span_that_ends_before_it_begins_is_refused(journal):
    with pytest.raises(UsageError):
        journal.find_runs(RunSearch(since=date(2025, 2, 2), until=date(2025, 2, 1)))
