"""What one watch wrote of one activity: columns of samples and what the device said of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from kneewise.model.problem import Problem
from kneewise.model.sport import Sport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


SAMPLE_COLUMNS: Mapping[str, str] = {
    "time_s": "seconds since 1970-01-01 UTC",
    "latitude_deg": "degrees, WGS 84; 0 is a place",
    "longitude_deg": "degrees, WGS 84",
    "altitude_m": "metres above sea level, as the device wrote it",
    "distance_m": "metres since the start, as the device counted",
    "speed_m_s": "metres per second, as the device wrote it",
    "heart_rate_bpm": "beats per minute",
    "cadence_spm": "steps per minute of both feet for runs and walks; revolutions for rides",
    "power_w": "watts",
    "temperature_c": "degrees Celsius, at the device",
    "ground_contact_ms": "milliseconds of stance per step",
    "step_length_m": "metres per step, as the device wrote it",
    "vertical_oscillation_mm": "millimetres",
    "vertical_ratio_percent": "per cent of step length",
    "contact_balance_percent": "share of ground contact on the left foot, per cent",
}
"""Name and unit of every column a format may fill; developer fields stand beside them as
`dev:NAME` under the name their maker gave them. A value that is missing is NaN in memory and
null in every file; it is never 0."""

TERRAIN_M = "terrain_m"
"""A column that no format fills and no file keeps: metres above sea level of the ground at each
fix, from an elevation tile, laid beside the others while a run is reduced."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Samples of one recording: equally long float64 columns, NaN where nothing was written.

    Rows stand in the order of the file (out-of-order ones included); whoever reduces them
    sorts. `time_s` is always there; every other column only if at least one value is known.
    """

    columns: Mapping[str, NDArray[np.float64]]

    def __len__(self) -> int:
        return len(self.columns["time_s"])

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        return self.columns[name]

    def get(self, name: str) -> NDArray[np.float64] | None:
        """The column, or None where the recording has no value of it."""
        return self.columns.get(name)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch [start, end) in which the timer stood, in seconds since 1970 UTC."""

    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Lap:
    """One lap as the device cut it; unknown values are None."""

    start_s: float
    elapsed_s: float | None = None
    distance_m: float | None = None
    trigger: str | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """One activity in one file; `index` is its place in that file (multisport, chained files).

    Totals are the device's own words (None where it said nothing). `utc_offset_s` is what the
    file says of local time, None where it does not: the home zone answers then, never GPS.
    """

    index: int
    sport: Sport
    started_at: datetime | None
    samples: Samples
    utc_offset_s: int | None = None
    elapsed_s: float | None = None
    timer_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    name: str | None = None
    note: str | None = None
    device: str | None = None
    laps: tuple[Lap, ...] = ()
    pauses: tuple[Pause, ...] = ()
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading one file gave: recordings, and all that was wrong with it.

    A file that is refused has no recording and at least one fatal problem.
    """

    recordings: tuple[Recording, ...]
    problems: tuple[Problem, ...] = ()
