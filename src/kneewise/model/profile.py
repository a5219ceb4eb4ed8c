"""A run reduced once: what every cause may ask of the samples, and nothing of the diary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEGMENT_KM = 0.5
"""Length of one segment of a profile (DECISIONS.md, Features never see the diary)."""

SEGMENT_COLUMNS: Mapping[str, str] = {
    "start_km": "km from the start of the run",
    "km": "km in this segment, running and walking",
    "start_s": "s after the start, clock time",
    "moving_s": "s moving in this segment",
    "walk_km": "km of it walked",
    "speed_m_s": "mean over running samples, m/s",
    "speed_p95_m_s": "95th percentile of running speed, m/s",
    "heart_rate_bpm": "mean, beats per minute",
    "heart_rate_p95_bpm": "95th percentile",
    "cadence_spm": "mean over running samples, steps per minute",
    "step_length_m": "median over running samples, m",
    "ascent_m": "climbed, from smoothed altitude, m",
    "descent_m": "descended, from smoothed altitude, m",
    "descent_grade_km": "sum of km x max(0, -grade), km",
    "steep_descent_km": "km steeper than -5 %",
    "contact_balance_percent": "mean share of ground contact on the left foot, per cent",
    "ground_contact_ms": "mean, ms",
    "vertical_oscillation_mm": "mean over running samples, mm",
}
"""Per-segment columns and units; NaN where nothing was measured."""

BIN_COLUMNS: Mapping[str, str] = {
    "segment": "index into the segments",
    "km": "km run in this bin",
    "speed_m_s": "mean running speed in the bin, m/s; NaN where metres were counted late",
    "grade": "mean rise/run in the bin, downhill negative; NaN unknown",
    "step_length_m": "mean step length in the bin, m; NaN unknown",
    "walking": "1 for walking samples, 0 for running",
}
"""Kilometres by speed x grade x step-length bin: what the knee-load model integrates over."""

MINUTE_COLUMNS: Mapping[str, str] = {
    "heart_rate_bpm": "mean of the minute",
    "speed_m_s": "mean of the minute while moving",
    "moving_s": "s moving in the minute",
}
"""One row a clock minute since the start, for warm-up and intensity."""

TERRAIN = "terrain"

ALTITUDE_SOURCES: Mapping[str, str] = {
    "barometer": "the watch's barometer",
    "gps": "GPS, which is poor: it wanders by metres within minutes",
    "terrain": "an elevation tile, where the watch gave none or a poor one",
    "barometer+terrain": "the barometer, its drift taken out by an elevation tile",
    "unnamed+terrain": "altitude of an unnamed kind, its drift taken out by an elevation tile",
}
"""What climb and slope of a run rest on; None is altitude of a kind that can't be told, or none."""

Columns = Mapping[str, "NDArray[np.float64]"]


@dataclass(frozen=True, slots=True)
class RunProfile:
    """One run as segments of 500 m, bins for the load model and minutes for intensity.

    Every mapping holds all columns of its vocabulary, equally long, float64, NaN for unknown.
    `missing` lists the inputs the watch did not give ("grade", "cadence", "step_length",
    "heart_rate"); `altitude_source` is one of `ALTITUDE_SOURCES` or None. Totals are None
    where neither samples nor device give them.
    """

    distance_km: float | None
    moving_s: float | None
    elapsed_s: float | None
    walk_km: float | None
    segments: Columns
    bins: Columns
    minutes: Columns
    missing: tuple[str, ...] = ()
    altitude_source: str | None = None
    temperature_c: float | None = None

    @property
    def segment_count(self) -> int:
        """How many segments there are; 0 for a run without samples."""
        return len(self.segments["km"])
