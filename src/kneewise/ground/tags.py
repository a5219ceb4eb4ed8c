"""The tags of a way that are kept, as small codes with a fixed vocabulary each.

Code 0 is "not tagged", 1 is "tagged with something else", 2 and up stand in `VOCABULARIES`.
A value added at the end of a vocabulary keeps older maps readable; anything else raises
`TAGS_VERSION`, and a map of another version asks to be added again.
"""

from __future__ import annotations

from collections.abc import Mapping

TAGS_VERSION = 1

ABSENT = 0
OTHER = 1
FIRST = 2

HIGHWAY = (
    "path",
    "footway",
    "track",
    "pedestrian",
    "steps",
    "cycleway",
    "bridleway",
    "living_street",
    "residential",
    "service",
    "unclassified",
    "road",
    "tertiary",
    "tertiary_link",
    "secondary",
    "secondary_link",
    "primary",
    "primary_link",
    "trunk",
    "trunk_link",
    "busway",
    "running_track",  # leisure=track: no highway, but people run on it
    "pier",  # man_made=pier, likewise
    "raceway",
    "via_ferrata",
)
"""Kinds of way people run on. Motorways and what is not built (construction, proposed, razed) or
no way (elevator, platform, corridor, rest_area, services) are left out of a map."""

SURFACE = (
    "asphalt",
    "concrete",
    "concrete:plates",
    "concrete:lanes",
    "paved",
    "paving_stones",
    "paving_stones:lanes",
    "chipseal",
    "tartan",
    "sett",
    "cobblestone",
    "cobblestone:flattened",
    "unhewn_cobblestone",
    "bricks",
    "metal",
    "metal_grid",
    "wood",
    "rubber",
    "acrylic",
    "artificial_turf",
    "compacted",
    "fine_gravel",
    "gravel",
    "pebblestone",
    "rock",
    "stone",
    "stepping_stones",
    "unpaved",
    "ground",
    "dirt",
    "earth",
    "clay",
    "mud",
    "grass",
    "grass_paver",
    "sand",
    "woodchips",
    "snow",
    "ice",
    "salt",
    "shells",
    "portuguese_pavement",
)
SMOOTHNESS = (
    "excellent",
    "good",
    "intermediate",
    "bad",
    "very_bad",
    "horrible",
    "very_horrible",
    "impassable",
)
ACCESS = ("yes", "designated", "permissive", "destination", "customers", "private", "no")

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "highway": HIGHWAY,
    "surface": SURFACE,
    "smoothness": SMOOTHNESS,
    "tracktype": ("grade1", "grade2", "grade3", "grade4", "grade5"),
    "sac_scale": (
        "strolling",
        "hiking",
        "mountain_hiking",
        "demanding_mountain_hiking",
        "alpine_hiking",
        "demanding_alpine_hiking",
        "difficult_alpine_hiking",
    ),
    "mtb_scale": ("0", "1", "2", "3", "4", "5", "6"),
    "sidewalk": ("no", "none", "both", "left", "right", "separate", "yes"),
    "sidewalk_surface": SURFACE,
    "sidewalk_smoothness": SMOOTHNESS,
    "footway": ("sidewalk", "crossing", "access_aisle", "link", "traffic_island"),
    "foot": (*ACCESS, "use_sidepath"),
    "access": ACCESS,
    "oneway_foot": ("yes", "-1", "no"),
    "service": ("driveway", "parking_aisle", "alley", "emergency_access", "drive-through"),
    "bridge": ("yes",),
    "tunnel": ("yes", "building_passage", "culvert"),
    "indoor": ("yes",),
    "area": ("yes",),
    "lit": ("yes", "no"),
    "conveying": ("yes",),
}
"""Tags kept of every way, by the column they stand in; `layer` (a number) and `name` beside them.

`sidewalk*` of the two sides are kept once, where both sides agree or only one is tagged."""

TAG_COLUMNS = tuple(VOCABULARIES)

CODES: Mapping[str, Mapping[str, int]] = {
    column: {value: code for code, value in enumerate(values, start=FIRST)}
    for column, values in VOCABULARIES.items()
}
"""The code of each value of each column."""


def code_of(column: str, value: str | None) -> int:
    """The code of a tag's value; 0 without a tag, 1 for a value that is not in the vocabulary."""
    if value is None:
        return ABSENT
    return CODES[column].get(value, OTHER)


def value_of(column: str, code: int) -> str | None:
    """The value of a code: None where there is no tag, "other" for one not in the vocabulary."""
    if code == ABSENT:
        return None
    return "other" if code == OTHER else VOCABULARIES[column][code - FIRST]
