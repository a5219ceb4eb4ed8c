"""What the samples of runs say to today's rules: running, walking, climb and fast minutes.

All runs at once, in whole columns: the first page after a start waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from kneewise.care.today.gaming import RUN_M_S

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from kneewise.model.profile import RunProfile
    from kneewise.model.run import Run

    F8 = NDArray[np.float64]
    Groups = NDArray[np.intp]

FAST = 1.15
"""Our choice: minutes so much faster than the runner's usual speed are fast ones."""

WALK_M_S = 2.0  # the border of run and walk in a profile's minutes, as in knee/walking.py

_SUMS = ("ascent_m", "descent_m")


def measured(
    runs: Sequence[Run], profiles: Mapping[int, RunProfile]
) -> Mapping[int, dict[str, float | None]]:
    """By run id the fields of an `Outing` that come from its profile; each run has one.

    Minutes, kilometres and metres; None where the samples do not tell.
    """
    mine = [profiles[run.id] for run in runs]
    is_run = np.array([run.sport.is_run for run in runs], dtype=bool)
    columns: dict[str, list[float | None]] = {
        **_minutes(mine, is_run, _fast_m_s(profiles)),
        **{name: _sums(mine, name) for name in _SUMS},
        "walk_km": [
            (profile.walk_km or 0.0) if ran else 0.0
            for profile, ran in zip(mine, is_run.tolist(), strict=True)
        ],
    }
    rows = zip(*columns.values(), strict=True)
    return {
        run.id: dict(zip(columns, row, strict=True)) for run, row in zip(runs, rows, strict=True)
    }


def _minutes(
    profiles: Sequence[RunProfile], is_run: NDArray[np.bool_], fast_m_s: float
) -> dict[str, list[float | None]]:
    """Minutes above the border of walking, in all and at a stretch, and fast ones."""
    count = len(profiles)
    group, (speed, moving_s) = _together(profiles, "minutes", ("speed_m_s", "moving_s"))
    above = speed >= np.where(is_run, WALK_M_S, RUN_M_S)[group]  # unknown is not above
    known = _of_each(group, ~np.isnan(speed), count) > 0
    by_minute = _told(_of_each(group, np.where(above, moving_s, 0.0), count) / 60, known)
    by_bins = _told(*_run_minutes(profiles))
    return {
        "run_minutes": [
            bins if ran and bins is not None else minutes
            for ran, bins, minutes in zip(is_run.tolist(), by_bins, by_minute, strict=True)
        ],
        "longest_run_minutes": _told(_longest(group, above, moving_s, count) / 60, known),
        "fast_minutes": _told(
            _of_each(group, np.where(speed >= fast_m_s, moving_s, 0.0), count) / 60, known
        ),
    }


def _run_minutes(profiles: Sequence[RunProfile]) -> tuple[F8, NDArray[np.bool_]]:
    """Minutes of running from the bins, and of which runs there are any: speed was measured."""
    names = ("km", "speed_m_s", "walking")
    group, (km, speed, walking) = _together(profiles, "bins", names)
    ran = (walking == 0) & (speed > 0)
    seconds = np.divide(1000 * km, speed, out=np.zeros_like(km), where=ran)
    count = len(profiles)
    return _of_each(group, seconds, count) / 60, np.bincount(group, minlength=count) > 0


def _longest(group: Groups, above: NDArray[np.bool_], moving_s: F8, count: int) -> F8:
    """The longest stretch of minutes above, in seconds."""
    longest = np.zeros(count)
    if not above.size:
        return longest
    turns = (above[1:] != above[:-1]) | (group[1:] != group[:-1])
    starts = np.flatnonzero(np.concatenate([[True], turns]))
    fast = above[starts]
    np.maximum.at(longest, group[starts][fast], np.add.reduceat(moving_s, starts)[fast])
    return longest


def _sums(profiles: Sequence[RunProfile], name: str) -> list[float | None]:
    group, (values,) = _together(profiles, "segments", (name,))
    known = ~np.isnan(values)
    sums = _of_each(group, np.where(known, values, 0.0), len(profiles))
    return _told(sums, _of_each(group, known, len(profiles)) > 0)


def _together(
    profiles: Sequence[RunProfile], part: str, names: tuple[str, ...]
) -> tuple[Groups, list[F8]]:
    """Columns of all profiles one behind the other, and the place of each row's profile."""
    parts = [getattr(profile, part) for profile in profiles]
    sizes = [len(columns[names[0]]) for columns in parts]
    group = np.repeat(np.arange(len(parts)), sizes)
    return group, [
        np.concatenate([np.empty(0), *(columns[name] for columns in parts)]) for name in names
    ]


def _of_each(group: Groups, values: NDArray[Any], count: int) -> F8:
    return np.bincount(group, values, count).astype(np.float64, copy=False)


def _told(values: F8, known: NDArray[np.bool_]) -> list[float | None]:
    return [
        value if there else None
        for value, there in zip(values.tolist(), known.tolist(), strict=True)
    ]


def _fast_m_s(profiles: Mapping[int, RunProfile]) -> float:
    """The speed from which a minute counts as fast, from all recordings as they came."""
    speeds = [
        1000 * profile.distance_km / profile.moving_s
        for profile in profiles.values()
        if profile.distance_km and profile.moving_s
    ]
    return FAST * median(speeds) if speeds else float("inf")
