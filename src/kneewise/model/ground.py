"""The ground under a run: how even, how hard, on what map that rests; unknown is its own share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING

from kneewise.model.effect import Interval

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Evenness(IntEnum):
    """How even the ground is, E0 to E4; the number is the column.

    The runner's words for it are `evenness.E0` to `evenness.E4` of `kneewise.ground`.
    """

    EVEN = 0
    SLIGHTLY_UNEVEN = 1
    UNEVEN = 2
    ROUGH = 3
    VERY_ROUGH = 4

    @property
    def label(self) -> str:
        """E0 to E4."""
        return f"E{int(self)}"

    @property
    def step_cv(self) -> float:
        """Coefficient of variation of the step load on it, a share (VOLOSHINA2015)."""
        return STEP_CV[self]


class Hardness(IntEnum):
    """How hard the ground is, H0 to H3; the number is the column.

    The runner's words for it are `hardness.H0` to `hardness.H3` of `kneewise.ground`.
    """

    SOFT = 0
    GIVING = 1
    FIRM = 2
    HARD = 3

    @property
    def label(self) -> str:
        """H0 to H3."""
        return f"H{int(self)}"


EVENNESS_CLASSES = len(Evenness)
HARDNESS_CLASSES = len(Hardness)

STEP_CV = (0.05, 0.055, 0.065, 0.08, 0.10)
"""Step-to-step variability by evenness class: from 5 % on a level treadmill to about 8 % on 2.5 cm
of unevenness (VOLOSHINA2015); the classes between and above are our reading of it."""


@dataclass(frozen=True, slots=True)
class Surface:
    """What a stretch of known way probably is.

    `evenness` holds 5 and `hardness` 4 probabilities, each adding up to 1: a stretch off the map
    has no `Surface` at all, its metres are counted as unknown. `evidence` names what it rests on
    for the evenness: the tag of highest rank that spoke ("smoothness", "surface", "tracktype",
    "sac_scale", "mtb:scale"), "street" for a pavement that inherits from its street, or
    "highway" where only the kind of way is known. `weather` marks ground that rain turns to mud
    and drought to stone (tracktype grade4 and grade5).
    """

    evenness: tuple[float, float, float, float, float]
    hardness: tuple[float, float, float, float]
    evidence: str
    weather: bool = False

    @property
    def step_cv(self) -> float:
        """Expected step-to-step variability, a share."""
        return sum(p * cv for p, cv in zip(self.evenness, STEP_CV, strict=True))


ATTRIBUTION = "© OpenStreetMap contributors, ODbL"
"""Stands wherever a map of OpenStreetMap is shown (openstreetmap.org/copyright)."""

MADE_UP = "kneewise simulate"
"""What a map file names as its writer where its ways are of no real place; nobody's data then."""


@dataclass(frozen=True, slots=True)
class MapSource:
    """What a map is and where it comes from.

    `name` is the runner's word for it; `data_at` the moment its data is of (UTC; None where the
    file does not say, then `newest_at` is that of the newest way in it); `bbox_deg` is west,
    south, east, north of the ways, west greater than east across the date line.
    """

    name: str
    attribution: str
    bbox_deg: tuple[float, float, float, float]
    data_at: datetime | None = None
    newest_at: datetime | None = None

    @property
    def dated(self) -> datetime | None:
        """The best date there is for the data."""
        return self.data_at if self.data_at is not None else self.newest_at


EVENNESS_COLUMNS = tuple(f"evenness_{int(one)}_km" for one in Evenness)
HARDNESS_COLUMNS = tuple(f"hardness_{int(one)}_km" for one in Hardness)

GROUND_COLUMNS: Mapping[str, str] = {
    "km": "km of the segment that were recorded, the same as in the profile",
    "matched_km": "km of it on a way of the map",
    "unknown_km": "km of it on no known way, or without a position; matched + unknown = km",
    **dict.fromkeys(EVENNESS_COLUMNS, "expected km of the matched on ground of that class"),
    **dict.fromkeys(HARDNESS_COLUMNS, "expected km of the matched on ground of that class"),
    "step_cv": "expected step-to-step variability over the matched km, a share; NaN for none",
    "step_cv_sd": "its standard deviation from what the map leaves open; NaN for none",
    "weather_km": "expected km on ground that flips with the weather (grade4-5)",
    "certainty": "mean probability of the matched way over the matched km; NaN for none",
    "watched_cv": "spread of the step length from second to second at steady speed, as the "
    "watch wrote it, a share; NaN where it wrote none",
}
"""Per-segment columns and units, one row a segment of the profile (`SEGMENT_KM`), float64.
The five evenness columns add up to `matched_km`, and so do the four of hardness."""


BECAUSE = ("no_map", "no_position", "treadmill")
"""Why nothing is known of a run's ground: no map covers it, the watch wrote no position, or it
was on a treadmill (or in a game), where a position means nothing."""


@dataclass(frozen=True, slots=True)
class GroundTotals:
    """A whole run in shares of its recorded km, each with a 90 % interval.

    `evenness` (5) and `hardness` (4) add up, with `unknown` (a plain share: it is counted, not
    estimated), to 1 in their middles. None where the run has no length.
    """

    km: float
    matched_km: float
    unknown_km: float
    unknown: float | None
    evenness: tuple[Interval, ...] | None
    hardness: tuple[Interval, ...] | None
    step_cv: Interval | None
    weather: float | None


@dataclass(frozen=True, slots=True)
class RunGround:
    """The ground of one run: per segment of its profile, as totals, and what that rests on.

    `segments` holds every column of `GROUND_COLUMNS`, equally long. `maps` are the maps that
    were matched against, empty where none covers the run; then all of it is unknown. `because`
    says in a word of `BECAUSE` why all of it is unknown, None otherwise.
    """

    segments: Mapping[str, NDArray[np.float64]]
    totals: GroundTotals
    maps: tuple[MapSource, ...] = ()
    because: str | None = None

    @property
    def attribution(self) -> str | None:
        """What must stand wherever this is shown; None where no map was used."""
        said = dict.fromkeys(source.attribution for source in self.maps)
        return "; ".join(said) or None
