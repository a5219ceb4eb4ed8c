"""When the timer stood: from the device's own start and stop, checked against its totals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kneewise.model.recording import Pause

SLACK_S = 5.0
"""Totals and events are written in whole seconds, a few apart; our choice."""

SLACK_SHARE = 0.1

_SHORTEST_GAP_S = 5.0  # watches that write when something changes leave up to 4 s between


def pauses_of(
    switched: Sequence[tuple[float, bool]],
    time_s: NDArray[np.float64],
    stopped_s: float | None,
) -> tuple[Pause, ...]:
    """Pauses of one recording, in time order.

    `switched` are timer events (seconds, whether it started), `time_s` the sample times,
    `stopped_s` elapsed minus timer time as the device says, None where it says nothing.
    Events are believed when they add up to `stopped_s` or it is unknown; otherwise the longest
    gaps between samples that add up to it; where neither does, the events as they are.
    """
    told = _from_events(switched)
    if stopped_s is None or _agree(told, stopped_s):
        return told
    seen = _from_gaps(time_s, stopped_s)
    return seen if _agree(seen, stopped_s) else told


def _agree(pauses: Sequence[Pause], stopped_s: float) -> bool:
    total = sum(pause.end_s - pause.start_s for pause in pauses)
    return abs(total - stopped_s) <= max(SLACK_S, SLACK_SHARE * stopped_s)


def _from_events(switched: Sequence[tuple[float, bool]]) -> tuple[Pause, ...]:
    pauses: list[Pause] = []
    stopped: float | None = None
    for at, starts in switched:
        if not starts:
            stopped = at if stopped is None else stopped
        elif stopped is not None:
            if at > stopped:
                pauses.append(Pause(stopped, at))
            stopped = None
    return tuple(pauses)


def _from_gaps(time_s: NDArray[np.float64], stopped_s: float) -> tuple[Pause, ...]:
    known = np.sort(time_s[~np.isnan(time_s)])
    steps = np.diff(known)
    if not steps.size:
        return ()
    usual = float(np.median(steps))
    chosen: list[int] = []
    left = stopped_s
    for index in np.argsort(-steps, kind="stable"):
        gap = float(steps[index]) - usual
        if gap < _SHORTEST_GAP_S or left < _SHORTEST_GAP_S:
            break
        chosen.append(int(index))
        left -= gap
    return tuple(Pause(float(known[i] + usual), float(known[i + 1])) for i in sorted(chosen))
