"""The maps of a home: added from a file, listed, removed, and read for whoever needs ways.

Elevation tiles are added, listed and removed with them; what is theirs stands in `elevation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.elevation import add_elevation, elevation_lines, elevation_name
from kneewise.model.errors import KneewiseError, MapError, NotFoundError, UsageError
from kneewise.model.run import DEFAULT_RUNNER

if TYPE_CHECKING:
    from kneewise.ground.mapfile import MapFolder
    from kneewise.store.home import Store
    from kneewise.store.maps import MapShelf

_ENDINGS = re.compile(r"(-latest|-\d{6,8})?(\.osm)?(\.pbf|\.osm)?$")


@dataclass(frozen=True, slots=True)
class MapLine:
    """One map of the home, or one elevation tile: `kind` is "map" or "elevation".

    `dated` is the day its data is of (UTC), from the file's head or else its newest way; None
    where neither says. `problem` says why it can't be used; everything else is then unknown.
    A tile has no ways and no day, but the longer side of its cells, its lowest and highest place.
    """

    name: str
    kind: str = "map"
    dated: datetime | None = None
    ways: int | None = None
    size_bytes: int | None = None
    bbox_deg: tuple[float, float, float, float] | None = None
    file: str | None = None
    attribution: str | None = None
    cell_m: float | None = None
    lowest_m: float | None = None
    highest_m: float | None = None
    problem: str | None = None


def add_map(
    store: Store,
    file: Path,
    name: str | None = None,
    on_progress: Callable[[int], None] | None = None,
    *,
    runner: str = DEFAULT_RUNNER,
) -> MapLine:
    """Make a map of a PBF file, or an elevation tile of an .hgt file or GeoTIFF.

    One of the same name is replaced once the new one is whole. `on_progress` is called with the
    ways read, or the runs of `runner` above a tile that were reduced anew. Raises MapError for a
    file that is neither or not whole, UsageError for a name that can't be one, or is one of the
    other kind, MissingExtraError, StoreBusyError, StoreError.
    """
    if not file.exists():
        raise NotFoundError(f"There is no file {file}.")
    from kneewise.ground.elevation.kinds import is_elevation

    if is_elevation(file):
        chosen = name if name is not None else elevation_name(file)
        _check_free(chosen, store.maps, "map")
        line = add_elevation(store, file, chosen)
        _reduce_again(store, runner, on_progress)
        return line
    from kneewise.ground.building import MapBuilder

    chosen = name if name is not None else name_from(file)
    _check_free(chosen, store.elevation, "elevation tile")
    builder = MapBuilder(file, chosen, on_progress or (lambda _: None))
    with store.maps.making(chosen) as folder:
        builder.build(folder)
    return next(line for line in maps(store) if line.name == chosen)


def _reduce_again(store: Store, runner: str, on_progress: Callable[[int], None] | None) -> None:
    """The runs above a tile that came or went, at once: whoever has the home open sees it so."""
    from kneewise.journal.importing_profiles import profiles

    profiles(store, runner, None if on_progress is None else lambda done, _: on_progress(done))


def _check_free(name: str, other: MapShelf, kind: str) -> None:
    if name in other.all():
        raise UsageError(f"{name} is the name of the {kind} that is here; choose another (--name).")


def name_from(file: Path) -> str:
    """What a map is called after its file: andorra for andorra-latest.osm.pbf."""
    return _ENDINGS.sub("", file.name) or "map"


def maps(store: Store) -> tuple[MapLine, ...]:
    """Every map by name, then every elevation tile; one that can't be used says why."""
    lines = tuple(_line(name, folder) for name, folder in store.maps.all().items())
    return lines + elevation_lines(store)


def remove_map(store: Store, name: str, runner: str = DEFAULT_RUNNER) -> MapLine:
    """Take a map or elevation tile away; what it was. Raises NotFoundError.

    Everybody's runs on a map become unknown ground; a run above a tile goes by its watch's
    altitude. Those of `runner` are reduced anew at once, another's when they are next asked for:
    a profile's key names the tiles under it.
    """
    if not name.strip():
        raise UsageError("Name the map to remove; `kneewise map list` shows what there is.")
    line = next((one for one in maps(store) if one.name == name), MapLine(name))
    if line.kind == "elevation":
        store.elevation.remove(name)
        _reduce_again(store, runner, None)
        return line
    if name in store.maps.all():
        from kneewise.journal.grounding import forget_map

        forget_map(store, name)
    store.maps.remove(name)
    return line


def open_maps(store: Store) -> tuple[MapFolder, ...]:
    """Every map that can be used, for `ground.mapfile.read_network`."""
    return tuple(one for one in _opened(store) if not isinstance(one, MapError))


def unusable_maps(store: Store) -> tuple[str, ...]:
    """Why, in a sentence each, maps can't be used: damaged, or of another version."""
    return tuple(str(one) for one in _opened(store) if isinstance(one, MapError))


def _opened(store: Store) -> Iterator[MapFolder | MapError]:
    """Every map by name, or what is wrong with it."""
    from kneewise.ground.mapfile import open_map

    for folder in store.maps.all().values():
        try:
            yield open_map(folder)
        except MapError as error:
            yield error


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
