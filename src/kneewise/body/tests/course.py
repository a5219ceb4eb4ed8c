"""Results over time: where the latest stands, what changed, and how the sides differ.

A result is known to half-width error / sqrt(2), so that two of them differ beyond `error` only
where their difference is more than the measurement's own (the 95 % of a difference of two).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from kneewise.body.tests.selftest import KIND, VERSION, SelfTest
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.measure import Measure

TOGETHER_DAYS = 14
"""Our choice: results of two sides so many days apart are still compared."""


class Standing(StrEnum):
    """Where a result stands against a cut-off or a mean; `border` is within its own error."""

    SHORT = "short"
    BORDER = "border"
    BEYOND = "beyond"
    LESS = "less"
    ABOUT = "about"
    MORE = "more"


class Verdict(StrEnum):
    """Whether two results differ by more than the measurement's own error."""

    SAME = "same"
    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Change:
    """From an earlier result to the latest, in the test's unit."""

    since: date
    by: Interval
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Point:
    """One result; `number` is the measure's."""

    number: int
    day: date
    value: float


@dataclass(frozen=True, slots=True)
class SideCourse:
    """One side: every result, oldest first, where the latest stands, and what changed."""

    side: Side
    points: tuple[Point, ...]
    latest: Interval
    standing: Standing | None
    since_first: Change | None
    since_last: Change | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Left less right of the latest results within two weeks of each other."""

    by: Interval
    verdict: Verdict


def courses(
    test: SelfTest, measures: Iterable[Measure], mean: float | None = None
) -> tuple[SideCourse, ...]:
    """The course of each side that was measured; `mean` is that of people alike, if known.

    Of several results of a side and day the last counts.
    """
    found = []
    for side in Side:
        by_day: dict[date, Point] = {}
        for one in sorted(measures := tuple(measures), key=lambda m: (m.day, m.at, m.id)):
            value = one.values.get(test.value)
            mine = one.kind == KIND and one.name == test.name and one.version == VERSION
            if mine and one.side is side and isinstance(value, int | float):
                by_day[one.day] = Point(one.id, one.day, float(value))
        if by_day:
            found.append(_course(test, side, tuple(by_day.values()), mean))
    return tuple(found)


def _course(
    test: SelfTest, side: Side, points: tuple[Point, ...], mean: float | None
) -> SideCourse:
    latest = _around(points[-1].value, test.error / sqrt(2))
    first = change(test, points[0], points[-1]) if len(points) > 1 else None
    last = change(test, points[-2], points[-1]) if len(points) > 2 else None
    return SideCourse(side, points, latest, _standing(test, latest, mean), first, last)


def change(test: SelfTest, earlier: Point, later: Point) -> Change:
    """What lies between two results."""
    by = later.value - earlier.value
    return Change(earlier.day, _around(by, test.error), _verdict(by, test.error))


def difference(test: SelfTest, sides: Iterable[SideCourse]) -> Difference | None:
    """How the sides differ; None where one was not measured, or long before the other."""
    latest = {course.side: course.points[-1] for course in sides}
    if len(latest) < 2:
        return None
    left, right = latest[Side.LEFT], latest[Side.RIGHT]
    if abs((left.day - right.day).days) > TOGETHER_DAYS:
        return None
    by = left.value - right.value
    return Difference(_around(by, test.error), _verdict(by, test.error))


def _around(value: float, half: float) -> Interval:
    return Interval(value - half, value, value + half)


def _verdict(by: float, error: float) -> Verdict:
    if abs(by) <= error:
        return Verdict.SAME
    return Verdict.MORE if by > 0 else Verdict.LESS


def _standing(test: SelfTest, latest: Interval, mean: float | None) -> Standing | None:
    reference = test.reference
    if reference is not None:
        below, above = latest.high < reference.value, latest.low > reference.value
        if not (below or above):
            return Standing.BORDER
        return Standing.SHORT if below == (reference.short == "below") else Standing.BEYOND
    if mean is None:
        return None
    if latest.low <= mean <= latest.high:
        return Standing.ABOUT
    return Standing.LESS if latest.high < mean else Standing.MORE
