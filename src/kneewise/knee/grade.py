"""Grade and climb from altitude, smoothed as much as its own noise asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kneewise.knee.terrain import drift
from kneewise.model.profile import TERRAIN

F8 = NDArray[np.float64]

STEP_M = 10.0
WINDOW_M = 50.0  # the shortest smoothing (EVIDENCE: at least 30-50 m)
LONGEST_WINDOW_M = 400.0  # our choice: beyond it hills go with the noise
QUIET_M = 0.3  # our choice: smoothed until noise is below this
BAROMETER_CLIMB_M = 1.0  # our choice: smaller ups and downs of a barometer are not counted
GPS_CLIMB_M = 5.0  # our choice: GPS altitude wanders by metres within minutes
OTHER_CLIMB_M = 2.0
TERRAIN_WINDOW_M = 200.0  # our choice: two to six cells of a tile; longer ones cost hills
TERRAIN_CLIMB_M = (3.0, 10.0)
TERRAIN_NOISES = 5.0
"""Ups and downs of terrain count from 5 of its own standard deviations on, within these bounds
(our choice): a flat way over a tile of 3 m noise climbs 5 m in 10 km, over one of 1 m nothing."""
CELL_STEPS = 10  # 100 m, about a cell of a tile
GPS_NOISE_M = 1.5
PHONE_NOISE_M = 0.5  # our choice: barometers of real runs stay below 0.3, whole metres as well
HOLE_M = 100.0  # our choice: no grade where altitude is unknown for longer
LEAP_M = 30.0  # between two samples: no runner climbs that


@dataclass(frozen=True, slots=True)
class Ground:
    """Smoothed altitude on a grid over distance; `known` tells where it was measured.

    `source` is one of `model.profile.ALTITUDE_SOURCES`, None where it can't be told.
    """

    distance_m: F8
    altitude_m: F8
    known: NDArray[np.bool_]
    source: str | None

    def at(self, distance_m: F8) -> F8:
        """Smoothed altitude at these metres of the run."""
        return np.interp(distance_m, self.distance_m, self.altitude_m)

    def grade(self, distance_m: F8) -> F8:
        """Rise over run at these metres, over 50 m around each; NaN where unknown."""
        first, last = self.distance_m[0], self.distance_m[-1]
        low = np.clip(distance_m - WINDOW_M / 2, first, last - WINDOW_M / 2)
        high = np.clip(distance_m + WINDOW_M / 2, first + WINDOW_M / 2, last)
        rise = (self.at(high) - self.at(low)) / np.maximum(high - low, 1.0)
        return np.where(self.measured(distance_m), rise, np.nan)

    def measured(self, distance_m: F8) -> NDArray[np.bool_]:
        """Whether altitude was measured near these metres."""
        cell = np.minimum((distance_m / STEP_M).astype(np.intp), len(self.known) - 1)
        return np.asarray(self.known[cell])


def ground(distance_m: F8, altitude_m: F8 | None, terrain_m: F8 | None = None) -> Ground | None:
    """The ground under a run from altitude at its samples; None where too little is known.

    Altitude is averaged in steps of 10 m, smoothed by a triangle whose width grows with the
    noise seen (50 to 400 m), and ups and downs too small to tell from noise are levelled:
    a flat course read with 3 m of white noise climbs nothing. With the height of the terrain at
    the samples the watch's drift is taken out, and altitude by GPS, or none, gives way to it.
    """
    if distance_m[-1] < 2 * WINDOW_M:
        return None
    watch = _read(distance_m, altitude_m)
    terrain = _read(distance_m, terrain_m)
    if terrain is not None and watch is not None and np.ptp(watch.mean) == 0:
        watch = None  # one number all the way is what a device without an altimeter writes
    if terrain is not None and (watch is None or _meet(watch, terrain)):
        return _over_terrain(watch, terrain)
    if watch is None:
        return None
    smallest_m = {"barometer": BAROMETER_CLIMB_M, "gps": GPS_CLIMB_M}.get(watch.source or "")
    return _smoothed(watch, watch.window_m, smallest_m or OTHER_CLIMB_M)


@dataclass(frozen=True, slots=True)
class _Reading:
    """Altitude on the grid before it is smoothed: means, where measured, and how wide to smooth."""

    grid: F8
    mean: F8
    measured: NDArray[np.bool_]
    window_m: float
    noise_m: float
    source: str | None

    @property
    def poor(self) -> bool:
        """Whether a tile knows better: GPS, or as restless as smoothed GPS of a phone is."""
        return self.source == "gps" or (self.source is None and self.noise_m > PHONE_NOISE_M)


def _read(distance_m: F8, altitude_m: F8 | None) -> _Reading | None:
    """One column of altitude on the grid; None where less than half of the way is known."""
    if altitude_m is None:
        return None
    altitude_m = _without_leaps(altitude_m)
    known = np.isfinite(altitude_m)
    if known.sum() < 5:
        return None
    noise_m = _noise(altitude_m[known])
    grid, mean, measured = _by_distance(distance_m, altitude_m, known)
    if measured.mean() < 0.5:
        return None
    spacing_m = distance_m[-1] / known.sum()
    window_m = float(np.clip(spacing_m * (noise_m / QUIET_M) ** 2, WINDOW_M, LONGEST_WINDOW_M))
    source = _source(noise_m, altitude_m[known])
    return _Reading(grid, mean, measured, window_m, noise_m, source)


def _smoothed(reading: _Reading, window_m: float, smallest_m: float) -> Ground:
    smooth = _triangle(reading.mean, max(int(window_m / STEP_M / 2), 2))
    levelled = _levelled(smooth, smallest_m)
    return Ground(reading.grid, levelled, reading.measured, reading.source)


def _meet(watch: _Reading, terrain: _Reading) -> bool:
    """Whether both speak of the same half of the way: else none tells how far off the other is."""
    return bool(np.mean(watch.measured & terrain.measured) >= 0.5)


def _over_terrain(watch: _Reading | None, terrain: _Reading) -> Ground:
    """The watch's detail on the terrain's long run, or the terrain where the watch is poor.

    Where the terrain can't be where the runner was (a bridge, a tunnel) the watch speaks. Altitude
    of an unnamed kind is taken for a barometer's while it is quiet, and for GPS where not.
    """
    if watch is None:
        return _on_terrain(replace(terrain, source=TERRAIN))
    both = watch.measured & terrain.measured
    slow, believed = drift(np.where(both, terrain.mean - watch.mean, np.nan), STEP_M)
    on_terrain = watch.mean + slow
    measured = watch.measured | terrain.measured
    if watch.poor:
        mean = np.where(believed, terrain.mean, on_terrain)
        return _on_terrain(replace(terrain, mean=mean, measured=measured, source=TERRAIN))
    mean = np.where(watch.measured, on_terrain, terrain.mean)
    source = f"{watch.source or 'unnamed'}+{TERRAIN}"
    reading = replace(watch, mean=mean, measured=measured, source=source)
    return _smoothed(reading, watch.window_m, OTHER_CLIMB_M)


def _on_terrain(reading: _Reading) -> Ground:
    """Terrain smoothed, and levelled by its own noise from one cell of a tile to the next."""
    count = len(reading.mean) // CELL_STEPS
    cells = reading.mean[: count * CELL_STEPS].reshape(count, CELL_STEPS).mean(axis=1)
    smallest_m = float(np.clip(TERRAIN_NOISES * _usual_noise(cells), *TERRAIN_CLIMB_M))
    return _smoothed(reading, TERRAIN_WINDOW_M, smallest_m)


def _without_leaps(altitude_m: F8) -> F8:
    """Altitude without single values far off the median of their neighbourhood."""
    known = np.flatnonzero(np.isfinite(altitude_m))
    if known.size < 5:
        return altitude_m
    values = altitude_m[known]
    if np.abs(np.diff(values)).max() <= LEAP_M:
        return altitude_m
    padded = np.pad(values, 2, mode="edge")
    around = np.median(np.lib.stride_tricks.sliding_window_view(padded, 5), axis=1)
    cleaned = altitude_m.copy()
    cleaned[known[np.abs(values - around) > LEAP_M]] = np.nan
    return cleaned


def _noise(values: F8) -> float:
    """Standard deviation of white noise, from third differences (slopes and bends drop out)."""
    if values.size < 8:
        return 0.0
    return float(np.sqrt(np.mean(np.square(_third(values))) / 20.0))


def _usual_noise(values: F8) -> float:
    """The same from their median, so that a few steep places do not count."""
    if values.size < 8:
        return 0.0
    return float(1.4826 * np.median(np.abs(_third(values))) / np.sqrt(20.0))


def _third(values: F8) -> F8:
    return np.asarray(values[3:] - 3 * values[2:-1] + 3 * values[1:-2] - values[:-3])


def _by_distance(
    distance_m: F8, altitude_m: F8, known: NDArray[np.bool_]
) -> tuple[F8, F8, NDArray[np.bool_]]:
    count = max(int(distance_m[-1] / STEP_M), 2)
    cell = np.minimum((distance_m[known] / STEP_M).astype(np.intp), count - 1)
    hits = np.bincount(cell, minlength=count)
    sums = np.bincount(cell, weights=altitude_m[known], minlength=count)
    seen = hits > 0
    middle = (np.arange(count, dtype=np.float64) + 0.5) * STEP_M
    mean: F8 = np.interp(middle, middle[seen], sums[seen] / hits[seen])
    where = middle[seen]
    after = np.searchsorted(where, middle)
    left = where[np.maximum(after - 1, 0)]
    right = where[np.minimum(after, where.size - 1)]
    between = (after > 0) & (after < where.size)
    hole = np.where(between, right - left, 2 * np.abs(middle - left))  # as far as in one's middle
    return middle, mean, (hole <= HOLE_M) | seen


def _triangle(values: F8, half: int) -> F8:
    """Two running means over `2 * half + 1` cells, slopes kept to both ends."""
    half = min(half, (len(values) - 1) // 2)
    if half < 1:
        return values
    for _ in range(2):
        padded = np.concatenate(
            [
                2 * values[0] - values[half:0:-1],
                values,
                2 * values[-1] - values[-2 : -half - 2 : -1],
            ]
        )
        sums = np.concatenate([np.zeros(1), np.cumsum(padded)])
        width = 2 * half + 1
        values = (sums[width:] - sums[:-width]) / width
    return values


def _source(noise_m: float, values: F8) -> str | None:
    """Barometers write quiet tenths; what jumps by metres from sample to sample is GPS."""
    if noise_m > GPS_NOISE_M:
        return "gps"
    steps = np.abs(np.diff(values))
    steps = steps[steps > 1e-6]
    if steps.size and steps.min() <= 0.25 and noise_m < QUIET_M:
        return "barometer"
    return None


def _levelled(values: F8, smallest_m: float) -> F8:
    """Altitude that only turns where it turned by at least `smallest_m`."""
    turns = _turns(values.tolist(), smallest_m)
    out = np.empty_like(values)
    for start, end in pairwise(turns):
        leg = values[start : end + 1]
        if abs(leg[-1] - leg[0]) < smallest_m:
            out[start : end + 1] = np.linspace(leg[0], leg[-1], leg.size)
        elif leg[-1] > leg[0]:
            out[start : end + 1] = np.minimum(np.maximum.accumulate(leg), leg[-1])
        else:
            out[start : end + 1] = np.maximum(np.minimum.accumulate(leg), leg[-1])
    return out


def _turns(values: list[float], smallest: float) -> list[int]:
    """Indices of the turning points, both ends included, each a real turn."""
    turns = [0]
    low = high = 0
    rising: bool | None = None
    top = bottom = values[0]
    for i, value in enumerate(values):
        if value > top:
            high, top = i, value
        elif value < bottom:
            low, bottom = i, value
        if rising is not False and top - value >= smallest:
            turns.append(high)
            rising = False
            low = high = i
            bottom = top = value
        elif rising is not True and value - bottom >= smallest:
            turns.append(low)
            rising = True
            low = high = i
            bottom = top = value
    last = len(values) - 1
    end = high if rising is True else low if rising is False else last
    turns.extend((end, last))
    return sorted(set(turns))
