"""The maps of a home: added from a file, listed, removed, and read for whoever needs ways."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.model.errors import KneewiseError, NotFoundError, UsageError

if TYPE_CHECKING:
    from kneewise.ground.mapfile import MapFolder
    from kneewise.store.home import Store

_ENDINGS = re.compile(r"(-latest|-\d{6,8})?(\.osm)?(\.pbf|\.osm)?$")


@dataclass(frozen=True, slots=True)
class MapLine:
    """One map of the home.

    `dated` is the day its data is of (UTC), from the file's head or else its newest way; None
    where neither says. `problem` says why it can't be used; everything else is then unknown.
    """

    name: str
    dated: datetime | None = None
    ways: int | None = None
    size_bytes: int | None = None
    bbox_deg: tuple[float, float, float, float] | None = None
    file: str | None = None
    attribution: str | None = None
    problem: str | None = None


def add_map(
    store: Store,
    file: Path,
    name: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> MapLine:
    """Make a map of a PBF file; one of the same name is replaced once the new one is whole.

    Raises MapError for a file that is no map or not whole, UsageError for a name that can't be
    one, MissingExtraError, StoreBusyError, StoreError.
    """
    if not file.exists():
        raise NotFoundError(f"There is no file {file}.")
    from kneewise.ground.building import MapBuilder

    chosen = name if name is not None else name_from(file)
    builder = MapBuilder(file, chosen, on_progress or (lambda _: None))
    with store.maps.making(chosen) as folder:
        builder.build(folder)
    return next(line for line in maps(store) if line.name == chosen)


def name_from(file: Path) -> str:
    """What a map is called after its file: andorra for andorra-latest.osm.pbf."""
    return _ENDINGS.sub("", file.name) or "map"


def maps(store: Store) -> tuple[MapLine, ...]:
    """Every map by name; one that can't be used says why."""
    return tuple(_line(name, folder) for name, folder in store.maps.all().items())


def remove_map(store: Store, name: str) -> None:
    """Take a map away; the runs on it become unknown ground. Raises NotFoundError."""
    if not name.strip():
        raise UsageError("Name the map to remove; `kneewise map list` shows what there is.")
    store.maps.remove(name)


def open_maps(store: Store) -> tuple[MapFolder, ...]:
    """Every map that can be used, for `ground.mapfile.read_network`."""
    from kneewise.ground.mapfile import open_map
    from kneewise.model.errors import MapError

    found = []
    for folder in store.maps.all().values():
        try:
            found.append(open_map(folder))
        except MapError:
            continue  # `maps` says what is wrong with it
    return tuple(found)


def _line(name: str, folder: Path) -> MapLine:
    from kneewise.ground.mapfile import open_map

    try:
        found = open_map(folder)
    except KneewiseError as error:
        return MapLine(name, problem=str(error))
    return MapLine(
        name=name,
        dated=found.source.dated,
        ways=found.ways,
        size_bytes=found.size_bytes,
        bbox_deg=found.source.bbox_deg,
        file=found.file,
        attribution=found.source.attribution,
    )
