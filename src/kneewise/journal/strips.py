"""One run along its way: pace, slope, cadence, heart rate and knee load, and where it went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kneewise.journal.elevation import on_terrain, open_elevation, tiles_under
from kneewise.journal.finding import find_run
from kneewise.journal.importing_profiles import in_steps
from kneewise.journal.past import load_history, step_curves
from kneewise.journal.privacy import FACT, hidden
from kneewise.knee import load_along, load_per_km, population_curve
from kneewise.knee.profile import Cut, cut_run
from kneewise.model.effect import Interval
from kneewise.model.profile import RunProfile
from kneewise.store.home import Store

F8 = NDArray[np.float64]
Values = tuple[float | None, ...]

MEASURED = ("speed_m_s", "ascent_m", "descent_m", "cadence_spm", "heart_rate_bpm")
"""What a piece tells beside its load: columns of a profile's segments."""

MOST_POINTS = 800
"""Points of a strip: about one a pixel of the widest page."""

BREAK_S = 60.0
"""A line is broken where more clock time than this passed without motion (our choice)."""

MOST_FIXES = 1500
"""Points of a track: more than a drawing of half a thousand pixels can show."""


HARDER = 1.1
"""A piece is called the hardest from this many times the whole run's load a kilometre up (our
choice): less is within what a watch misreads."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a run of about 500 m; `per_km` is its load in easy kilometres a kilometre.

    The others are means over what was run of it; each None where unknown.
    """

    start_km: float
    km: float
    per_km: Interval | None
    speed_m_s: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    cadence_spm: float | None = None
    heart_rate_bpm: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """Where a run went, in degrees; None breaks the line (no fix, a gap, or the privacy zone).

    `hides_start` and `hides_end` say that the first or last fix is not shown.
    """

    latitude_deg: Values
    longitude_deg: Values
    hides_start: bool = False
    hides_end: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """One quantity along a run; None where it is unknown or the line breaks.

    `mean` is over moving time; `low` and `high` hold 98 % of it, and so are fit for a scale.
    """

    values: Values
    low: float
    mean: float
    high: float


@dataclass(frozen=True, slots=True)
class Strips:
    """Columns along a run, equally long, at most some 800 rows and what breaks them.

    `at_min` are clock minutes since the start, `at_km` kilometres, None where distance is unknown;
    likewise every quantity that was not measured at all. A row of nothing but None stands where
    the line breaks. `latitude_deg` and `longitude_deg` are None inside the privacy zone. All are
    empty for a run without samples. `load_per_km` is the whole run's.
    """

    run_id: int
    at_min: tuple[float, ...] = ()
    at_km: tuple[float, ...] | None = None
    speed_m_s: Strip | None = None
    slope_percent: Strip | None = None
    cadence_spm: Strip | None = None
    heart_rate_bpm: Strip | None = None
    latitude_deg: Values | None = None
    longitude_deg: Values | None = None
    pieces: tuple[Piece, ...] = ()
    load_per_km: Interval | None = None
    track: Track | None = None

    @property
    def hardest(self) -> Piece | None:
        """The piece of at least 250 m that was clearly harder than the whole; None for none."""
        whole = self.load_per_km
        known = [
            (piece.per_km.mid, piece)
            for piece in self.pieces
            if piece.per_km is not None and piece.km >= 0.25
        ]
        if whole is None or len(known) < 2:
            return None
        most, piece = max(known, key=lambda one: one[0])
        return piece if most >= HARDER * whole.mid else None


def strips(store: Store, said: str, runner: str) -> Strips:
    """A run along its way, from its main recording. Raises NotFoundError, UsageError."""
    run = find_run(store, said, runner)
    recording = store.runs.recordings(run.id, runner)[0]
    samples = in_steps(store.runs.recording_samples(recording), run.sport)
    under = tiles_under(open_elevation(store), samples, run.sport)
    cut = cut_run(
        on_terrain(samples, under),
        run.sport,
        recording.pauses,
        recording.distance_m,
        recording.timer_s,
        recording.elapsed_s,
    )
    found = _with_load(store, Strips(run.id), runner)
    if cut is None:
        return found
    zone = store.facts.profile(runner).get(FACT)
    return replace(found, **_along(cut, zone), track=_track(cut, zone))


def _with_load(store: Store, found: Strips, runner: str) -> Strips:
    history = load_history(store, runner)
    profile = history.profiles.get(found.run_id)
    whole = history.loads.get(found.run_id)
    if profile is None or whole is None:
        return found
    curve = step_curves(store, runner).get(found.run_id) or population_curve()
    loads = load_along(profile, curve, whole, history.ground.get(found.run_id))
    return replace(
        found,
        pieces=tuple(_piece(profile, i, load) for i, load in enumerate(loads)),
        load_per_km=load_per_km(whole, profile.distance_km),
    )


def _piece(profile: RunProfile, i: int, load: Interval | None) -> Piece:
    def value(name: str) -> float | None:
        found = float(profile.segments[name][i])
        return found if isfinite(found) else None

    return Piece(
        start_km=value("start_km") or 0.0,
        km=value("km") or 0.0,
        per_km=load,
        **{name: value(name) for name in MEASURED},
    )


def _along(cut: Cut, zone: str | None) -> dict[str, Any]:
    """The columns of `Strips`, by name."""
    cells = cut.cells
    count = len(cells.clock_s)
    points = min(count, MOST_POINTS)
    group = np.arange(count) * points // count
    clock_s = _mean(group, cells.clock_s + cells.moving_s / 2, points)
    broken = _breaks(cells.clock_s, cells.moving_s, group)
    columns = {
        "speed_m_s": cells.speed_m_s,
        "slope_percent": 100.0 * cells.grade,
        "cadence_spm": cells.values.get("cadence_spm"),
        "heart_rate_bpm": cells.values.get("heart_rate_bpm"),
    }
    return {
        "at_min": tuple(_placed(clock_s / 60.0, broken).tolist()),
        "at_km": _kilometres(cut, group, points, broken),
        **{name: _strip(column, group, points, broken) for name, column in columns.items()},
        **{name: _values(column, broken) for name, column in _places(cut, clock_s, zone).items()},
    }


def _strip(
    column: F8 | None, group: NDArray[np.intp], points: int, broken: NDArray[np.intp]
) -> Strip | None:
    if column is None or not np.isfinite(column).any():
        return None
    low, high = np.nanquantile(column, [0.01, 0.99])
    return Strip(
        values=_values(_mean(group, column, points), broken),
        low=float(low),
        mean=float(np.nanmean(column)),
        high=float(high),
    )


def _kilometres(
    cut: Cut, group: NDArray[np.intp], points: int, broken: NDArray[np.intp]
) -> tuple[float, ...] | None:
    cells = cut.cells
    if cells.km is None or cells.start_km is None:
        return None
    middle = _mean(group, cells.start_km + cells.km / 2, points)
    return tuple(_placed(middle, broken).tolist())


def _breaks(clock_s: F8, cell_s: float, group: NDArray[np.intp]) -> NDArray[np.intp]:
    """The points before which the line breaks."""
    leaps = np.flatnonzero(np.diff(clock_s) - cell_s > BREAK_S) + 1
    return np.unique(group[leaps])


def _mean(group: NDArray[np.intp], values: F8, count: int) -> F8:
    """Mean of what is known in each group; NaN where nothing is."""
    known = np.isfinite(values)
    hits = np.bincount(group[known], minlength=count)
    sums = np.bincount(group[known], values[known], count)
    return np.where(hits > 0, sums / np.maximum(hits, 1), np.nan)


def _placed(at: F8, broken: NDArray[np.intp]) -> F8:
    """Places of all rows; that of a break lies between its neighbours."""
    between = (at[broken] + at[np.maximum(broken - 1, 0)]) / 2
    return np.asarray(np.insert(at, broken, between))


def _values(column: F8, broken: NDArray[np.intp]) -> Values:
    rows = np.insert(column, broken, np.nan)
    return tuple(value if value == value else None for value in rows.tolist())  # noqa: PLR0124


def _places(cut: Cut, clock_s: F8, zone: str | None) -> Mapping[str, F8]:
    """Latitude and longitude at these moments, from the nearest sample; NaN unknown or hidden."""
    fixes = _fixes(cut, zone)
    if fixes is None:
        return {}
    latitude, longitude, _ = fixes
    row = np.searchsorted(cut.track.clock_s, clock_s).clip(0, len(latitude) - 1)
    return {"latitude_deg": latitude[row], "longitude_deg": longitude[row]}


def _fixes(cut: Cut, zone: str | None) -> tuple[F8, F8, NDArray[np.bool_]] | None:
    """Every sample's place, NaN where there is none or none is to be shown; which are hidden."""
    latitude, longitude = cut.columns.get("latitude_deg"), cut.columns.get("longitude_deg")
    if latitude is None or longitude is None:
        return None
    known = np.isfinite(latitude) & np.isfinite(longitude)
    if not known.any():
        return None
    away = known & hidden(zone, latitude, longitude)
    shown = known & ~away
    return np.where(shown, latitude, np.nan), np.where(shown, longitude, np.nan), away


def _track(cut: Cut, zone: str | None) -> Track | None:
    """The line of a map: thinned evenly, broken where fixes are missing for a minute or hidden."""
    fixes = _fixes(cut, zone)
    if fixes is None:
        return None
    latitude, longitude, away = fixes
    kept = np.flatnonzero(np.isfinite(latitude))
    known = np.flatnonzero(np.isfinite(latitude) | away)
    if not kept.size:
        return Track((), (), hides_start=True, hides_end=True)
    time_s = cut.track.time_s
    apart = np.diff(time_s[kept]) > BREAK_S
    apart |= np.diff(np.cumsum(away)[kept]) > 0
    piece = np.append(0, np.cumsum(apart))
    every = max(1, -(-kept.size // MOST_FIXES))
    ends = np.append(True, apart) | np.append(apart, True)
    chosen = np.flatnonzero((np.arange(kept.size) % every == 0) | ends)
    broken = np.flatnonzero(np.diff(piece[chosen]) > 0) + 1
    return Track(
        _values(latitude[kept[chosen]], broken),
        _values(longitude[kept[chosen]], broken),
        hides_start=bool(away[known[0]]),
        hides_end=bool(away[known[-1]]),
    )
