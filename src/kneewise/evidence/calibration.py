"""How often the answer is right: the record on made-up runners whose truth was known.

`calibration.toml` is written from `validation/results.json` by `python -m validation.record`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the record: a share of so many cases, and what was asked of it beforehand.

    `upper_95` bounds the share from above where the line asks for few; `rival` is the same share
    for research alone, without a diary. `suspects` is how many each of these runners had.
    """

    name: str
    share: float
    of: int
    asked: str
    met: bool
    suspects: int
    upper_95: float | None = None
    rival: float | None = None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The whole record: how it is made again, and its lines by name."""

    command: str
    runners: int
    lines: Mapping[str, Record]

    @property
    def null_runners(self) -> int:
        """Runners in whom nothing was built in."""
        return sum(line.of for name, line in self.lines.items() if name.startswith("null_"))

    @property
    def null_named(self) -> int:
        """Runners of these in whom something was named."""
        nulls = (line for name, line in self.lines.items() if name.startswith("null_"))
        return round(sum(line.share * line.of for line in nulls))


@cache
def calibration() -> Calibration:
    """The record that is shipped."""
    raw = tomllib.loads(
        files(__package__ or "").joinpath("calibration.toml").read_text(encoding="utf-8")
    )
    lines = {name: Record(name=name, **entry) for name, entry in raw["line"].items()}
    return Calibration(raw["command"], raw["runners"], MappingProxyType(lines))
