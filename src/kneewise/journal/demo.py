"""The main job on a made-up runner: written as files, brought in the ordinary way, then asked."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log
from pathlib import Path

from kneewise.journal.asking_why import OnProgress
from kneewise.journal.demo_return import OFF_DAYS, come_back
from kneewise.journal.importing import ImportProgress, ImportSummary
from kneewise.journal.journal import Journal
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.ranking import RankedCause, Ranking
from kneewise.simulate import CHECK_ANSWERS, DEMO_SEED, EXPORT_FOLDER, simulate_runner, write_export
from kneewise.store import open_store

SIDE = Side.LEFT
"""The knee that a simulated runner's causes act on."""


@dataclass(frozen=True, slots=True)
class TruthRow:
    """One suspect: the relative risk built in (1: none), and what was found of it."""

    name: str
    label: str
    truth: float
    found: RankedCause


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """What the demo found, beside what was built in."""

    home: str
    imported: ImportSummary
    ranking: Ranking
    truth: tuple[TruthRow, ...]


@dataclass(frozen=True, slots=True)
class DemoSteps:
    """Called while the demo goes on: files written, files read, stages of the analysis."""

    writing: Callable[[int, int], None] | None = None
    reading: Callable[[ImportProgress], None] | None = None
    asking: OnProgress | None = None


def demo(
    folder: Path | None, seed: int | None, steps: DemoSteps, *, today: date | None = None
) -> DemoAnswer:
    """Make the runner in an empty folder (a temporary one without), import it, ask why.

    Her two years end on a fixed day, so that the answer is always the same. With `today` they end
    twelve days before it, as another draw of the same runner, and she is on her way back then
    (`demo_return.py`). Raises UsageError where the folder holds something.
    """
    place = _empty(folder)
    chosen = DEMO_SEED if seed is None else seed
    runner = (
        simulate_runner(chosen)
        if today is None
        else simulate_runner(chosen, last_day=today - timedelta(days=OFF_DAYS + 1))
    )
    files = write_export(runner, place / "files", on_file=steps.writing)
    with Journal(open_store(place / "home")) as journal:
        summary = journal.import_paths([files / EXPORT_FOLDER], on_progress=steps.reading)
        journal.import_diary(files)
        if today is not None:
            journal.answer_symptoms(CHECK_ANSWERS)
            come_back(journal, today)
        ranking = journal.why(side=SIDE, on_progress=steps.asking)
    return DemoAnswer(
        home=str(place / "home"),
        imported=summary,
        ranking=ranking,
        truth=_truth(ranking, runner.truth.causes),
    )


def _empty(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="kneewise-demo-"))
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder; name another one with --into.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder.absolute()


def _truth(ranking: Ranking, truth: Mapping[str, float]) -> tuple[TruthRow, ...]:
    rows = [
        TruthRow(name=cause.name, label=cause.label, truth=truth[cause.name], found=cause)
        for cause in ranking.causes
        if cause.name in truth
    ]
    return tuple(sorted(rows, key=lambda row: -abs(log(row.truth))))
