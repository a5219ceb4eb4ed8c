"""Files handed in by name, as a browser sends them: runs through the import, the diary beside.

A diary is recognised by the names that an export gives its tables: handed in as single files, or
in a folder that holds a `diary.csv` (other services' exports have a `profile.csv` too).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kneewise.journal.diary_import import DIARY_FILES, DiaryImported, import_diary
from kneewise.journal.importing import import_paths
from kneewise.journal.importing_said import import_said
from kneewise.journal.importing_summary import ImportProgress, ImportSummary
from kneewise.model.problem import Problem
from kneewise.model.words import say
from kneewise.platforms.handed import Handed, handed, label_of
from kneewise.platforms.walk import weigh
from kneewise.store.home import Store

Named = tuple[str, Path]
"""The name a file came with, and where its bytes lie."""

OnGroups = Callable[["HandingIn"], None]


@dataclass(frozen=True, slots=True)
class Group:
    """Single files together, a zip or a folder, and how much of it is read: 0 to 1."""

    name: str
    files: int
    share: float


@dataclass(frozen=True, slots=True)
class HandingIn:
    """How far it is, a line a group; `remaining_s` is None before anything can be said."""

    groups: tuple[Group, ...]
    files: int
    files_per_s: float
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What became of it: sentences, what was refused, and the numbers behind both."""

    said: tuple[str, ...]
    problems: tuple[Problem, ...]
    runs: ImportSummary | None
    diary: tuple[DiaryImported, ...]


def hand_in(
    store: Store, files: Sequence[Named], on_groups: OnGroups | None, runner: str
) -> HandedIn:
    """Import everything, runs first so that the diary finds them.

    Raises StoreBusyError where another import runs, StoreError where the home can't be written.
    """
    diaries, others = _divide(files)
    things = handed(others)
    summary = None
    if things:
        watch = None if on_groups is None else _Watch(_gathered(things), on_groups)
        summary = import_paths(store, things, watch, runner)
    told = tuple(import_diary(store, folder, runner) for folder in _laid_out(diaries))
    said = import_said(summary) if summary is not None else ()
    return HandedIn(
        said=(*said, *(one.said for one in told)) or (say("kneewise.journal", "handed_nothing"),),
        problems=(
            *(summary.problems if summary is not None else ()),
            *(problem for one in told for problem in one.problems),
        ),
        runs=summary,
        diary=told,
    )


class _Watch:
    """Turns bytes done into a share of each group; things are read in the order they are given."""

    def __init__(self, groups: Sequence[tuple[str, Sequence[Handed]]], on_groups: OnGroups) -> None:
        self._told = on_groups
        self._groups = [
            (name, sum(len(thing.files) for thing in things), weigh(things))
            for name, things in groups
        ]
        self(ImportProgress(0, 0, 0, 0.0, None))

    def __call__(self, step: ImportProgress) -> None:
        left = step.done
        groups = []
        for name, files, weight in self._groups:
            part = min(left, weight)
            left -= part
            share = part / weight if weight else float(step.done >= step.total > 0)
            groups.append(Group(name, files, share))
        self._told(HandingIn(tuple(groups), step.files, step.files_per_s, step.remaining_s))


def _gathered(things: Sequence[Handed]) -> list[tuple[str, Sequence[Handed]]]:
    """Zips and folders a line each, all other single files one line together."""
    single = [thing for thing in things if thing.lone and not _is_zip(thing)]
    large = [thing for thing in things if not thing.lone or _is_zip(thing)]
    together = say("kneewise.journal", "handed_single", count=len(single))
    first = [(together if len(single) > 1 else single[0].name, single)] if single else []
    return [*first, *((thing.name, [thing]) for thing in large)]


def _is_zip(thing: Handed) -> bool:
    return thing.name.lower().endswith(".zip")


def _divide(files: Iterable[Named]) -> tuple[list[list[Named]], list[Named]]:
    """Diaries, a list of their tables each, and everything else."""
    folders: dict[str, list[Named]] = {}
    for name, path in files:
        folder, _, _ = label_of(name).rpartition("/")
        folders.setdefault(folder, []).append((name, path))
    diaries, others = [], []
    for folder, inside in folders.items():
        tables = [one for one in inside if _table(one) in DIARY_FILES]
        if folder and not any(_table(one) == "diary.csv" for one in tables):
            tables = []
        diaries += [tables] if tables else []
        others += [one for one in inside if one not in tables]
    return diaries, others


def _table(file: Named) -> str:
    return label_of(file[0]).rpartition("/")[2]


def _laid_out(diaries: Iterable[Sequence[Named]]) -> Iterable[Path]:
    """Each diary in a folder of its own, its tables under the names of `DIARY_FILES`."""
    for number, tables in enumerate(diaries):
        folder = tables[0][1].with_name(f"diary-{number}")
        folder.mkdir()
        for name, path in tables:
            path.rename(folder / next(one for one in DIARY_FILES if one == _table((name, path))))
        yield folder
