"""A home for the examples that ask for a runner without trouble."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.care.check.answering import clear
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.model.diary import Side, Window


@pytest.fixture
def green_home(tmp_path, monkeypatch) -> Path:
    """A runner with ten green weeks and a clear check, at the home of the environment."""
    home, now = tmp_path / "home", datetime.now(UTC).replace(microsecond=0)
    (tmp_path / "runs").mkdir()
    for days in range(2, 70, 3):
        start = now - timedelta(days=days, hours=2)
        write_gpx(tmp_path / "runs" / f"{days}.gpx", start, 6.0)
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        journal.import_paths([tmp_path / "runs"])
        for one in journal.store.runs.all():
            journal.rate(0, run=one.id, side=Side.LEFT)
            journal.rate(0, run=one.id, side=Side.LEFT, window=Window.NEXT_MORNING)
        journal.answer_symptoms(clear() | {"consent": "yes"})
    monkeypatch.setenv("KNEEWISE_HOME", str(home))
    return home
