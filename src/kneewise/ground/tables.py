"""What a tag says of evenness and hardness (EVIDENCE.md 3.1, OSMWIKI), and what no tag says.

The classes are of EVIDENCE.md; where it names none for a value, the class is our reading of the
tag's definition. How sure a tag is, and what is expected of a way without one before a map is
looked at, is our choice and gives way to what the map itself shows (`ground/surface.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

Five = tuple[float, float, float, float, float]
Four = tuple[float, float, float, float]

EVENNESS_OF: Mapping[str, Mapping[str, int]] = {
    "smoothness": {
        "excellent": 0,
        "good": 0,
        "intermediate": 1,
        "bad": 2,
        "very_bad": 3,
        "horrible": 4,
        "very_horrible": 4,
        "impassable": 4,
    },
    "surface": {
        **dict.fromkeys(
            ("asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "tartan"), 0
        ),
        **dict.fromkeys(("paving_stones", "paving_stones:lanes", "chipseal", "bricks"), 0),
        **dict.fromkeys(("rubber", "acrylic", "artificial_turf", "metal", "ice"), 0),
        **dict.fromkeys(("compacted", "fine_gravel", "sett", "portuguese_pavement"), 1),
        **dict.fromkeys(("cobblestone:flattened", "wood", "metal_grid", "clay", "salt"), 1),
        **dict.fromkeys(("gravel", "ground", "dirt", "earth", "grass", "unpaved"), 2),
        **dict.fromkeys(("grass_paver", "sand", "woodchips", "snow", "shells"), 2),
        **dict.fromkeys(("cobblestone", "unhewn_cobblestone", "pebblestone"), 3),
        **dict.fromkeys(("mud", "stepping_stones"), 3),
        **dict.fromkeys(("rock", "stone"), 4),
    },
    "tracktype": {"grade1": 1, "grade2": 1, "grade3": 2, "grade4": 3, "grade5": 3},
    "sac_scale": {
        "strolling": 2,
        "hiking": 3,
        "mountain_hiking": 4,
        "demanding_mountain_hiking": 4,
        "alpine_hiking": 4,
        "demanding_alpine_hiking": 4,
        "difficult_alpine_hiking": 4,
    },
    "mtb_scale": {"0": 2, "1": 3, "2": 4, "3": 4, "4": 4, "5": 4, "6": 4},
}
"""Evenness class by tag and value; the tags stand in the order of their rank."""

HARDNESS_OF: Mapping[str, Mapping[str, int]] = {
    "surface": {
        **dict.fromkeys(
            ("asphalt", "concrete", "concrete:plates", "concrete:lanes", "paved", "chipseal"), 3
        ),
        **dict.fromkeys(("paving_stones", "paving_stones:lanes", "sett", "bricks"), 3),
        **dict.fromkeys(("cobblestone", "cobblestone:flattened", "unhewn_cobblestone"), 3),
        **dict.fromkeys(("portuguese_pavement", "metal", "metal_grid", "stepping_stones"), 3),
        **dict.fromkeys(("rock", "stone", "ice", "salt"), 3),
        **dict.fromkeys(("compacted", "fine_gravel", "tartan", "rubber", "acrylic"), 2),
        **dict.fromkeys(("wood", "artificial_turf"), 2),
        **dict.fromkeys(("ground", "dirt", "earth", "gravel", "pebblestone", "unpaved"), 1),
        **dict.fromkeys(("clay", "grass_paver", "shells"), 1),
        **dict.fromkeys(("grass", "sand", "mud", "woodchips", "snow"), 0),
    },
    "tracktype": {"grade1": 2, "grade2": 2, "grade3": 1, "grade4": 1, "grade5": 0},
}
"""Hardness class by tag and value; the tags stand in the order of their rank."""

SURE: Mapping[str, float] = {
    "smoothness": 0.9,
    "surface": 0.6,
    "tracktype": 0.7,
    "sac_scale": 0.7,
    "mtb_scale": 0.7,
}
"""Probability of the tag's own class, the rest goes to its neighbours: our choice, since mappers
judge by eye, and since all but smoothness speak of something else (OSMWIKI). Measured on the five
extracts of the tests: of 511 ways with surface and smoothness, 250 of 258 of asphalt had
the class of the table, and 66 of 253 of all others, half of them one class off."""

EVEN_SHEETS = tuple(
    ("surface", value)
    for value in ("asphalt", "concrete", "chipseal", "tartan", "rubber", "acrylic")
)
"""Materials laid in one even sheet, which are surer."""

SURE_EVEN_SHEET = 0.9

SPREAD: Mapping[tuple[str, str], Five] = {("surface", "unpaved"): (0.0, 0.25, 0.45, 0.25, 0.05)}
"""Values that say less than a class."""

SPREAD_HARDNESS: Mapping[tuple[str, str], Four] = {("surface", "unpaved"): (0.15, 0.55, 0.3, 0.0)}

WEATHER_TRACKTYPES = ("grade4", "grade5")
"""Dry they are smooth and hard, wet they are mud (EVIDENCE.md 3.1, a finding of mappers)."""

GROUP_OF_HIGHWAY: Mapping[str, str] = {
    "path": "path",
    "footway": "footway",
    "track": "track",
    "pedestrian": "pedestrian",
    "steps": "steps",
    "cycleway": "cycleway",
    "bridleway": "bridleway",
    "living_street": "residential",
    "residential": "residential",
    "service": "service",
    "unclassified": "minor",
    "road": "minor",
    "busway": "main",
    "running_track": "running_track",
    "pier": "pier",
    "raceway": "main",
    "via_ferrata": "via_ferrata",
    **dict.fromkeys(("tertiary", "secondary", "primary", "trunk"), "main"),
    **dict.fromkeys(("tertiary_link", "secondary_link", "primary_link", "trunk_link"), "main"),
}
"""Ways that are alike in what they are made of; a pavement drawn by itself is "sidewalk"."""

ROADS = ("residential", "minor", "main", "service")
"""Groups a pavement may belong to."""

EXPECTED: Mapping[str, tuple[Five, Four]] = {
    "path": ((0.0, 0.0, 0.5, 0.5, 0.0), (0.2, 0.6, 0.15, 0.05)),
    "footway": ((0.7, 0.15, 0.12, 0.03, 0.0), (0.03, 0.12, 0.2, 0.65)),
    "sidewalk": ((0.93, 0.05, 0.02, 0.0, 0.0), (0.0, 0.02, 0.03, 0.95)),
    "track": ((0.1, 0.35, 0.35, 0.18, 0.02), (0.08, 0.47, 0.35, 0.1)),
    "pedestrian": ((0.8, 0.13, 0.04, 0.03, 0.0), (0.0, 0.02, 0.05, 0.93)),
    "steps": ((0.6, 0.15, 0.12, 0.09, 0.04), (0.0, 0.08, 0.07, 0.85)),
    "cycleway": ((0.85, 0.12, 0.03, 0.0, 0.0), (0.0, 0.03, 0.12, 0.85)),
    "bridleway": ((0.0, 0.1, 0.5, 0.4, 0.0), (0.3, 0.55, 0.13, 0.02)),
    "residential": ((0.9, 0.06, 0.04, 0.0, 0.0), (0.0, 0.03, 0.04, 0.93)),
    "service": ((0.75, 0.14, 0.09, 0.02, 0.0), (0.01, 0.09, 0.1, 0.8)),
    "minor": ((0.85, 0.09, 0.05, 0.01, 0.0), (0.0, 0.05, 0.05, 0.9)),
    "main": ((0.97, 0.02, 0.01, 0.0, 0.0), (0.0, 0.0, 0.01, 0.99)),
    "running_track": ((0.9, 0.08, 0.02, 0.0, 0.0), (0.05, 0.05, 0.8, 0.1)),
    "pier": ((0.35, 0.5, 0.15, 0.0, 0.0), (0.0, 0.02, 0.58, 0.4)),
    "via_ferrata": ((0.0, 0.0, 0.0, 0.05, 0.95), (0.0, 0.05, 0.05, 0.9)),
}
"""Before a map is looked at: evenness and hardness of an untagged way of each group. The path is
of EVIDENCE.md 3.1 (half E2, half E3), everything else our choice."""

GROUPS = tuple(EXPECTED)
