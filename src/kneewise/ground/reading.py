"""What of a PBF file becomes part of a map: its ways, tags as codes, vertices with their places.

The places of nodes stand in a file of 16 bytes each that osmium maps into memory (its
`sparse_file_array`), so the memory that is the program's own does not grow with the extract.
osmium's `IdTracker`, the other way to hold them, takes 0.9 GB for Andorra alone: it is a bitmap
over all ids that were ever given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.ground.tags import CODES, OTHER
from kneewise.model.errors import MapError, needs_extra

if TYPE_CHECKING:
    from osmium.osm.types import Way

NOWHERE = 2_147_483_647
"""What osmium says for the coordinate of a node that the file lacks, in 1e-7 degrees."""

_COLUMN_OF_KEY = {
    "highway": "highway",
    "surface": "surface",
    "smoothness": "smoothness",
    "tracktype": "tracktype",
    "sac_scale": "sac_scale",
    "mtb:scale": "mtb_scale",
    "sidewalk": "sidewalk",
    "footway": "footway",
    "foot": "foot",
    "access": "access",
    "oneway:foot": "oneway_foot",
    "service": "service",
    "bridge": "bridge",
    "tunnel": "tunnel",
    "indoor": "indoor",
    "area": "area",
    "lit": "lit",
    "conveying": "conveying",
}
_SIDES = ("both", "left", "right")
_RUNNING_SPORTS = ("running", "athletics")


@dataclass(frozen=True, slots=True)
class RawWay:
    """One piece of a way with all its places: ids and 1e-7 degrees, at least two of each."""

    id: int
    tags: Mapping[str, int]  # code by column, absent ones left out
    layer: int
    name: str
    node_id: list[int]
    x: list[int]
    y: list[int]


@dataclass(slots=True)
class Said:
    """What the file says of itself, filled while it is read."""

    writer: str = ""  # the program that wrote the file
    data_at: datetime | None = None
    newest_at: datetime | None = None
    ways: int = 0  # of the kinds that are kept
    without_places: int = 0  # of them: all or some nodes are not in the file before them


def read_ways(file: Path, places: Path, said: Said) -> Iterator[RawWay]:
    """Every way people can run on, in the order of the file; `places` is a file to work in.

    A way whose nodes are partly missing (the edge of an extract) comes in pieces. Raises
    MapError for a file that can't be read to its end, MissingExtraError.
    """
    with needs_extra("ground"):
        import osmium
    kept = osmium.osm.NODE | osmium.osm.WAY
    try:
        reader = osmium.FileProcessor(osmium.io.File(str(file), "pbf"), kept)
        said.writer = reader.header.get("generator", "")
        said.data_at = _moment(reader.header.get("osmosis_replication_timestamp", ""))
        reader.with_locations(f"sparse_file_array,{places}")
        reader.with_filter(osmium.filter.EntityFilter(osmium.osm.WAY))
        reader.with_filter(osmium.filter.KeyFilter("highway", "leisure", "man_made"))
        for found in reader:
            if isinstance(found, osmium.osm.Way):
                yield from _pieces(found, said)
    except RuntimeError as error:
        raise MapError(
            f"{file} cannot be read to its end ({error}), after {said.ways} ways. Get it again."
        ) from error


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def _pieces(way: Way, said: Said) -> Iterator[RawWay]:
    tags = {tag.k: tag.v for tag in way.tags}
    codes = codes_of(tags)
    if codes is None:
        return
    said.ways += 1
    changed = way.timestamp
    if changed.year > 1970 and (said.newest_at is None or changed > said.newest_at):
        said.newest_at = changed
    layer, name = _layer(tags.get("layer")), tags.get("name", "")
    ids, xs, ys = [], [], []
    for node in way.nodes:
        ids.append(node.ref)
        xs.append(node.x)
        ys.append(node.y)
    if NOWHERE not in xs:
        if len(ids) > 1:
            yield RawWay(way.id, codes, layer, name, ids, xs, ys)
        return
    said.without_places += 1
    gaps = [-1, *(at for at, x in enumerate(xs) if x == NOWHERE), len(xs)]
    for before, after in pairwise(gaps):
        part = slice(before + 1, after)
        if after - before > 2:
            yield RawWay(way.id, codes, layer, name, ids[part], xs[part], ys[part])


def codes_of(tags: Mapping[str, str]) -> Mapping[str, int] | None:
    """The tags of a way as codes by column; None for what nobody runs on."""
    highway = tags.get("highway")
    if highway is None:
        highway = _no_highway(tags)
    code = None if highway is None else CODES["highway"].get(highway)
    if code is None:
        return None
    codes = {"highway": code}
    for key, value in tags.items():
        column = _COLUMN_OF_KEY.get(key)
        if column is not None and column != "highway":
            codes[column] = _code(column, value)
    for what in ("surface", "smoothness"):
        found = _of_sidewalk(tags, what)
        if found is not None:
            codes[f"sidewalk_{what}"] = _code(f"sidewalk_{what}", found)
    if "sidewalk" not in codes:
        sides = _sidewalk_by_side(tags)
        if sides is not None:
            codes["sidewalk"] = CODES["sidewalk"][sides]
    return codes


def _no_highway(tags: Mapping[str, str]) -> str | None:
    """A running track or a pier, which people run on without its being a highway."""
    if tags.get("leisure") == "track":
        sport = tags.get("sport")
        if sport is None or any(one in sport for one in _RUNNING_SPORTS):
            return "running_track"
    if tags.get("man_made") == "pier":
        return "pier"
    return None


def _code(column: str, value: str) -> int:
    """The code of a value; of "asphalt;gravel" that of the first it knows."""
    codes = CODES[column]
    found = codes.get(value)
    if found is None and ";" in value:
        found = next(
            (codes[part.strip()] for part in value.split(";") if part.strip() in codes), None
        )
    return OTHER if found is None else found


def _of_sidewalk(tags: Mapping[str, str], what: str) -> str | None:
    """A tag of the pavements: said for both, or the same for all sides that say it."""
    for key in (f"sidewalk:both:{what}", f"sidewalk:{what}"):
        if key in tags:
            return tags[key]
    sides = {tags[key] for side in ("left", "right") if (key := f"sidewalk:{side}:{what}") in tags}
    return sides.pop() if len(sides) == 1 else None


def _sidewalk_by_side(tags: Mapping[str, str]) -> str | None:
    """`sidewalk:left=yes` and its like as the one tag they stand for; None where there is none."""
    said = {side: tags[key] for side in _SIDES if (key := f"sidewalk:{side}") in tags}
    there = {side for side, value in said.items() if value not in ("no", "none", "separate")}
    if not said:
        return None
    if there:
        return "both" if "both" in there or len(there) > 1 else there.pop()
    return "separate" if "separate" in said.values() else "no"


def _layer(text: str | None) -> int:
    try:
        return max(-128, min(127, int(text))) if text is not None else 0
    except ValueError:
        return 0
