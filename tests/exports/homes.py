"""A home whose plan holds runs for the next seven days, made the ordinary way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.care.check.answering import clear
from tests.journal.conftest import write_gpx

from kneewise.journal import open_journal
from kneewise.model.diary import Window


def ready(home: Path, files: Path) -> Path:
    """Ten weeks of 4 km every third day, all rated 0, the check all clear, a goal of 5 km."""
    now = datetime.now(UTC).replace(microsecond=0)
    files.mkdir()
    for days in range(2, 70, 3):
        write_gpx(files / f"{days}.gpx", now - timedelta(days=days, hours=5), km=4.0)
    with open_journal(home) as journal:
        journal.set_fact("home_zone", "UTC")
        journal.answer_symptoms(clear() | {"consent": "yes"})
        journal.import_paths([files])
        for run in journal.store.runs.all():
            journal.rate(0, run=run.id)
            journal.rate(0, run=run.id, window=Window.NEXT_MORNING)
        journal.set_goal("5k")
    return home
