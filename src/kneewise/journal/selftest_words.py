"""Results of self-tests in sentences, the same on every front end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from kneewise.body.tests import Change, SideCourse, Standing, plain
from kneewise.journal.selftests import SelfTestAnswer
from kneewise.model import numbers
from kneewise.model.diary import Side

DayWords = Callable[[date | None], str]


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side: its latest result with where that stands, and what changed."""

    side: Side
    result: str
    changes: tuple[str, ...]


def side_words(answer: SelfTestAnswer, day: DayWords = numbers.day) -> tuple[SideWords, ...]:
    """What was measured, a side each."""
    return tuple(_side(answer, course, day) for course in answer.sides)


def difference_words(answer: SelfTestAnswer) -> tuple[str, ...]:
    """How the sides compare; nothing where neither was measured."""
    if not answer.sides:
        return ()
    if answer.difference is None:
        return (plain("difference.none"),)
    found = answer.difference
    by = f"{abs(found.by.mid):.{answer.digits}f}"
    said = plain(f"difference.{found.verdict}", by=by, unit=answer.unit)
    return (said, plain("difference.worth"))


def value_words(answer: SelfTestAnswer, value: float) -> str:
    """`9.5 cm`."""
    return f"{value:.{answer.digits}f} {answer.unit}"


def kept_words(answer: SelfTestAnswer, said: dict[Side, float]) -> str:
    """What was kept, in a sentence."""
    each = ", ".join(f"{side} {value_words(answer, value)}" for side, value in said.items())
    return plain("kept", label=answer.label, said=each)


def _side(answer: SelfTestAnswer, course: SideCourse, day: DayWords) -> SideWords:
    latest = course.latest
    low, high = max(latest.low, answer.low), min(latest.high, answer.high)
    span = f"{latest.mid:.{answer.digits}f} ({low:.{answer.digits}f}–{high:.{answer.digits}f})"
    value = f"{span} {answer.unit}, {day(course.points[-1].day)}"
    standing = _standing(answer, course.standing)
    changes = tuple(
        _change(answer, change, day)
        for change in (course.since_last, course.since_first)
        if change is not None
    )
    said = value if standing is None else f"{value}: {standing}"
    return SideWords(course.side, said, changes)


def _standing(answer: SelfTestAnswer, standing: Standing | None) -> str | None:
    reference = answer.cutoff if answer.cutoff is not None else answer.mean
    if standing is None or reference is None:
        return None
    return plain(f"standing.{standing}", reference=f"{reference:g} {answer.unit}")


def _change(answer: SelfTestAnswer, change: Change, day: DayWords) -> str:
    by = change.by.mid
    size = f"{abs(by):.{answer.digits}f}"
    if change.verdict == "same":
        size = f"{by:+.{answer.digits}f}"
    return plain(f"change.{change.verdict}", day=day(change.since), by=size, unit=answer.unit)
