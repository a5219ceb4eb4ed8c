"""Which region's extract covers the runs: a list of regions as Geofabrik publishes it.

The list is GeoJSON (`index-v1.json`): a feature a region with its id, the id of the larger region
it lies in, the address of its file and its outline.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kneewise.ground.projection import Box
from kneewise.model.errors import MapError, needs_extra

ENOUGH = 0.9
"""Share of the runs a region must cover to be the one; our choice, so that one holiday does not
ask for a continent."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region that has an extract: its path as europe/andorra, and the file's address."""

    id: str
    name: str
    path: str
    address: str
    area: float  # of its outline, in square degrees shrunk by latitude: to compare, no more
    outline: Any  # shapely's


def read_regions(raw: bytes, where: str) -> tuple[Region, ...]:
    """The regions of a list, smallest first. Raises MapError for what is no such list."""
    with needs_extra("ground"):
        from shapely.geometry import shape
    try:
        features = {one["properties"]["id"]: one for one in json.loads(raw)["features"]}
        found = [
            Region(
                id=key,
                name=str(one["properties"].get("name", key)),
                path=_path(key, features),
                address=str(one["properties"]["urls"]["pbf"]),
                area=_area(outline),
                outline=outline,
            )
            for key, one in features.items()
            if one.get("geometry") and "pbf" in one["properties"].get("urls", {})
            for outline in (shape(one["geometry"]),)
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise MapError(f"{where} is no list of regions as Geofabrik writes it.") from error
    return tuple(sorted(found, key=lambda region: region.area))


def _path(key: str, features: Mapping[str, Any]) -> str:
    """A region's id below those it lies in: europe/germany/bayern."""
    parts: list[str] = []
    at = key
    while at in features and at not in parts and len(parts) < 10:
        parts.append(at)
        at = features[at]["properties"].get("parent") or ""
    return "/".join(part.rpartition("/")[2] for part in reversed(parts))


def _area(outline: Any) -> float:  # noqa: ANN401 - shapely is not typed
    _, south, _, north = outline.bounds
    return float(outline.area * np.cos(np.radians((south + north) / 2)))


def choose(regions: Sequence[Region], boxes: Sequence[Box]) -> tuple[Region, int] | None:
    """(region, boxes it covers): the smallest that covers nearly all of them.

    Where none does (runs on several continents), the smallest region of the place most runs were
    in. None where no region covers any.
    """
    covers = covered(regions, boxes)
    counts = covers.sum(axis=1)
    enough = np.flatnonzero(counts >= max(1, ENOUGH * len(boxes)))
    if len(enough):
        return regions[enough[0]], int(counts[enough[0]])
    if not counts.any():
        return None
    smallest = [int(np.argmax(column)) for column in covers.T if column.any()]
    best = int(np.argmax(np.bincount(smallest, minlength=len(regions))))
    return regions[best], int(counts[best])


def covered(regions: Sequence[Region], boxes: Sequence[Box]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Which regions (rows) cover which boxes (columns) whole."""
    with needs_extra("ground"):
        import shapely
    found = np.ones((len(regions), len(boxes)), dtype=np.bool_)
    for column, box in enumerate(boxes):
        parts = [shapely.box(*part) for part in box.parts]
        for row, region in enumerate(regions):
            found[row, column] = all(region.outline.covers(part) for part in parts)
    return found
