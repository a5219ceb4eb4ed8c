"""Of what the made-up ways are made: tags as mappers write them, and where they wrote none.

Each of a runner's routes has its own ground, mostly. Some stretches are left untagged or half
tagged, because that is how real maps are and what kneewise has to be honest about.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

Tags = Mapping[str, str]
Kinds = Sequence[tuple[float, Tags]]
"""Kinds of ground with the share of the way each has; the shares add up to 1."""

FROM_DOOR_M = 350.0
"""So far from home every route is a plain street: where all of them begin it then does not matter
which one a run is matched to."""

FROM_THE_DOOR: Tags = {"highway": "residential", "surface": "asphalt"}

ROUTES: Mapping[str, Kinds] = {
    "river": (
        (0.3, {"highway": "cycleway", "surface": "asphalt", "foot": "designated"}),
        (0.35, {"highway": "cycleway", "surface": "compacted", "smoothness": "intermediate"}),
        (0.2, {"highway": "path", "surface": "fine_gravel", "foot": "designated"}),
        (0.15, {"highway": "cycleway", "foot": "designated"}),
    ),
    "fields": (
        (0.3, {"highway": "track", "tracktype": "grade2", "surface": "compacted"}),
        (0.3, {"highway": "track", "tracktype": "grade3", "surface": "gravel"}),
        (0.25, {"highway": "track", "tracktype": "grade3"}),
        (0.15, {"highway": "track"}),
    ),
    "hills": (
        (0.5, {"highway": "residential", "surface": "asphalt", "smoothness": "good"}),
        (0.2, {"highway": "tertiary", "surface": "asphalt", "sidewalk": "both"}),
        (0.2, {"highway": "unclassified", "surface": "asphalt"}),
        (0.1, {"highway": "residential"}),
    ),
    "forest": (
        (0.3, {"highway": "path", "surface": "ground", "smoothness": "bad"}),
        (0.35, {"highway": "path", "surface": "ground", "smoothness": "very_bad"}),
        (0.15, {"highway": "path", "surface": "dirt", "smoothness": "horrible"}),
        (0.2, {"highway": "path"}),
    ),
    "valley": (
        (0.7, {"highway": "tertiary", "surface": "asphalt"}),
        (0.3, {"highway": "cycleway", "surface": "asphalt", "foot": "yes"}),
    ),
    "town": (
        (0.4, {"highway": "living_street", "surface": "paving_stones"}),
        (0.3, {"highway": "pedestrian", "surface": "sett"}),
        (0.3, {"highway": "footway"}),
    ),
}
"""What each route is made of after its first `FROM_DOOR_M`: the ground of `simulate/places.py`."""

ROUTE_NAMES: Mapping[str, str] = {
    "river": "Otter Water Path",
    "fields": "Larkfield Track",
    "hills": "Beacon Hill Road",
    "forest": "Badger Wood Path",
    "valley": "Valley Road",
    "town": "Old Walk",
}

STREETS: Kinds = (
    (0.62, {"highway": "residential", "surface": "asphalt"}),
    (0.14, {"highway": "residential"}),
    (0.08, {"highway": "living_street", "surface": "paving_stones"}),
    (0.06, {"highway": "residential", "surface": "sett"}),
    (0.06, {"highway": "footway", "surface": "fine_gravel"}),
    (0.04, {"highway": "service", "surface": "asphalt"}),
)
LANES: Kinds = (
    (0.35, {"highway": "unclassified", "surface": "asphalt"}),
    (0.25, {"highway": "track", "tracktype": "grade2", "surface": "compacted"}),
    (0.15, {"highway": "track", "tracktype": "grade3"}),
    (0.15, {"highway": "track"}),
    (0.1, {"highway": "path", "surface": "grass"}),
)
PARK: tuple[Tags, ...] = (
    {"highway": "footway", "surface": "compacted"},
    {"highway": "path", "surface": "woodchips"},
    {"highway": "footway", "surface": "fine_gravel"},
    {"highway": "path"},
)
"""The way round the park, and the three through it."""

MAIN_ROAD: Tags = {"highway": "secondary", "surface": "asphalt", "sidewalk": "separate"}
MINOR_ROAD: Tags = {
    "highway": "tertiary",
    "surface": "asphalt",
    "sidewalk": "both",
    "sidewalk:both:surface": "paving_stones",
}
PAVEMENTS: tuple[Tags, Tags] = (
    {"highway": "footway", "footway": "sidewalk", "surface": "paving_stones"},
    {"highway": "footway", "footway": "sidewalk"},
)
"""One pavement of the main road says what it is; the other takes it from the road."""

_NAMED_AFTER = (
    "Alder", "Baker", "Chapel", "Dyer", "Elder", "Ferry", "Goose", "Hazel", "Ivy", "Juniper",
    "Kiln", "Linden", "Mill", "Nettle", "Orchard", "Potter", "Quarry", "Rowan", "Saddler",
    "Tanner", "Weaver", "Yarrow",
)  # fmt: skip
STREET_NAMES = tuple(f"{name} {kind}" for name in _NAMED_AFTER for kind in ("Street", "Lane"))


def choose_tags(rng: np.random.Generator, kinds: Kinds) -> Tags:
    """One kind, each as often as its share."""
    return kinds[int(rng.choice(len(kinds), p=[share for share, _ in kinds]))][1]
