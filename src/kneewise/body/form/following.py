"""Who is who from frame to frame, and which of them is the runner."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from kneewise.body.form.landmarks import COUNT, LANDMARKS
from kneewise.body.form.track import Track

Floats = NDArray[np.float64]

REACH = 0.6
"""How far the hips may go from one frame to the next, as a share of the trunk's length: at 24
frames a second even a sprint across the picture stays below (our choice)."""

LOST_S = 0.5
"""Who is not found for longer begins anew as somebody else."""

MOST = 8
"""People followed at a time; the model is asked for fewer."""


@dataclass(slots=True, eq=False)
class _Person:
    hips: Floats = field(default_factory=lambda: np.zeros(2))
    trunk: float = 0.0
    last_s: float = -1.0
    rows: list[int] = field(default_factory=list)
    poses: list[Floats] = field(default_factory=list)

    def take(self, row: int, at_s: float, pose: Floats) -> None:
        """This pose of this frame is theirs."""
        self.hips, self.trunk, self.last_s = _hips(pose), _trunk(pose), at_s
        self.rows.append(row)
        self.poses.append(pose.astype(np.float32))


@dataclass(slots=True)
class Following:
    """Takes what was found in frame after frame; `runner()` is the track of one of them.

    Holds landmarks alone: some 400 bytes a person and frame.
    """

    size_px: tuple[int, int]
    _times: list[float] = field(default_factory=list)
    _people: list[_Person] = field(default_factory=list)

    def add(self, at_s: float, poses: list[Floats]) -> None:
        """People of one frame, each (33, 3): x and y in pixels, and how sure it is seen."""
        row = len(self._times)
        self._times.append(at_s)
        known = [p for p in self._people if at_s - p.last_s <= LOST_S]
        new = [pose for pose in poses if np.isfinite(_trunk(pose)) and _trunk(pose) > 0]
        taken: list[Floats] = []
        for _, person, pose in _pairs(known, new, at_s):
            if person.last_s < at_s and not _among(pose, taken):
                person.take(row, at_s, pose)
                taken.append(pose)
        for pose in new:
            # The model finds the same person twice now and then: who stands in another is none.
            if not _among(pose, taken) and len(known) < MOST and not _twin(pose, taken):
                self._people.append(_Person())
                self._people[-1].take(row, at_s, pose)
                taken.append(pose)

    def runner(self) -> Track | None:
        """Whose legs moved most for longest, and large; None where nobody was found."""
        best = max(self._people, key=self._running, default=None)
        if best is None:
            return None
        whole = np.full((len(self._times), COUNT, 3), np.nan)
        whole[best.rows] = np.stack(best.poses)
        return Track(np.array(self._times), whole[..., :2], whole[..., 2], self.size_px)

    def others(self) -> int:
        """How many others were in the picture for at least a quarter of the runner's time."""
        best = max(self._people, key=self._running, default=None)
        if best is None:
            return 0
        enough = max(3, len(best.rows) // 4)
        return sum(len(p.rows) >= enough for p in self._people if p is not best)

    def _running(self, person: _Person) -> float:
        poses = np.stack(person.poses)
        ankles = poses[:, [LANDMARKS.index("left_ankle"), LANDMARKS.index("right_ankle")], :2]
        apart = ankles[:, 0] - ankles[:, 1]
        moved = float(np.linalg.norm(np.nanstd(apart, axis=0)))
        trunk = float(np.median([_trunk(pose) for pose in poses]))
        return len(person.rows) * moved * min(1.0, moved / trunk)


def _hips(pose: Floats) -> Floats:
    left, right = LANDMARKS.index("left_hip"), LANDMARKS.index("right_hip")
    return np.asarray((pose[left, :2] + pose[right, :2]) / 2)


def _trunk(pose: Floats) -> float:
    left, right = LANDMARKS.index("left_shoulder"), LANDMARKS.index("right_shoulder")
    return float(np.linalg.norm((pose[left, :2] + pose[right, :2]) / 2 - _hips(pose)))


def _pairs(
    known: list[_Person], new: list[Floats], at_s: float
) -> list[tuple[float, _Person, Floats]]:
    """Who may be whom, the likeliest first."""
    found = [
        (_gap(person, pose), person, pose)
        for person in known
        for pose in new
        # Somebody unseen for a while may be found farther away.
        if _gap(person, pose) <= REACH * (1 + 4 * (at_s - person.last_s))
    ]
    return sorted(found, key=lambda pair: pair[0])


def _gap(person: _Person, pose: Floats) -> float:
    """How unlike: the way of the hips in trunks, and half of the change in size."""
    trunk = _trunk(pose)
    way = float(np.linalg.norm(person.hips - _hips(pose))) / max(person.trunk, trunk)
    return way + abs(float(np.log(person.trunk / trunk))) / 2


def _among(pose: Floats, taken: list[Floats]) -> bool:
    return any(pose is other for other in taken)


def _twin(pose: Floats, taken: list[Floats]) -> bool:
    return any(
        float(np.linalg.norm(_hips(pose) - _hips(other))) < _trunk(other) / 2 for other in taken
    )
