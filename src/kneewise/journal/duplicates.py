"""Which recordings are of one run: by the time both were moving, and by nothing else.

Everything here is a function of the set of recordings and of the pairs a person separated; the
order in which they came in makes no difference (DECISIONS.md, Duplicates).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from kneewise.model.problem import Problem
from kneewise.model.recording import Recording
from kneewise.store.kept import Interval, KeptRecording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME_FROM = 0.8
"""Overlap as a share of the shorter one's moving time from which two are one run."""

DISTANCE_APART = 0.1
"""Difference in distance, as a share of the longer, that is told as a problem."""

JUMP_S = 3600.0
"""A silence longer than this is a jump of the clock where the pace says so too: our choice. In
549 real files apps leave up to 34 min without a sample in the middle of a run."""

CREEPING_M_S = 0.7
"""Slower than any walk; a recording as slow as that on the whole spans time it was not moving."""

STILL_S, STILL_M = 3600.0, 50.0
"""An hour in which less than 50 m were covered is no moving time: our choice, below any walk."""

_DENSE_PER_S = 1 / 15
_SHORTEST_S = 60.0
_TELLING = (
    "speed_m_s",
    "distance_m",
    "altitude_m",
    "latitude_deg",
    "cadence_spm",
    "heart_rate_bpm",
    "step_length_m",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Recordings of one run: the main one first, then its doubles, then pieces attached to it."""

    main: KeptRecording
    doubles: tuple[KeptRecording, ...]
    attached: tuple[KeptRecording, ...]

    @property
    def members(self) -> tuple[KeptRecording, ...]:
        """All of them, the main one first."""
        return (self.main, *self.doubles, *self.attached)


def moving_intervals(recording: Recording) -> tuple[Interval, ...]:
    """When the recording was moving: its span without pauses, jumps of the clock and long rests.

    Seconds since 1970 UTC, in order and disjoint; empty for a recording without a date. A jump
    is a silence of more than an hour in a recording that creeps (or has no distance); a rest is
    an hour and more with less than 50 m. Intervals that add up to less than a minute are not
    believed: then it is the whole span.
    """
    if recording.started_at is None:
        return ()
    import numpy as np

    start = recording.started_at.timestamp()
    known = recording.samples["time_s"]
    known = np.sort(known[np.isfinite(known)])
    end = max(start + (recording.elapsed_s or 0.0), known[-1] if known.size else start)
    first = min(start, known[0]) if known.size else start
    whole = _without([(float(first), float(end))], recording)
    if _creeps(whole, recording.distance_m):
        whole = _without(_without_jumps(np.array([first, *known, end])), recording)
    whole = _cut(whole, _rests(recording))
    if _length(whole) < _SHORTEST_S:
        whole = [(float(first), float(end))] if end > first else []
    return tuple((round(a, 3), round(b, 3)) for a, b in whole)


def overlap_s(one: Sequence[Interval], other: Sequence[Interval]) -> float:
    """Seconds that lie in both; each in order and disjoint."""
    i = j = 0
    total = 0.0
    while i < len(one) and j < len(other):
        total += max(0.0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return total


def overlap_share(one: KeptRecording, other: KeptRecording) -> float:
    """Overlap as a share of the shorter one's moving time, 0-1.

    Of two without any duration only those that began in the same second overlap.
    """
    shorter = min(_length(one.moving), _length(other.moving))
    if shorter > 0:
        return overlap_s(one.moving, other.moving) / shorter
    together = one.started_at is not None and one.started_at == other.started_at
    return 1.0 if together and not one.moving and not other.moving else 0.0


def group(
    recordings: Iterable[KeptRecording], apart: Collection[tuple[int, int]] = ()
) -> tuple[Group, ...]:
    """The runs that these recordings make. `apart` are pairs of ids, the smaller first.

    Whoever overlaps enough belongs together, and so does whoever belongs to those; closest
    overlap first, and never two that were separated in one group.
    """
    ordered = sorted(recordings, key=_identity)
    clusters = {recording.id: [recording] for recording in ordered}
    edges = [
        (-share, _identity(one), _identity(other), one, other)
        for one, other in combinations(ordered, 2)
        if (share := overlap_share(one, other)) >= SAME_FROM
    ]
    for _, _, _, one, other in sorted(edges, key=lambda edge: edge[:3]):
        mine, theirs = clusters[one.id], clusters[other.id]
        if mine is theirs or _separated(mine, theirs, apart):
            continue
        mine.extend(theirs)
        for recording in theirs:
            clusters[recording.id] = mine
    unique = {id(cluster): cluster for cluster in clusters.values()}
    return tuple(_made_of(cluster) for cluster in unique.values())


def distance_problems(group: Group, names: Mapping[str, str]) -> tuple[Problem, ...]:
    """A problem for every double whose distance differs by more than a tenth.

    `names` gives the file name of an original by its sha256.
    """
    mine = group.main.distance_m
    if mine is None:
        return ()
    problems = []
    for double in group.doubles:
        theirs = double.distance_m
        if theirs is None or _agree(mine, theirs):
            continue
        problems.append(
            Problem(
                names[double.sha256],
                "distance",
                f"says {theirs / 1000:.2f} km where {names[group.main.sha256]} says "
                f"{mine / 1000:.2f} km of the same run. The latter is used; edit the distance "
                "where that is wrong.",
            )
        )
    return tuple(problems)


def _made_of(cluster: Sequence[KeptRecording]) -> Group:
    """The best of those that hold the whole run is the main one; the others double it.

    Whole is what lasts about as long as the longest one, or says about the same distance as the
    best of these: an app that pauses by itself or whose clock jumped lasts less or more.
    """
    sound = [each for each in cluster if not _jumped(each)] or list(cluster)
    longest = max(_length(recording.moving) for recording in sound)
    lasting = [each for each in sound if _length(each.moving) >= SAME_FROM * longest]
    measure = min(lasting, key=_worth).distance_m
    whole = [
        each
        for each in cluster
        if _length(each.moving) >= SAME_FROM * longest or _agree(each.distance_m, measure)
    ]
    main, *doubles = sorted(whole, key=_worth)
    pieces = [each for each in cluster if each not in whole]
    return Group(main, tuple(doubles), tuple(sorted(pieces, key=_identity)))


def _worth(recording: KeptRecording) -> tuple[object, ...]:
    """The best one sorts first: a steady clock, distance, dense samples, many inputs, many."""
    dense = recording.sample_count >= _DENSE_PER_S * _length(recording.moving)
    telling = sum(name in recording.columns for name in _TELLING)
    return (
        _jumped(recording),
        recording.distance_m is None,
        not (dense and recording.sample_count > 0),
        -telling,
        -recording.sample_count,
        _identity(recording),
    )


def _jumped(recording: KeptRecording) -> bool:
    """Whether an hour and more in it is neither moving nor a pause that the device knew of."""
    if recording.started_at is None:
        return False
    start = recording.started_at.timestamp()
    ends = ((start, start), *recording.moving, (start + (recording.elapsed_s or 0.0),) * 2)
    pauses = [(pause.start_s, pause.end_s) for pause in recording.pauses]
    silences = [(before[1], after[0]) for before, after in pairwise(ends)]
    return any(_length(_cut([each], pauses)) > JUMP_S for each in silences if each[1] > each[0])


def _agree(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return False
    return abs(one - other) <= DISTANCE_APART * max(one, other)


def _identity(recording: KeptRecording) -> tuple[str, int]:
    return recording.sha256, recording.index


def _separated(
    mine: Sequence[KeptRecording],
    theirs: Sequence[KeptRecording],
    apart: Collection[tuple[int, int]],
) -> bool:
    return bool(apart) and any(
        (min(one.id, other.id), max(one.id, other.id)) in apart for one in mine for other in theirs
    )


def _length(intervals: Iterable[Interval]) -> float:
    return sum(end - start for start, end in intervals)


def _creeps(intervals: Sequence[Interval], distance_m: float | None) -> bool:
    return distance_m is None or distance_m < CREEPING_M_S * _length(intervals)


def _without_jumps(times: NDArray[np.float64]) -> list[Interval]:
    import numpy as np

    after = np.flatnonzero(np.diff(times) > JUMP_S)
    starts = [times[0], *times[after + 1]]
    ends = [*times[after], times[-1]]
    return [(float(a), float(b)) for a, b in zip(starts, ends, strict=True) if b > a]


def _rests(recording: Recording) -> list[Interval]:
    """Stretches of an hour and more in which the distance hardly grew, in order and disjoint."""
    import numpy as np

    distance = recording.samples.get("distance_m")
    if distance is None:
        return []
    time = recording.samples["time_s"]
    known = np.isfinite(time) & np.isfinite(distance)
    order = np.argsort(time[known], kind="stable")
    time, distance = time[known][order], np.maximum.accumulate(distance[known][order])
    if time.size < 2 or time[-1] - time[0] < STILL_S:
        return []
    # Only where a sample is: between two the distance is taken to grow evenly.
    still = np.interp(time + STILL_S, time, distance) - distance < STILL_M
    rests: list[Interval] = []
    for start in time[still & (time + STILL_S <= time[-1])].tolist():
        if rests and start <= rests[-1][1]:
            rests[-1] = (rests[-1][0], start + STILL_S)
        else:
            rests.append((start, start + STILL_S))
    return rests


def _cut(intervals: list[Interval], away: Iterable[Interval]) -> list[Interval]:
    """The intervals without what lies in any of `away`."""
    for start, end in away:
        intervals = [
            part
            for a, b in intervals
            for part in ((a, min(b, start)), (max(a, end), b))
            if part[1] > part[0]
        ]
    return intervals


def _without(intervals: list[Interval], recording: Recording) -> list[Interval]:
    pauses = sorted(recording.pauses, key=lambda pause: pause.start_s)
    return _cut(intervals, ((pause.start_s, pause.end_s) for pause in pauses))
