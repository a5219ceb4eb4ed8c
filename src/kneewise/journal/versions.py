"""Which code an answer came from: a hash of the rooms that made it, so no bump is forgotten."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable

ANSWERING_ROOMS = (
    "model",
    "evidence",
    "body/foot",
    "body/tests",
    "knee",
    "causes",
    "why",
    "care",
)
"""The rooms, or parts of them, between what is stored and a ranking."""


@cache
def code_version(rooms: tuple[str, ...] = ANSWERING_ROOMS) -> str:
    """Hash of the sources and words of these rooms and of the causes that others installed.

    The rooms are read as files and not imported, so that a kept answer stays quick; once a
    process, whose code stays what it was when it began.
    """
    digest = hashlib.sha256()
    for room in rooms:
        for name, content in sorted(_sources(files("kneewise").joinpath(room), room)):
            digest.update(name.encode())
            digest.update(content)
    for point in sorted(entry_points(group="kneewise.causes"), key=lambda found: found.name):
        version = point.dist.version if point.dist is not None else ""
        digest.update(f"{point.name}={point.value} {version}".encode())
    return digest.hexdigest()


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for found in folder.iterdir():
        if found.is_dir():
            if found.name != "__pycache__":
                yield from _sources(found, f"{name}/{found.name}")
        elif found.name.endswith((".py", ".toml")):
            yield f"{name}/{found.name}", found.read_bytes()
