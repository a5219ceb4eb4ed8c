"""One recording reduced once to a profile that every cause and the load model read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.cells import Cells, cut_in_cells
from kneewise.knee.cleaning import distance_m as counted_distance
from kneewise.knee.cleaning import in_order
from kneewise.knee.moving import Track, by_the_timer, on_the_move
from kneewise.knee.segments import bins, minutes, segment_of_cell, segments
from kneewise.knee.totals import from_totals, with_lost_end
from kneewise.model.profile import RunProfile
from kneewise.model.recording import Pause, Samples
from kneewise.model.sport import Sport

F8 = NDArray[np.float64]

PROFILE_VERSION = "4"
"""Changes whenever a profile of the same samples would come out differently."""

ON_FOOT = frozenset({Sport.WALKING, Sport.HIKING})
CALIBRATED = (0.7, 1.4)
"""A device total this far from its own samples is a calibration, by which they are scaled."""
COVERED = 0.98  # of the elapsed time: then the samples are all there are


def reduce_run(
    samples: Samples,
    sport: Sport,
    *,
    pauses: Sequence[Pause] = (),
    distance_m: float | None = None,
    timer_s: float | None = None,
    elapsed_s: float | None = None,
) -> RunProfile:
    """The profile of one recording from its samples and the device's totals.

    With the column `TERRAIN_M` beside them, climb and slope rest on the terrain as well.
    Samples may be out of order, repeated, sparse or have gaps. Distance comes from the
    device's count, else GPS, else speed, else the device's total spread evenly over the time;
    moving time leaves out pauses, standing and gaps. Without samples one segment holds the
    totals; without distance there are minutes only. Never raises for what a file may hold.
    Speeds are means over 15 s, and unknown where metres were counted late or in a pause; other
    sports than running and walking go by the timer. It does not see the diary.
    """
    walk = sport in ON_FOOT
    cut = cut_run(samples, sport, pauses, distance_m, timer_s, elapsed_s)
    if cut is None:
        return from_totals(distance_m, timer_s, elapsed_s, walk=walk)
    cells = cut.cells
    span_s = elapsed_s or float(cut.track.clock_s[-1])
    if cells.km is None or cells.start_km is None:
        bare = from_totals(distance_m, timer_s, span_s, walk=walk)
        return replace(bare, minutes=minutes(cells), missing=_missing(cells))
    profile = _full(cells, cells.start_km, cells.km, span_s)
    return with_lost_end(profile, distance_m, timer_s, walk=walk)


@dataclass(frozen=True, slots=True)
class Cut:
    """A recording in order, on its clocks, and in cells of 5 s: what a profile is reduced from.

    `columns` are the samples sorted by time, in bounds, as long as the clocks of `track`.
    """

    columns: Mapping[str, F8]
    track: Track
    cells: Cells


def cut_run(
    samples: Samples,
    sport: Sport,
    pauses: Sequence[Pause],
    distance_m: float | None,
    timer_s: float | None,
    elapsed_s: float | None,
) -> Cut | None:
    """The way of a recording through cleaning and clocks; None where nothing moved."""
    columns = in_order(samples)
    walk = sport in ON_FOOT
    on_foot = walk or sport.is_run or sport is Sport.UNKNOWN  # whose pace may tell a run yet
    clocked = on_the_move if on_foot else by_the_timer
    track = _track(columns, pauses, distance_m, timer_s, elapsed_s, clocked)
    cells = None if track is None else cut_in_cells(track, columns, on_foot=walk)
    return None if track is None or cells is None else Cut(columns, track, cells)


def _track(
    columns: dict[str, F8],
    pauses: Sequence[Pause],
    distance_m: float | None,
    timer_s: float | None,
    elapsed_s: float | None,
    clocked: Callable[[F8, F8, Sequence[Pause], float | None], Track] = on_the_move,
) -> Track | None:
    time_s = columns["time_s"]
    if len(time_s) < 2:
        return None
    metres = counted_distance(columns)
    if metres is None:
        track = on_the_move(time_s, None, pauses)
        total = track.moving_s[-1]
        if not distance_m or total <= 0:
            return track
        spread = distance_m * track.moving_s / total
        moving = track.moving_s * (timer_s / total if timer_s else 1.0)
        return replace(track, distance_m=spread, moving_s=moving)
    covers = not elapsed_s or time_s[-1] - time_s[0] >= COVERED * elapsed_s
    if distance_m and covers and CALIBRATED[0] <= distance_m / metres[-1] <= CALIBRATED[1]:
        metres = metres * (distance_m / metres[-1])
    return clocked(time_s, metres, pauses, timer_s or elapsed_s)


def _full(cells: Cells, start_km: F8, km: F8, elapsed_s: float) -> RunProfile:
    segment = segment_of_cell(start_km, km)
    return RunProfile(
        distance_km=float(km.sum()),
        moving_s=cells.moving_s * len(km),
        elapsed_s=elapsed_s,
        walk_km=float(km[cells.walking].sum()),
        segments=segments(cells, start_km, km, segment),
        bins=bins(cells, km, segment),
        minutes=minutes(cells),
        missing=_missing(cells),
        altitude_source=cells.ground.source if cells.ground else None,
        temperature_c=_median(cells.values.get("temperature_c")),
    )


def _missing(cells: Cells) -> tuple[str, ...]:
    running = ~cells.walking

    def lacks(values: F8 | None) -> bool:
        return values is None or not np.isfinite(values[running] if running.any() else values).any()

    inputs = {
        "grade": cells.grade,
        "cadence": cells.values.get("cadence_spm"),
        "step_length": cells.values.get("step_length_m"),
        "heart_rate": cells.values.get("heart_rate_bpm"),
    }
    return tuple(name for name, values in inputs.items() if lacks(values))


def _median(values: F8 | None) -> float | None:
    if values is None or not np.isfinite(values).any():
        return None
    return float(np.nanmedian(values))
