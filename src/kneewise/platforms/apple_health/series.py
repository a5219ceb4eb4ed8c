"""Values with their intervals, laid out as columns over one time axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Series:
    """One value measured over [start, end) in seconds since 1970, or at one moment."""

    start_s: float
    end_s: float
    value: float


def laid_out(
    columns: Mapping[str, Sequence[Series]], route: Mapping[str, NDArray[np.float64]]
) -> dict[str, NDArray[np.float64]]:
    """Equally long columns with `time_s`, sorted; NaN where nothing was measured.

    `distance_m` holds amounts per interval, which are summed up and interpolated; every other
    value holds over its own interval. Of two points of a route at one moment the later one counts.
    """
    import numpy as np

    moments = {each.start_s for column in columns.values() for each in column}
    moments |= {each.end_s for each in columns.get("distance_m", ())}
    route_s = route.get("time_s", np.empty(0))
    timed = np.isfinite(route_s)
    time_s = np.unique(np.concatenate([np.fromiter(moments, float), route_s[timed]]))
    out = {"time_s": time_s}
    rows = np.searchsorted(time_s, route_s[timed])
    for name, values in route.items():
        if name != "time_s":
            out[name] = np.full(len(time_s), np.nan)
            out[name][rows] = values[timed]
    for name, series in columns.items():
        filled = _summed(time_s, series) if name == "distance_m" else _held(time_s, series)
        if np.isfinite(filled).any():
            out[name] = filled
    return out


def _held(time_s: NDArray[np.float64], series: Sequence[Series]) -> NDArray[np.float64]:
    import numpy as np

    column = np.full(len(time_s), np.nan)
    for each in sorted(series, key=lambda one: (one.start_s, one.end_s)):
        first, last = np.searchsorted(time_s, (each.start_s, each.end_s))
        column[first : max(first + 1, last)] = each.value
    return column


def _summed(time_s: NDArray[np.float64], series: Sequence[Series]) -> NDArray[np.float64]:
    import numpy as np

    ordered = sorted(series, key=lambda one: (one.end_s, one.start_s))
    if not ordered:
        return np.full(len(time_s), np.nan)
    ends = [ordered[0].start_s, *(each.end_s for each in ordered)]
    totals = np.concatenate([[0.0], np.cumsum([each.value for each in ordered])])
    summed: NDArray[np.float64] = np.interp(time_s, ends, totals, left=np.nan, right=np.nan)
    return summed
