"""Conditions of rules, written from what was said: a value, an age, a date, any, all, two of.

There is no "not" on purpose: a condition that holds goes on holding whatever else is said, so
that one more positive answer can never make the check laxer (SAFETY.md, Answers and gates).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

ANY_VALUE = "*"
"""Stands for every value: an item that can't be judged after an injury counts as positive."""

FIRST_ADULT_AGE = 18


@dataclass(frozen=True, slots=True)
class Age:
    """Years of age, as far as they are known: at least `low`, at most `high`; None is unknown."""

    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What holds together on a day: the values said of each question, and the age then."""

    values: Mapping[str, frozenset[str]]
    day: date
    age: Age = field(default_factory=Age)


class Sign(Protocol):
    """Something that holds in a picture or does not."""

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""

    def holds(self, picture: Picture) -> bool:
        """Whether it is so."""

    def shown_by(self, key: str, values: frozenset[str]) -> bool:
        """Whether these values of that question are part of it."""


@dataclass(frozen=True, slots=True)
class Said:
    """One of these values was said; any at all without values."""

    key: str
    values: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""
        return frozenset({self.key})

    def holds(self, picture: Picture) -> bool:
        """Whether one of them was said."""
        return self.shown_by(self.key, picture.values.get(self.key, frozenset()))

    def shown_by(self, key: str, values: frozenset[str]) -> bool:
        """Whether one of them is among the values."""
        if key != self.key or not values:
            return False
        return not self.values or ANY_VALUE in values or bool(values & self.values)


@dataclass(frozen=True, slots=True)
class Aged:
    """At least `least`, or under `under` years; by the age that is possible, not the likely one."""

    least: int | None = None
    under: int | None = None

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""
        return frozenset({"age"})

    def holds(self, picture: Picture) -> bool:
        """Whether the age may be so; an unknown age holds nothing and is asked for."""
        low, high = picture.age.low, picture.age.high
        old = self.least is None or (high is not None and high >= self.least)
        young = self.under is None or (low is not None and low < self.under)
        return old and young

    def shown_by(self, key: str, values: frozenset[str]) -> bool:  # noqa: ARG002 - of the protocol
        """Never: an age is not denied."""
        return False


@dataclass(frozen=True, slots=True)
class Within:
    """A day that was said lies at most `days` back."""

    key: str
    days: int

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""
        return frozenset({self.key})

    def holds(self, picture: Picture) -> bool:
        """Whether one of the days said is near enough, or can't be told."""
        said = picture.values.get(self.key, frozenset())
        earliest = picture.day - timedelta(days=self.days)
        return ANY_VALUE in said or any(date.fromisoformat(day) >= earliest for day in said)

    def shown_by(self, key: str, values: frozenset[str]) -> bool:  # noqa: ARG002 - of the protocol
        """Never: a day is not denied."""
        return False


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A number that was said is at least `least`."""

    key: str
    least: float

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""
        return frozenset({self.key})

    def holds(self, picture: Picture) -> bool:
        """Whether one of the numbers said is that high."""
        return self.shown_by(self.key, picture.values.get(self.key, frozenset()))

    def shown_by(self, key: str, values: frozenset[str]) -> bool:
        """Whether one of the numbers is that high."""
        return key == self.key and any(
            value == ANY_VALUE or float(value) >= self.least for value in values
        )


@dataclass(frozen=True, slots=True)
class Some:
    """At least `count` of the parts hold."""

    count: int
    parts: tuple[Sign, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Questions it reads."""
        return frozenset[str]().union(*(part.keys for part in self.parts))

    def holds(self, picture: Picture) -> bool:
        """Whether enough of them do."""
        return sum(part.holds(picture) for part in self.parts) >= self.count

    def shown_by(self, key: str, values: frozenset[str]) -> bool:
        """Whether the values are part of any part."""
        return any(part.shown_by(key, values) for part in self.parts)


def said(key: str, *values: str) -> Said:
    """One of the values was said of a question; any but "no" and "none" without values."""
    return Said(key, frozenset(values))


def any_of(*parts: Sign) -> Some:
    """One of them is enough."""
    return Some(1, parts)


def all_of(*parts: Sign) -> Some:
    """Every one of them."""
    return Some(len(parts), parts)


def two_of(*parts: Sign) -> Some:
    """Any two of them."""
    return Some(2, parts)


CHILD = Aged(under=FIRST_ADULT_AGE)
