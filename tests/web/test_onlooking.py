"""Pages while an import goes on: the home as it was, and all that is told meanwhile."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.web.onlooking import Onlooker

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def lived_in(home: Path, tmp_path: Path) -> Path:
    """A home with one run."""
    run_in(home, tmp_path, 10)
    return home


def run_in(home: Path, folder: Path, days_ago: int) -> None:
    with open_journal(home) as journal:
        file = write_gpx(folder / f"{days_ago}.gpx", NOW - timedelta(days=days_ago))
        journal.import_paths([file])


def looked_at(onlooker: Onlooker) -> tuple[int, int]:
    """Runs and ratings as a page sees them."""
    with onlooker.journal() as journal:
        return len(journal.runs()), len(journal.last_rating())


def test_runs_that_come_in_are_seen_when_it_is_over(lived_in, tmp_path):
    onlooker = Onlooker(lambda: open_journal(lived_in))
    assert looked_at(onlooker) == (1, 0)
    run_in(lived_in, tmp_path, 5)
    assert looked_at(onlooker) == (1, 0)
    onlooker.close()
    with onlooker.journal() as journal:
        assert journal is None
    with open_journal(lived_in) as journal:
        assert len(journal.runs()) == 2


def test_what_a_person_tells_meanwhile_is_seen_at_once(lived_in):
    onlooker = Onlooker(lambda: open_journal(lived_in))
    looked_at(onlooker)
    with open_journal(lived_in) as journal:  # as another process would
        journal.rate(8, day=NOW.astimezone().date())
    assert looked_at(onlooker)[1] > 0
    onlooker.close()


def test_after_a_change_by_this_server_it_looks_anew(lived_in, tmp_path):
    onlooker = Onlooker(lambda: open_journal(lived_in))
    looked_at(onlooker)
    run_in(lived_in, tmp_path, 5)
    onlooker.renew()
    assert looked_at(onlooker) == (2, 0)
    onlooker.close()


def test_who_waits_too_long_is_sent_to_a_journal_of_their_own(lived_in, monkeypatch):
    monkeypatch.setattr("kneewise.web.onlooking.WAIT_S", 0.01)
    onlooker = Onlooker(lambda: open_journal(lived_in))
    with onlooker.journal(), onlooker.journal() as second:
        assert second is None
    onlooker.close()


def test_many_threads_take_turns(lived_in, monkeypatch):
    monkeypatch.setattr("kneewise.web.onlooking.WAIT_S", 30.0)
    onlooker = Onlooker(lambda: open_journal(lived_in))
    seen: list[tuple[int, int]] = []
    threads = [threading.Thread(target=lambda: seen.append(looked_at(onlooker))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [(1, 0)] * 8
    onlooker.close()
