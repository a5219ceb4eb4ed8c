"""Something that was measured of the runner's body on one day: a foot, a form, a self-test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kneewise.model.diary import Side

MeasureValue = float | str | None
"""A number with its unit in its name, a word, or None where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing of one side, or of none, on one local day.

    `kind` is what measured it ("foot", "form", "test", "posture"), `name` what ("arch_index",
    "lunge"); `at` is aware UTC, the moment it was put down; `values` have their units in their
    names and are never NaN; `version` is that of the code or the questions. `id` is 0 before
    it is kept.
    """

    kind: str
    name: str
    day: date
    at: datetime
    values: Mapping[str, MeasureValue]
    version: str
    side: Side | None = None
    id: int = 0
