"""What a watch recorded of how a run was stepped, against the runner's own usual."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kneewise.model.effect import Interval


class Verdict(StrEnum):
    """Where a run lies against the runner's own usual."""

    USUAL = "usual"
    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its mean, the own usual at that speed (None: can't tell), and from how many.

    `known_to` is the interval of the value itself where it hangs on something unknown.
    """

    name: str
    value: float
    usual: Interval | None
    runs: int
    verdict: Verdict
    known_to: Interval | None = None


@dataclass(frozen=True, slots=True)
class Dynamics:
    """What the watch recorded of a run's steps; quantities that were not are not there.

    `left_ms` and `right_ms` are contact by foot, where the watch tells the feet apart.
    """

    quantities: tuple[Quantity, ...]
    left_ms: float | None
    right_ms: float | None
