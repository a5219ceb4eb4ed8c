"""A runner who runs every third day without pain and has answered the check: a plan is open."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.care.check.answering import clear
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.model.diary import Side, Window

WEEKS = 12


@pytest.fixture(scope="session")
def regular_home(tmp_path_factory) -> Path:
    """Copy it before you change it; see `regular`."""
    place = tmp_path_factory.mktemp("regular")
    files = place / "files"
    files.mkdir()
    now = datetime.now(UTC)
    for days in range(2, 7 * WEEKS, 3):
        write_gpx(files / f"{days}.gpx", now - timedelta(days=days, hours=5), km=6.0)
    with open_journal(place / "home") as journal:
        journal.set_fact("home_zone", "UTC")
        journal.set_fact("birth_year", "1985")
        journal.import_paths([files])
        for run in journal.runs():
            for window in (None, Window.NEXT_MORNING):
                journal.rate(0, run=run.id, side=Side.LEFT, window=window)
        journal.answer_symptoms(clear() | {"consent": "yes"})
    return place / "home"


@pytest.fixture
def regular(regular_home: Path, tmp_path: Path) -> Path:
    """A copy of the regular runner's home that a test may change."""
    return Path(shutil.copytree(regular_home, tmp_path / "regular"))
