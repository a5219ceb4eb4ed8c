"""What is expected before the runner's own diary speaks: times to pain-free as published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp

from kneewise.model.errors import UsageError


@dataclass(frozen=True, slots=True)
class Part:
    """A log-normal time to pain-free, in days, with its weight in a mixture."""

    weight: float
    median_days: float
    sd_log: float


@dataclass(frozen=True, slots=True)
class Expectation:
    """One kind of trouble: its distribution over runners, and the studies (none: assumed).

    Its words are `kind.NAME` (who "runners like this" are).
    """

    name: str
    parts: tuple[Part, ...]
    studies: tuple[str, ...] = ()

    def shifted(self, ln_factor: float) -> Expectation:
        """The same with every median multiplied by exp(ln_factor)."""
        factor = exp(ln_factor)
        return replace(
            self,
            parts=tuple(replace(p, median_days=p.median_days * factor) for p in self.parts),
        )


_TWINGE = Part(1.0, 8.5, 1.0)
"""Our assumption: 7-10 days without time loss, sd 1.0."""

_INJURY = Part(1.0, 56.0, 0.88)
"""MULVAD2018, all injuries: median 56 d, interquartile range 70 d = 2 · 56 · sinh(0.674 sd)."""

EXPECTATIONS: tuple[Expectation, ...] = (
    Expectation("kneecap_pain", (Part(1.0, 49.0, 0.9),), ("MULVAD2018",)),
    Expectation("injury", (_INJURY,), ("MULVAD2018",)),
    # sd: our assumption; the study gives 9-617 d and 13 % not recovered
    Expectation("novice_injury", (Part(1.0, 71.0, 0.9),), ("NIELSEN2014TTR",)),
    Expectation("twinge", (_TWINGE,)),
    # nobody has named it: half and half, our assumption; each day it lasts speaks for the injury
    Expectation(
        "undiagnosed", (replace(_TWINGE, weight=0.5), replace(_INJURY, weight=0.5)), ("MULVAD2018",)
    ),
)


def expectation(name: str) -> Expectation:
    """The one of that name. Raises UsageError that lists the names."""
    for found in EXPECTATIONS:
        if found.name == name:
            return found
    names = ", ".join(found.name for found in EXPECTATIONS)
    raise UsageError(f"{name!r} is no kind of trouble known here; take one of: {names}.")
