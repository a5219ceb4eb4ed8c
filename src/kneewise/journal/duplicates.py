"""Which recordings are of one run: by the time both were moving, and by nothing else.

Everything here is a function of the set of recordings and of the pairs a person separated; the
order in which they came in makes no difference (DECISIONS.md, Duplicates).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
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
    """When the recording was moving: its span without pauses and without jumps of the clock.

    Seconds since 1970 UTC, in order and disjoint; empty for a recording without a date. A jump
    is a silence of more than an hour in a recording that creeps (or has no distance). Intervals
    that add up to less than a minute are not believed: then it is the whole span.
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
    if _length(whole) < _SHORTEST_S:
        whole = [(float(first), float(end))] if end > first else []
    return tuple((round(a, 3), round(b, 3)) for a, b in whole)


def length_s(intervals: Iterable[Interval]) -> float:
    """Seconds in all intervals together."""
    return _length(intervals)


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
        if theirs is None or abs(mine - theirs) <= DISTANCE_APART * max(mine, theirs):
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
    longest = max(_length(recording.moving) for recording in cluster)
    whole = [each for each in cluster if _length(each.moving) >= SAME_FROM * longest]
    pieces = [each for each in cluster if _length(each.moving) < SAME_FROM * longest]
    main, *doubles = sorted(whole, key=_worth)
    return Group(main, tuple(doubles), tuple(sorted(pieces, key=_identity)))


def _worth(recording: KeptRecording) -> tuple[object, ...]:
    """The best one sorts first: distance, dense samples, many inputs, many samples."""
    dense = recording.sample_count >= _DENSE_PER_S * _length(recording.moving)
    telling = sum(name in recording.columns for name in _TELLING)
    return (
        recording.distance_m is None,
        not (dense and recording.sample_count > 0),
        -telling,
        -recording.sample_count,
        _identity(recording),
    )


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


def _without(intervals: list[Interval], recording: Recording) -> list[Interval]:
    for pause in sorted(recording.pauses, key=lambda pause: pause.start_s):
        intervals = [
            part
            for a, b in intervals
            for part in ((a, min(b, pause.start_s)), (max(a, pause.end_s), b))
            if part[1] > part[0]
        ]
    return intervals
