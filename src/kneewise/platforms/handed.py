"""Files handed in by a browser: what they were called is a label, where they lie is ours.

A name that came over the network is never used as a path. It is made printable and stands beside
the file, so that an export's own folders are still recognised and problems name what the runner
knows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kneewise.platforms.container import Entry
from kneewise.platforms.folder import Folder, entry_of
from kneewise.platforms.names import is_hidden, order

MAX_PART = 200
MAX_PARTS = 20
"""Characters of one part of a label, and parts of it; file systems end at 255 (our choice)."""

NAMELESS = "a file without a name"


@dataclass(frozen=True, slots=True)
class Handed:
    """One thing handed in, by its name: a single file, or a folder with what lies below it.

    `files` are (label below the folder, where the bytes lie); a single file's label is its name.
    """

    name: str
    files: tuple[tuple[str, Path], ...]
    lone: bool

    def folder(self) -> Folder:
        """It as a container. Raises OSError where the bytes can't be looked at."""
        entries = [
            _entry(label, path) for label, path in self.files if self.lone or not is_hidden(label)
        ]
        entries.sort(key=lambda entry: order(entry.path))
        return Folder(Path() if self.lone else Path(self.name), tuple(entries))


def label_of(name: str) -> str:
    """A name from anywhere as a label: printable, relative, without `..`, of bounded length."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name.replace("\\", "/"))
    parts = [part.strip()[:MAX_PART] for part in printable.split("/")]
    kept = [part for part in parts if part.strip(".")]
    return "/".join(kept[-MAX_PARTS:]) or NAMELESS


def handed(files: Iterable[tuple[str, Path]]) -> tuple[Handed, ...]:
    """Group files by the folder they came in: single files first, each folder once.

    `files` are (name as it came, where the bytes lie).
    """
    lone: list[Handed] = []
    folders: dict[str, list[tuple[str, Path]]] = {}
    for name, path in files:
        label = label_of(name)
        top, slash, below = label.partition("/")
        if slash:
            folders.setdefault(top, []).append((below, path))
        else:
            lone.append(Handed(label, ((label, path),), lone=True))
    return (*lone, *(Handed(top, tuple(below), lone=False) for top, below in folders.items()))


def _entry(label: str, path: Path) -> Entry:
    return entry_of(path, label, os.stat(path))  # noqa: PTH116 (thousands of files in a moment)
