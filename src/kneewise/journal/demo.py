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
from kneewise.journal.mapping import MapLine
from kneewise.model.diary import Side
from kneewise.model.errors import MissingExtraError, UsageError
from kneewise.model.ranking import RankedCause, Ranking
from kneewise.model.words import say
from kneewise.simulate import (
    CHECK_ANSWERS,
    DEMO_SEED,
    EXPORT_FOLDER,
    GROUND_CAUSES,
    HOME,
    SimulatedRunner,
    simulate_runner,
    write_export,
    write_town,
)
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
    """What the demo found, beside what was built in.

    `town` is the made-up map her runs were matched to; None without the extra `ground`, and
    `no_map` says so then. `door_deg` is where her runs begin (latitude, longitude).
    """

    home: str
    imported: ImportSummary
    ranking: Ranking
    truth: tuple[TruthRow, ...]
    town: MapLine | None
    no_map: str | None
    door_deg: tuple[float, float]


@dataclass(frozen=True, slots=True)
class DemoSteps:
    """Called while the demo goes on: files written and read, runs matched, stages of the answer."""

    writing: Callable[[int, int], None] | None = None
    reading: Callable[[ImportProgress], None] | None = None
    matching: Callable[[int, int], None] | None = None
    asking: OnProgress | None = None


def demo(
    folder: Path | None, seed: int | None, steps: DemoSteps, *, today: date | None = None
) -> DemoAnswer:
    """Make the runner and her town in an empty folder (a temporary one without), ask why.

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
        town, no_map = add_town(journal, runner, files, steps.matching)
        if today is not None:
            journal.answer_symptoms(CHECK_ANSWERS)
            come_back(journal, today)
        ranking = journal.why(side=SIDE, on_progress=steps.asking)
    known = {**runner.truth.causes, **(GROUND_CAUSES if town is not None else {})}
    return DemoAnswer(
        home=str(place / "home"),
        imported=summary,
        ranking=ranking,
        truth=_truth(ranking, known),
        town=town,
        no_map=no_map,
        door_deg=HOME,
    )


def add_town(
    journal: Journal,
    runner: SimulatedRunner,
    files: Path,
    on_progress: Callable[[int, int], None] | None = None,
) -> tuple[MapLine | None, str | None]:
    """The runner's town written beside her files and added, and every run matched to it.

    Without the extra `ground` nothing is done, and the second says so in a sentence.
    """
    try:
        file = write_town(runner, files)
    except MissingExtraError as error:
        return None, say("kneewise.journal", "demo_no_map", why=error)
    town = journal.add_map(file)
    journal.match_ground(on_progress=on_progress)
    return town, None


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
