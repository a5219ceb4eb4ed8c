"""The ground along one run, from what is kept of it."""

from __future__ import annotations

import pytest
from tests.web.towned import make_home

from kneewise.journal import open_journal
from kneewise.model.errors import NotFoundError
from kneewise.model.sport import Sport


@pytest.fixture
def journal(tmp_path):
    with open_journal(make_home(tmp_path)) as journal:
        yield journal


def test_pieces_are_those_of_the_other_strips_and_each_is_whole(journal):
    found = journal.ground_strip()
    pieces = journal.strips().pieces
    assert len(found.pieces) == len(pieces)
    for one, other in zip(found.pieces, pieces, strict=True):
        assert one.km == pytest.approx(other.km, abs=1e-6)
        assert sum(one.evenness) + one.unknown == pytest.approx(1.0)
        assert sum(one.hardness) + one.unknown == pytest.approx(1.0)
    assert found.attribution == "© OpenStreetMap contributors, ODbL"


def test_without_a_map_it_says_so(journal):
    journal.remove_map("town")
    found = journal.ground_strip()
    assert (found.pieces, found.matched, found.mapped) == ((), False, False)


def test_a_treadmill_has_no_strip_and_says_why(journal):
    journal.edit_run("latest", sport=Sport.TREADMILL_RUNNING)
    assert not journal.ground_strip().matched
    journal.match_ground()
    found = journal.ground_strip()
    assert (found.pieces, found.because) == ((), "treadmill")


def test_a_run_that_is_not_there(journal):
    with pytest.raises(NotFoundError):
        journal.ground_strip(999)
