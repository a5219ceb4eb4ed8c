"""The folder `maps/` of a home: a folder a map, `maps/NAME/N`, of which the highest N is in force.

Elevation tiles stand beside them in `elevation/`, on a shelf of the same kind. What is in a map's
folder is not the store's business. A new one is made aside and renamed into its place, so at any
moment a map is whole or not there; what a killed process left is swept when the next one is made.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kneewise.model.errors import NotFoundError, StoreError, UsageError
from kneewise.store.files import to_disk
from kneewise.store.lock import hold

ELEVATION = "elevation"
"""The shelf of elevation tiles."""

_NAME = re.compile(r"\w[\w .,()-]{0,62}\w|\w")
_MAKING = ".making-"
_FETCHED = ".fetched"


@dataclass(frozen=True, slots=True)
class MapShelf:
    """Where the maps of a home are, or its elevation tiles: `room` is the shelf's folder."""

    home: Path
    room: str = "maps"

    @property
    def folder(self) -> Path:
        """The folder of all of them; may not be there yet."""
        return self.home / self.room

    def all(self) -> Mapping[str, Path]:
        """The folder in force of every map, by name. Raises StoreError."""
        found = {}
        with _said(self.folder):
            if not self.folder.is_dir():
                return {}
            for place in sorted(self.folder.iterdir()):
                if place.name.startswith(".") or not place.is_dir():
                    continue
                numbers = _numbers(place)
                if numbers:
                    found[place.name] = place / str(max(numbers))
        return found

    @property
    def state(self) -> tuple[tuple[str, int], ...]:
        """Changes whenever one comes, goes or is replaced; nothing of theirs is opened."""
        try:
            with os.scandir(self.folder) as places:
                names = sorted(one.name for one in places if not one.name.startswith("."))
            return tuple((name, (self.folder / name).stat().st_mtime_ns) for name in names)
        except OSError:
            return ()  # none, or one that goes at this moment

    @contextmanager
    def making(self, name: str) -> Iterator[Path]:
        """An empty folder; once the block ends well it is the map of that name, on the disk.

        Raises UsageError for a name that can't be a folder's, StoreBusyError while another map
        is made, StoreError where it can't be written.
        """
        if not _NAME.fullmatch(name):
            raise UsageError(
                f"{name!r} can't name a map: letters, digits, spaces and - _ . , ( ) only."
            )
        with _said(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        with hold(self.folder / ".lock", f"adding the map {name}"):
            with _said(self.folder):
                self._sweep()
                made = Path(tempfile.mkdtemp(prefix=_MAKING, dir=self.folder))
            try:
                with _said(self.folder):
                    yield made
                    self._publish(made, self.folder / name)
            finally:
                shutil.rmtree(made, ignore_errors=True)

    def remove(self, name: str) -> None:
        """Take a map away for good. Raises NotFoundError, StoreBusyError, StoreError."""
        if name not in self.all():
            raise NotFoundError(
                f"There is no map {name!r}; `kneewise map list` shows what there is."
            )
        with hold(self.folder / ".lock", f"removing the map {name}"), _said(self.folder):
            gone = Path(tempfile.mkdtemp(prefix=_MAKING, dir=self.folder))
            (self.folder / name).rename(gone / name)  # at once, whatever comes after
            shutil.rmtree(gone, ignore_errors=True)

    def fetched(self, name: str) -> Path:
        """Where a file that is being fetched stands until it is whole. Raises StoreError."""
        place = self.folder / _FETCHED
        with _said(place):
            place.mkdir(parents=True, exist_ok=True)
        return place / name

    def _publish(self, made: Path, place: Path) -> None:
        place.mkdir(exist_ok=True)
        older = _numbers(place)
        files = [str(path) for path in made.rglob("*") if path.is_file()]
        folders = dict.fromkeys([str(made), *(str(p) for p in made.rglob("*") if p.is_dir())])
        to_disk(str(self.home), files, folders)
        made.rename(place / str(max(older, default=0) + 1))
        to_disk(str(self.home), (), {str(place): None})
        for number in older:
            shutil.rmtree(place / str(number), ignore_errors=True)

    def _sweep(self) -> None:
        """What processes that were killed left; only under the lock."""
        for place in self.folder.iterdir():
            if place.name.startswith(_MAKING):
                shutil.rmtree(place, ignore_errors=True)
            elif place.is_dir() and not place.name.startswith("."):
                numbers = sorted(_numbers(place))
                for number in numbers[:-1]:
                    shutil.rmtree(place / str(number), ignore_errors=True)
                if not numbers and not any(place.iterdir()):
                    place.rmdir()


def _numbers(place: Path) -> list[int]:
    return [int(one.name) for one in place.iterdir() if one.name.isdigit() and one.is_dir()]


@contextmanager
def _said(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}.") from error
