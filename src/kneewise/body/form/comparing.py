"""The same runner again: what changed beyond its error, and what did not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from kneewise.body.form.answer import Measured
from kneewise.model.diary import Side
from kneewise.model.effect import Z90, Interval

Z_CHANGED = 2.576
"""99 %: a comparison has some ten lines, and of ten lines in which nothing changed one would be
called changed in every second comparison at 95 %, in every tenth so (our choice)."""


@dataclass(frozen=True, slots=True)
class Change:
    """One measure now and before: the difference with its 90 % interval in the measure's unit.

    `changed` only where it is beyond its error; `needed` is how large a difference would be.
    """

    name: str
    side: Side | None
    before: float
    now: float
    difference: Interval
    needed: float
    changed: bool


def compare(before: Iterable[Measured], now: Iterable[Measured]) -> tuple[Change, ...]:
    """Every measure that both have, of the same view and side, in the order of `now`."""
    earlier = {(line.name, line.side): line for line in before}
    return tuple(
        _change(earlier[line.name, line.side], line)
        for line in now
        if (line.name, line.side) in earlier
    )


def _change(before: Measured, now: Measured) -> Change:
    error = sqrt(before.again**2 + now.again**2)
    middle = now.value.mid - before.value.mid
    return Change(
        now.name,
        now.side,
        before.value.mid,
        now.value.mid,
        Interval(middle - Z90 * error, middle, middle + Z90 * error),
        needed=Z_CHANGED * error,
        changed=abs(middle) > Z_CHANGED * error,
    )
