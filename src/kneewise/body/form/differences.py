"""Left against right, where one clip shows both legs alike."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from kneewise.body.form.answer import Difference, Measured
from kneewise.body.form.errors import errors
from kneewise.model.diary import Side
from kneewise.model.effect import Z90, Interval
from kneewise.model.form import View


def differences_between(view: View, measured: Iterable[Measured]) -> tuple[Difference, ...]:
    """Left less right of every measure that has both.

    Both are wrong by the whole error, each in its own way: a landmark is not off alike on both
    legs, and a phone that stands askew shifts them apart.
    """
    by_side = {(line.name, line.side): line for line in measured}
    found = []
    for name in dict.fromkeys(name for name, _ in by_side):
        left, right = by_side.get((name, Side.LEFT)), by_side.get((name, Side.RIGHT))
        error = errors().get((view, name))
        if left is None or right is None or error is None:
            continue
        middle = left.value.mid - right.value.mid
        within = sum(max(0.0, line.again**2 - error.again**2) for line in (left, right))
        half = Z90 * sqrt(2 * error.spread**2 + within)
        found.append(Difference(name, Interval(middle - half, middle, middle + half)))
    return tuple(found)
