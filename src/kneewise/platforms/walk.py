"""From any mix of files, folders and zips to one stream of members."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from kneewise.model.problem import Problem
from kneewise.platforms.archive import open_archive
from kneewise.platforms.container import READ_ERRORS, Container, Entry, explain, just, refusal
from kneewise.platforms.folder import open_file, open_folder
from kneewise.platforms.handed import Handed
from kneewise.platforms.member import Find
from kneewise.platforms.names import is_activity, is_archive, readable, suffix
from kneewise.platforms.place import Place
from kneewise.platforms.registry import Platform, all_platforms


def walk(paths: Iterable[Path | Handed]) -> Iterator[Find]:
    """All that may be an activity below these files, folders and zips (zips in zips too).

    Streams: one member is held at a time, and each must be read before the next is asked for.
    Exports of known platforms are recognised wherever they lie. Never raises for what is found:
    a path that does not exist, a damaged or dangerous archive, an unreadable file are Problems.
    What is evidently no activity (tables, pictures, documents) is left out in silence, except for
    files named in `paths` themselves, which the formats shall judge.
    """
    for path in paths:
        with _opened(path) as container:
            if isinstance(container, Problem):
                yield container
                continue
            found = False
            for found_here in explore(container, by_hand=_is_lone(path)):
                found = True
                yield found_here
            if not found:
                yield refusal(container.source, "nothing in it looks like an activity")


def weigh(paths: Iterable[Path | Handed]) -> int:
    """The sum that `Member.weight` comes to (nearly) at the end of a walk, in bytes."""
    total = 0
    for path in paths:
        with _opened(path) as container:
            if not isinstance(container, Problem):
                total += sum(entry.weight for entry in container.entries if _counts(entry))
    return total


def explore(container: Container, *, by_hand: bool = False) -> Iterator[Find]:
    """The finds of an opened container: its platforms' exports, then plain files."""
    yield from container.problems
    for platform, place in _divide(container, by_hand=by_hand):
        yield from plain(place) if platform is None else platform.open(place)


def plain(place: Place) -> Iterator[Find]:
    """Files without a platform. Archives among them are explored in their turn."""
    for entry in place.entries:
        if is_archive(entry.path):
            yield from unpack(place, entry)
        elif place.by_hand or is_activity(entry.path):
            yield place.member(entry)
        elif not suffix(entry.path):
            yield place.member(entry, doubtful=True)


def unpack(place: Place, entry: Entry) -> Iterator[Find]:
    """The finds of an archive inside a place."""
    with place.container.unpack(entry) as inner:
        if isinstance(inner, Problem):
            yield inner
        else:
            yield from explore(inner)


def _divide(container: Container, *, by_hand: bool) -> Iterator[tuple[Platform | None, Place]]:
    names = [entry.path for entry in container.entries]
    owners: dict[str, Platform | None] = {"": None}
    for platform in all_platforms():
        owners |= dict.fromkeys(platform.identify(names), platform)
    roots = sorted(owners, key=len, reverse=True)
    shares: dict[str, list[Entry]] = {root: [] for root in sorted(owners)}
    for entry in container.entries:
        shares[next(root for root in roots if entry.path.startswith(root))].append(entry)
    for root, entries in shares.items():
        if entries:
            yield owners[root], Place(container, root, tuple(entries), by_hand=by_hand)


def _opened(path: Path | Handed) -> AbstractContextManager[Container | Problem]:
    if isinstance(path, Handed):
        return _handed(path)
    source = readable(str(path))
    try:
        if path.is_dir():
            return _Kept(open_folder(path))
        if path.is_file() and zipfile.is_zipfile(path):
            return open_archive(path, source)
        if not path.exists():
            return just(refusal(source, "there is no such file or folder"))
        return _Kept(open_file(path))
    except READ_ERRORS as error:
        return just(refusal(source, explain(error)))


def _handed(thing: Handed) -> AbstractContextManager[Container | Problem]:
    try:
        if thing.lone and zipfile.is_zipfile(thing.files[0][1]):
            return open_archive(thing.files[0][1], thing.name)
        return _Kept(thing.folder())
    except READ_ERRORS as error:
        return just(refusal(thing.name, explain(error)))


class _Kept(AbstractContextManager[Container]):
    """A container that needs no closing."""

    def __init__(self, container: Container) -> None:
        self.container = container

    def __enter__(self) -> Container:
        return self.container

    def __exit__(self, *_: object) -> None:
        return None


def _is_lone(path: Path | Handed) -> bool:
    if isinstance(path, Handed):
        return path.lone and not zipfile.is_zipfile(path.files[0][1])
    return path.is_file() and not zipfile.is_zipfile(path)


def _counts(entry: Entry) -> bool:
    """Whether an entry is likely to come out of the walk."""
    return is_activity(entry.path) or is_archive(entry.path) or suffix(entry.path) in ("", ".xml")
