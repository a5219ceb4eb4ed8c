"""The part of a folder or zip that one platform answers for."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial
from typing import IO

from kneewise.model.problem import Problem
from kneewise.platforms.container import Container, Entry
from kneewise.platforms.limits import MAX_TABLE_BYTES
from kneewise.platforms.member import Hints, Member
from kneewise.platforms.names import base


@dataclass(frozen=True, slots=True)
class Place:
    """An export inside a container: its root (`""` or `folder/`) and the entries below it.

    `entries` keep the container's paths; `within` cuts the root off. `by_hand` says that a person
    named the one file of it, so that nothing may be left out in silence.
    """

    container: Container
    root: str
    entries: tuple[Entry, ...]
    by_hand: bool = False

    def within(self, entry: Entry) -> str:
        """The entry's path below the root."""
        return entry.path[len(self.root) :]

    def source_of(self, entry: Entry) -> str:
        """The entry's name for a person."""
        return self.container.source_of(entry.path)

    def only(self, entries: Iterable[Entry]) -> Place:
        """The same place with fewer entries."""
        return replace(self, entries=tuple(entries))

    def table(self, entry: Entry) -> bytes | Problem:
        """A table of the platform, whole."""
        return self.container.read(entry, MAX_TABLE_BYTES)

    def open(self, entry: Entry) -> AbstractContextManager[IO[bytes]]:
        """The entry as a stream; raises one of `container.READ_ERRORS`."""
        return self.container.open(entry)

    def member(self, entry: Entry, hints: Hints | None = None, *, doubtful: bool = False) -> Member:
        """The entry as a member of the walk."""
        return Member(
            source=self.source_of(entry),
            name=base(entry.path),
            size=entry.size,
            modified=entry.modified,
            read=partial(self.container.read, entry),
            weight=entry.weight,
            hints=hints or Hints(),
            doubtful=doubtful,
        )
