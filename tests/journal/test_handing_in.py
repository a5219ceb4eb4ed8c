"""Files handed in by name: runs, then the diary, with a line a group."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from tests.journal.conftest import write_gpx

from kneewise.journal.handing_in import HandingIn
from kneewise.model.diary import Side
from kneewise.model.errors import StoreBusyError
from kneewise.store.home import Store


@pytest.fixture
def tray(tmp_path: Path) -> Path:
    """A folder in which files lie under numbers."""
    folder = tmp_path / "tray"
    folder.mkdir()
    return folder


def lay(tray: Path, name: str, content: bytes) -> tuple[str, Path]:
    path = tray / f"{len(list(tray.iterdir())):06d}"
    path.write_bytes(content)
    return name, path


def a_run(tray: Path, start, name: str) -> tuple[str, Path]:
    path = tray / f"{len(list(tray.iterdir())):06d}"
    return name, write_gpx(path, start)


def test_runs_come_in_under_the_names_they_had(journal, tray, now):
    told = journal.hand_in([a_run(tray, now - timedelta(days=1), "../watch/run.gpx")])
    assert told.runs.runs == 1
    assert "1 run" in told.said[0]
    assert journal.runs()[0].km == pytest.approx(5, abs=0.1)


def test_what_is_refused_is_named_as_it_came(journal, tray):
    told = journal.hand_in([lay(tray, "C:\\notes\\plan.fit", b"nothing")])
    assert [problem.source for problem in told.problems] == ["C:/notes/plan.fit"]
    assert str(tray) not in str(told)


def test_a_diary_comes_in_after_the_runs_it_speaks_of(journal, tray, now):
    began = now - timedelta(days=2)
    diary = (
        "run_start_utc,side,day,window,value,entered_at_utc\n"
        f"{began.isoformat()},left,{began.date()},during,4,{now.isoformat()}\n"
    )
    files = [lay(tray, "diary.csv", diary.encode()), a_run(tray, began, "run.gpx")]
    told = journal.hand_in(files)
    assert told.problems == ()
    assert [one.ratings for one in told.diary] == [1]
    assert journal.runs()[0].pain == {Side.LEFT: 4}


def test_a_table_of_another_service_is_no_diary(journal, tray):
    told = journal.hand_in([lay(tray, "export/profile.csv", b"First Name,Sex\nAnn,F\n")])
    assert told.diary == ()


def test_nothing_is_said_in_a_sentence(journal):
    assert journal.hand_in([]).said == ("There was no file in it.",)


def test_every_group_ends_read_and_never_goes_back(journal, tray, now):
    steps: list[HandingIn] = []
    days = [a_run(tray, now - timedelta(days=n), f"{n}.gpx") for n in range(1, 5)]
    folder = [a_run(tray, now - timedelta(days=n), f"more/{n}.gpx") for n in range(5, 9)]
    journal.hand_in([*days, *folder], steps.append)
    assert [group.name for group in steps[-1].groups] == ["4 files", "more"]
    for at in range(2):
        shares = [step.groups[at].share for step in steps]
        assert shares == sorted(shares)
        assert shares[-1] == pytest.approx(1)


def test_while_another_imports_it_is_said_who(journal, tray, now, monkeypatch):
    monkeypatch.setattr(Store.lock, "__defaults__", (0.0,))
    with journal.store.lock("import"), pytest.raises(StoreBusyError, match=r"Process \d+"):
        journal.hand_in([a_run(tray, now, "run.gpx")])
