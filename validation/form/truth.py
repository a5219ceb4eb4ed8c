"""What the measures of form really were, from joints in space and the force plate.

Written apart from `kneewise.body.form`: angles in the planes of the room, no camera, no estimate.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from validation.form.lab import SIDES, LabRun
from validation.form.virtual import Trunk, in_room

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Truth:
    """The lab run between two moments with a made-up trunk."""

    run: LabRun
    trunk: Trunk
    seconds: tuple[float, float]

    def values(self) -> dict[tuple[str, str | None], float]:
        """Every measure by name and side, None for both feet; means over the strides."""
        room = in_room(self.run, self.trunk)
        found: dict[tuple[str, str | None], float] = {
            ("trunk_lean_deg", None): self.trunk.lean_deg,
            ("trunk_rotation_deg", None): 2 * self.trunk.twist_deg,
        }
        both: dict[str, list[float]] = {}
        for side in SIDES:
            for name, values in self._side(room, side).items():
                if name in {"cadence_spm", "vertical_oscillation_percent"}:
                    both.setdefault(name, []).extend(values)
                else:
                    found[name, side] = float(np.mean(values))
        return found | {(name, None): float(np.mean(values)) for name, values in both.items()}

    def _side(self, room: dict[str, Floats], side: str) -> dict[str, list[float]]:
        other = "right" if side == "left" else "left"
        joints = {j: room[f"{side}_{j}"] for j in ("hip", "knee", "ankle", "heel", "toe")}
        thigh, shank = joints["knee"] - joints["hip"], joints["ankle"] - joints["knee"]
        foot = joints["toe"] - joints["heel"]
        out = 1.0 if side == "right" else -1.0
        hips = (room["left_hip"] + room["right_hip"]) / 2
        bend = np.degrees(_angle(shank, 1, 0) - _angle(thigh, 1, 0)) * -1
        lift = np.degrees(np.arctan2(foot[:, 1], foot[:, 0]))
        turned = np.degrees(np.arctan2(out * foot[:, 2], foot[:, 0]))
        swing = room[f"{other}_hip"] - joints["hip"]
        tilt = np.degrees(np.arctan2(-swing[:, 1], np.abs(swing[:, 2])))
        inward = np.degrees(out * (_angle(shank, 1, 2) - _angle(thigh, 1, 2)))
        leg = float(np.mean(np.linalg.norm(thigh, axis=1) + np.linalg.norm(shank, axis=1)))
        ahead = 100 * (joints["ankle"] - hips)[:, 0] / leg
        rows: dict[str, list[float]] = {}
        for strike, off, end, other_mid in self._strides(side, other):
            mid = (strike + off) / 2
            at, at_mid, at_off = (self._row(t) for t in (strike, mid, off))
            height = hips[at : self._row(end), 1]
            half = len(height) // 2
            values = {
                "cadence_spm": 120 / (end - strike),
                "step_time_ms": 1000 * (other_mid - mid),
                "contact_ms": 1000 * (off - strike),
                "flight_ms": 1000 * ((end - strike) / 2 - (off - strike)),
                "foot_strike_deg": lift[at] - lift[at_mid],
                "knee_contact_deg": bend[at],
                "knee_peak_deg": bend[at : at + int(0.75 * (at_off - at))].max(),
                "overstride_percent": ahead[at],
                "foot_progression_deg": turned[at_mid],
                "pelvic_drop_deg": tilt[at_mid] - tilt[at],
                "knee_frontal_deg": inward[at_mid],
                "vertical_oscillation_percent": 50
                * (np.ptp(height[:half]) + np.ptp(height[half:]))
                / leg,
            }
            for name, value in values.items():
                rows.setdefault(name, []).append(float(value))
        return rows

    def _strides(self, side: str, other: str) -> list[tuple[float, float, float, float]]:
        begin, end = self.seconds
        strikes, offs = self.run.strikes[side], self.run.offs[side]
        mids = (self.run.strikes[other] + self.run.offs[other]) / 2
        found = []
        for strike, after in pairwise(strikes):
            if strike < begin + 0.5 or after > end - 0.5:
                continue
            off = offs[offs > strike][0]
            found.append((strike, off, after, float(mids[mids > (strike + off) / 2][0])))
        return found

    def _row(self, at_s: float) -> int:
        return round(at_s * self.run.rate_hz)


def _angle(vectors: Floats, down: int, aside: int) -> Floats:
    """Angle of a bone from straight down towards `aside`, radians."""
    return np.asarray(np.arctan2(vectors[:, aside], -vectors[:, down]))
