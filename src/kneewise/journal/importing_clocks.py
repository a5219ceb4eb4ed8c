"""Recordings whose clock can't be right: still to come, or another one again some hours later.

Both come in and count as load all the same (`care/today/gaming.py`, `twins.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kneewise.care.today.twins import MOST_APART, is_again
from kneewise.model.problem import Problem
from kneewise.store.kept import KeptRecording


def ahead(recording: KeptRecording, source: str, now: datetime) -> Problem | None:
    """That a recording begins after now; None where it does not."""
    start = recording.started_at
    if start is None or start <= now:
        return None
    return Problem(
        source,
        "start",
        f"begins at {start:%Y-%m-%d %H:%M} UTC, which was still to come when it came in. It counts "
        "as run now, and earns nothing until then (our precaution). Check the clocks of the watch "
        "and of this machine, or delete it: 7 days later it counts no more.",
    )


def again(
    new: Iterable[KeptRecording],
    held: Iterable[KeptRecording],
    names: Mapping[str, str],
) -> tuple[tuple[KeptRecording, Problem], ...]:
    """New recordings that are another one of `held` again, hours apart, each with its problem.

    `held` are all of the runner, the new ones too. `names` gives a file's name by its sha256.
    """
    dated = sorted(
        (each for each in held if each.sport.is_run and each.started_at is not None),
        key=lambda each: (each.started_at, each.id),
    )
    wanted = {each.id for each in new}
    found: dict[int, tuple[KeptRecording, Problem]] = {}
    for place, one in enumerate(dated):
        for other in dated[place + 1 :]:
            apart = _apart(one, other)
            if apart > MOST_APART + timedelta(minutes=1):
                break
            mine = other if other.id in wanted else one
            if mine.id in wanted and mine.id not in found and _is_again(one, other, apart):
                theirs = one if mine is other else other
                found[mine.id] = (mine, _twice(mine, theirs, apart, names))
    return tuple(found.values())


def _is_again(one: KeptRecording, other: KeptRecording, apart: timedelta) -> bool:
    if one.run_id == other.run_id or one.distance_m is None or other.distance_m is None:
        return False
    return is_again(apart, (one.distance_m, other.distance_m), (_time(one), _time(other)))


def _time(recording: KeptRecording) -> float | None:
    return recording.moving_s if recording.moving_s is not None else recording.elapsed_s


def _apart(one: KeptRecording, other: KeptRecording) -> timedelta:
    if one.started_at is None or other.started_at is None:
        return timedelta.max
    return other.started_at - one.started_at


def _twice(
    mine: KeptRecording, theirs: KeptRecording, apart: timedelta, names: Mapping[str, str]
) -> Problem:
    hours = f"{apart.total_seconds() / 3600:.2f}".rstrip("0").rstrip(".")
    return Problem(
        names[mine.sha256],
        "start",
        f"is as far and as long as {names[theirs.sha256]}, {hours} h apart: perhaps one run whose "
        "time zone was lost. Both count as run, and only the earlier earns a longer one (our "
        "precaution). Delete the one that never was.",
    )
