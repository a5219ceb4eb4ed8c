"""The plan out of the house: a calendar file and workouts for the watch.

What a calendar was told is kept in the same transaction that reads it, and before the file stands
in its place. Killed in between, more is remembered than any calendar holds, never less: the next
file says all of it again, so nothing that was sent can stay there uncancelled.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from kneewise.exports.calendar import DOMAIN, MEDIA_TYPE, calendar_file, is_ours
from kneewise.exports.leaving import ExportedFile
from kneewise.exports.saying import tell
from kneewise.exports.workout import workout_files
from kneewise.journal.clock import local_now
from kneewise.journal.planning import plan
from kneewise.journal.today import today
from kneewise.model.advice import Light
from kneewise.model.errors import UsageError
from kneewise.model.plan import Session
from kneewise.model.quantity import Reader
from kneewise.model.words import Sentence
from kneewise.store.home import Store
from kneewise.store.writing import writing

CALENDAR_NAME = "kneewise.ics"

_WORKOUT = re.compile(r"kneewise-\d{4}-\d\d-\d\d-[a-z-]+(-\d+)?\.fit")
_HEAD = 512  # bytes in which a calendar of ours has said that it is one


@dataclass(frozen=True, slots=True)
class Planned:
    """What an export needs of the plan: sessions, the light, and now in the runner's zone."""

    sessions: tuple[Session, ...]
    light: Light
    now: datetime


@dataclass(frozen=True, slots=True)
class Export:
    """Files as bytes, for a front end that hands them on, and what to say with them."""

    light: Light
    files: tuple[ExportedFile, ...]
    said: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """Where the files are (empty: none was written), and what to say with them."""

    light: Light
    paths: tuple[Path, ...]
    said: tuple[Sentence, ...]


def planned(store: Store, runner: str, at: datetime | None = None) -> Planned:
    """The plan that may leave the house; without a goal there are no sessions, and a light."""
    now = local_now(store, runner, at)
    answer = plan(store, runner, now)
    if answer is None:
        return Planned((), today(store, runner, now).light, now)
    until = answer.firm_until
    sessions = (s for s in answer.sessions if until is None or s.day <= until)
    return Planned(tuple(sessions), answer.light, now)


def calendar(
    store: Store,
    ahead: Planned,
    runner: str,
    *,
    remind_h: int | None = None,
    reader: Reader | None = None,
) -> Export:
    """The calendar of the next seven days, and that it was sent. Raises UsageError.

    Its events are written for `reader`, in km and ISO days without one.
    """
    with store.transaction():
        return _calendar(store, ahead, runner, remind_h, reader)


def write_calendar(
    store: Store, ahead: Planned, file: Path, runner: str, *, remind_h: int | None = None
) -> Written:
    """The calendar into a file, replaced if it is one of ours; a folder gets `kneewise.ics`.

    Raises UsageError where another file stands there, StoreError where it can't be written.
    """
    target = (file / CALENDAR_NAME if file.is_dir() else file).resolve()
    with writing(target):
        _refuse_what_is_not_ours(target)
        if not target.parent.is_dir():
            raise UsageError(f"There is no folder {target.parent} for the calendar file.")
        with TemporaryDirectory(dir=target.parent, prefix=".kneewise-") as folder:
            with store.transaction():
                made = _calendar(store, ahead, runner, remind_h)
                parts = [_write(Path(folder) / "part", made_file) for made_file in made.files]
            for part in parts:
                part.replace(target)
    return Written(made.light, (target,) if made.files else (), made.said)


def workouts(ahead: Planned) -> Export:
    """The workouts of the next seven days, one file a run."""
    made = workout_files(ahead.sessions, ahead.light, ahead.now)
    return Export(ahead.light, made.files, made.said)


def write_workouts(ahead: Planned, folder: Path, *, force: bool = False) -> Written:
    """The workouts into a folder, made where it is missing.

    With `force` the workouts of an earlier plan in that folder are removed, before the new ones
    are put there: killed in between, there are too few, never one that is not planned. Raises
    UsageError where there are some, StoreError where the folder can't be written.
    """
    made = workouts(ahead)
    with writing(folder):
        earlier = _earlier(folder)
        if earlier and made.files and not force:
            raise UsageError(
                f"{folder} holds workouts of an earlier plan ({earlier[0].name}). Name another "
                "folder, or replace them with --force."
            )
        paths = _put(made.files, folder, earlier if force else [])
    said = made.said
    if earlier and not force:
        said = (*said, tell("workouts.earlier", names=", ".join(old.name for old in earlier)))
    return Written(made.light, paths, said)


def _calendar(
    store: Store,
    ahead: Planned,
    runner: str,
    remind_h: int | None,
    reader: Reader | None = None,
) -> Export:
    if remind_h is not None and not 0 <= remind_h <= 23:
        raise UsageError(f"An alarm rings at an hour from 0 to 23, not at {remind_h}.")
    before = store.plans.sent(runner)
    made = calendar_file(
        ahead.sessions,
        before,
        ahead.light,
        ahead.now,
        runner=runner,
        domain=_domain(store, runner),
        remind_h=remind_h,
        reader=reader,
    )
    store.plans.keep_sent(sorted(set(made.sent) - set(before), key=lambda told: told.uid))
    files = () if made.data is None else (ExportedFile(CALENDAR_NAME, MEDIA_TYPE, made.data),)
    return Export(ahead.light, files, made.said)


def _domain(store: Store, runner: str) -> str:
    """What ends the UIDs of this runner: the same for ever, since a goal is ended, never changed.

    Nothing of it can be read back, and the plans of two people in one calendar stay apart.
    """
    goals = store.plans.goals(runner)
    first = goals[0].entered_at.isoformat() if goals else ""
    return f"{hashlib.sha256(f'{runner} {first}'.encode()).hexdigest()[:12]}.{DOMAIN}"


def _refuse_what_is_not_ours(target: Path) -> None:
    if not target.exists():
        return
    with target.open("rb") as there:
        head = there.read(_HEAD)
    if not is_ours(head):
        raise UsageError(
            f"{target} is there already and is no calendar of kneewise. Name another file."
        )


def _earlier(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if _WORKOUT.fullmatch(path.name))


def _put(
    files: tuple[ExportedFile, ...], folder: Path, earlier: Iterable[Path]
) -> tuple[Path, ...]:
    """All files aside first, then the earlier ones away, then each in its place."""
    if not files:
        _remove(earlier)
        return ()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".kneewise-") as aside:
        parts = [_write(Path(aside) / file.name, file) for file in files]
        _remove(earlier)
        return tuple(part.replace(folder / part.name) for part in parts)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def _write(path: Path, file: ExportedFile) -> Path:
    """The bytes on the disk, not only on the way there."""
    with path.open("wb") as out:
        out.write(file.data)
        out.flush()
        os.fsync(out.fileno())
    return path
