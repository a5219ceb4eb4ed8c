"""What no sensor can have measured becomes missing, and cadence becomes steps per minute.

Every format passes its columns through here, so that all of them keep the same promises.
Samples are never dropped or moved: a row that cannot be true keeps its place.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kneewise.model.problem import Problem
from kneewise.model.recording import Samples
from kneewise.model.sport import Sport

Column = NDArray[np.float64]

ALTITUDE_FLOOR_M = -500.0
"""FIT's zero is -500 m; no dry land lies there (the Dead Sea's shore is at -430 m)."""

JUMP_S = 3 * 3600.0
"""Longer between two samples is a jump of the clock rather than a break; our choice."""

_STRIDES_BELOW = {Sport.WALKING: 80.0, Sport.HIKING: 80.0}
_RUN_STRIDES_BELOW = 130.0
# Strides of one foot a minute lie at 70-110 in running and 45-70 in walking, steps of both
# feet at 140-220 and 90-140; the cut lies between, our choice.


def tidy(
    columns: Mapping[str, Column], sport: Sport, source: str, place: str
) -> tuple[Samples, tuple[Problem, ...]]:
    """Samples with impossible values as NaN and empty columns left out; what was changed.

    `columns` are equally long and hold `time_s`; they are not written to. `place` says which
    recording of the file they are.
    """
    notes: list[str] = []
    kept = {name: _finite(column) for name, column in columns.items()}
    _positions(kept, notes)
    _altitude(kept, notes)
    _heart_rate(kept, notes)
    if "cadence_spm" in kept:
        kept["cadence_spm"] = steps_per_minute(kept["cadence_spm"], sport)
    _clock(kept["time_s"], notes)
    known = {
        name: column
        for name, column in kept.items()
        if name == "time_s" or not np.isnan(column).all()
    }
    return Samples(known), tuple(Problem(source, place, note) for note in notes)


def steps_per_minute(cadence: Column, sport: Sport) -> Column:
    """Steps of both feet a minute for runs and walks; other sports stay as they are.

    Files say strides of one foot or steps of both; the 90th percentile of the moving
    samples decides which (below 130 in runs and 80 in walks it is strides), so that walking in a
    run does not. An unknown sport stays as it is.
    """
    if not (sport.is_run or sport in _STRIDES_BELOW):
        return cadence
    moving = cadence[cadence > 0]
    limit = _STRIDES_BELOW.get(sport, _RUN_STRIDES_BELOW)
    if moving.size and float(np.percentile(moving, 90)) < limit:
        return cadence * 2.0
    return cadence


def _finite(column: Column) -> Column:
    if np.isinf(column).any():
        return np.where(np.isinf(column), np.nan, column)
    return column


def _positions(columns: dict[str, Column], notes: list[str]) -> None:
    latitude, longitude = columns.get("latitude_deg"), columns.get("longitude_deg")
    if latitude is None or longitude is None:
        return
    wrong = (np.abs(latitude) > 90.0) | (np.abs(longitude) > 180.0)
    wrong |= (latitude == 0.0) & (longitude == 0.0)
    half = np.isnan(latitude) != np.isnan(longitude)
    if wrong.any():
        notes.append(f"{wrong.sum()} positions cannot be true and were taken as unknown.")
    if wrong.any() or half.any():
        columns["latitude_deg"] = np.where(wrong | half, np.nan, latitude)
        columns["longitude_deg"] = np.where(wrong | half, np.nan, longitude)


def _altitude(columns: dict[str, Column], notes: list[str]) -> None:
    altitude = columns.get("altitude_m")
    if altitude is None:
        return
    wrong = altitude <= ALTITUDE_FLOOR_M
    if wrong.any():
        columns["altitude_m"] = np.where(wrong, np.nan, altitude)
        notes.append(f"{wrong.sum()} altitudes of -500 m or below were taken as unknown.")


def _heart_rate(columns: dict[str, Column], notes: list[str]) -> None:
    heart_rate = columns.get("heart_rate_bpm")
    if heart_rate is None:
        return
    wrong = heart_rate <= 0
    if wrong.any():
        columns["heart_rate_bpm"] = np.where(wrong, np.nan, heart_rate)
        notes.append(f"{wrong.sum()} heart rates of 0 were taken as unknown.")


def _clock(time_s: Column, notes: list[str]) -> None:
    known = np.flatnonzero(~np.isnan(time_s))
    if len(known) < len(time_s):
        notes.append(f"{len(time_s) - len(known)} samples have no time.")
    steps = np.diff(time_s[known])
    back = np.flatnonzero(steps < 0)
    if back.size:
        first = int(known[back[0] + 1]) + 1
        notes.append(
            f"the clock goes back {back.size} times, first at sample {first}; "
            "the order of the file was kept."
        )
    jumps = np.flatnonzero(np.abs(steps) > JUMP_S)
    if jumps.size:
        hours = float(np.abs(steps[jumps]).max()) / 3600.0
        first = int(known[jumps[0] + 1]) + 1
        notes.append(
            f"the time jumps by up to {hours:.0f} h, first at sample {first}; all samples were "
            "kept. Check start and duration of this recording."
        )
