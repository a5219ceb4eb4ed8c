"""Whether a runner's feet are flat, from the best that is known of them on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kneewise.body.foot.arch import Arch
from kneewise.body.foot.kept import prints_of
from kneewise.body.foot.posture import Stance, postures_of
from kneewise.model.diary import Side
from kneewise.model.measure import Measure


class Source(StrEnum):
    """What the answer rests on; the first of them that says clearly is taken."""

    PRINT = "print"
    POSTURE = "posture"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Footing:
    """`flat` is True where either foot is clearly flat, False where no foot measured is.

    None where nothing says so clearly; `source` what it rests on.
    """

    flat: bool | None
    source: Source | None


TOLD = {"pronated": True, "neutral": False, "supinated": False}


def footing(measures: Iterable[Measure], told: str | None, on: date | None = None) -> Footing:
    """What is known on a day: footprints before posture before what the runner said.

    The latest of each foot counts; before the first measure that one holds, as with every
    trait. The flatter foot decides (our choice: which knee is asked about is not known here).
    """
    known = list(measures)
    by_print = _latest(((p.side, p.day, _flat_arch(p.arch)) for p in prints_of(known)), on)
    by_posture = _latest(
        (
            (p.side, p.day, _flat_stance(p.stance))
            for p in postures_of(known)
            if p.stance is not None
        ),
        on,
    )
    for source, feet in ((Source.PRINT, by_print), (Source.POSTURE, by_posture)):
        if True in feet.values():
            return Footing(flat=True, source=source)
        if feet and None not in feet.values():
            return Footing(flat=False, source=source)
    if told in TOLD:
        return Footing(TOLD[told], Source.TOLD)
    return Footing(None, None)


def _latest(
    found: Iterable[tuple[Side, date, bool | None]], on: date | None
) -> dict[Side, bool | None]:
    """What the latest up to a day says of each foot; before the first one that one holds."""
    feet: dict[Side, bool | None] = {}
    for side, day, flat in found:
        if side not in feet or on is None or day <= on:
            feet[side] = flat
    return feet


def _flat_arch(arch: Arch) -> bool | None:
    if arch is Arch.LOW:
        return True
    return False if arch in {Arch.HIGH, Arch.NORMAL, Arch.HIGH_OR_NORMAL} else None


def _flat_stance(stance: Stance) -> bool | None:
    if stance is Stance.PRONATED:
        return True
    fine = {Stance.NEUTRAL, Stance.SUPINATED, Stance.SUPINATED_OR_NEUTRAL}
    return False if stance in fine else None
