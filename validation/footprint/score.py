"""Measure pictures whose truth is known, and what came of it against what was promised."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from kneewise.body.foot import Sheet, look
from kneewise.model.diary import Side
from validation.footprint.not_feet import a_wrong_one
from validation.footprint.prints import a_shot

MOST_OFF = 0.02


@dataclass(frozen=True, slots=True)
class Measured:
    """One print of one picture; `found` None where it was not measured, `why` then."""

    kind: str
    said: dict[str, str]
    truth: float
    found: tuple[float, float, float] | None
    side_right: bool | None
    why: str | None = None

    @property
    def off(self) -> float:
        """Found less true."""
        return float("nan") if self.found is None else self.found[1] - self.truth

    @property
    def holds(self) -> bool:
        """Whether the interval holds the truth."""
        return self.found is not None and self.found[0] <= self.truth <= self.found[2]


def measure_shot(seed: int) -> list[Measured]:
    """Every print of picture `seed`, found or not.

    Prints come from left to right; the left foot stands left where there are two.
    """
    shot = a_shot(seed)
    reading = look(shot.data, Sheet(shot.sheet))
    sides = sorted(shot.truth)
    if reading.refused is not None or len(reading.prints) < len(sides):
        named = {one.side: one for one in reading.prints if one.side is not None}
        why = str(reading.refused or next(iter(reading.left_out), "one found"))
    else:
        named, why = {}, ""
    found = []
    for k, side in enumerate(sides):
        known = reading.prints[k] if not why else named.get(Side(side))
        index = None if known is None else known.arch_index
        found.append(
            Measured(
                shot.kind,
                shot.said,
                shot.truth[side],
                None if index is None else (index.low, index.mid, index.high),
                None if known is None else known.side == side,
                why or None,
            )
        )
    return found


def refused_wrong(seed: int) -> tuple[str, str | None]:
    """(what it was, why it was refused; None where it was measured)."""
    name, data = a_wrong_one(seed)
    reading = look(data, Sheet.A4)
    return name, None if reading.refused is None else str(reading.refused)


def refused_frame(frame: tuple[str, bytes]) -> tuple[str, str | None]:
    """The same for a frame of a real video."""
    reading = look(frame[1], Sheet.A4)
    return frame[0].partition(":")[0], None if reading.refused is None else str(reading.refused)


def figures(prints: Sequence[Measured]) -> dict[str, Any]:
    """Acceptance, errors and coverage of some prints."""
    known = [one for one in prints if one.found is not None]
    out: dict[str, Any] = {"prints": len(prints), "measured": _share(len(known), len(prints))}
    out["refused_because"] = dict(Counter(one.why for one in prints if one.found is None))
    if not known:
        return out
    off = np.array([one.off for one in known])
    wide = np.array([one.found[2] - one.found[0] for one in known if one.found is not None])
    sides = [one.side_right for one in known]
    return out | {
        "off_by_at_most_0.02": _share(int((np.abs(off) <= MOST_OFF).sum()), len(off)),
        "off_50_95_99_100": [_cut(v) for v in np.percentile(np.abs(off), [50, 95, 99, 100])],
        "bias": _cut(off.mean()),
        "interval_holds": _share(sum(one.holds for one in known), len(known)),
        "interval_wide_median": _cut(np.median(wide)),
        "side_right": _share(sum(side is True for side in sides), len(sides)),
    }


def refusals(answers: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """How many of what was no print were refused, and why, by what they were."""
    by_name: dict[str, Counter[str]] = {}
    for name, why in answers:
        by_name.setdefault(name, Counter())[why or "MEASURED"] += 1
    total = sum(sum(found.values()) for found in by_name.values())
    wrong = sum(found["MEASURED"] for found in by_name.values())
    return {
        "pictures": total,
        "refused": _share(total - wrong, total),
        "by": {name: dict(found) for name, found in sorted(by_name.items())},
    }


def _share(part: int, whole: int) -> float | None:
    return None if whole == 0 else round(part / whole, 4)


def _cut(value: float) -> float:
    return round(float(value), 4)


def acceptance(
    prints: dict[str, Any], drawn: dict[str, Any] | None, frames: dict[str, Any] | None
) -> dict[str, Any]:
    """Each promise: the figure, the limit, and whether it is met."""
    lines = {
        "|error| <= 0.02": (prints["off_by_at_most_0.02"], 0.95),
        "prints measured": (prints["measured"], 0.95),
        "90 % interval holds": (prints["interval_holds"], 0.85),
    }
    if drawn is not None:
        lines["no prints refused, drawn"] = (drawn["refused"], 0.95)
    if frames is not None and frames["pictures"]:
        lines["no prints refused, real frames"] = (frames["refused"], 0.95)
    return {
        name: {"value": value, "limit": f">= {limit}", "met": value is not None and value >= limit}
        for name, (value, limit) in lines.items()
    }
