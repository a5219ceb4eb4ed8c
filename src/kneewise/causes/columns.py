"""What a cause says of itself as data, and arrays in time order made into its columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kneewise.causes.timeline import Flags, Floats, Timeline
from kneewise.model.exposure import (
    Cell,
    ExposureColumn,
    Kind,
    Known,
    Reference,
    ReferenceKind,
    Timing,
)
from kneewise.model.words import filled_from

YES_NO = "yes/no"
ABSENT = Reference(ReferenceKind.ABSENT)
OWN_MEDIAN = Reference(ReferenceKind.OWN_MEDIAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The parts of a `Cause` that are plain data; a cause adds its thresholds and `exposure`."""

    name: str
    prior: str
    timing: Timing
    needs: tuple[str, ...]
    asks: tuple[str, ...] = ()
    kind: Kind = Kind.RUN
    unit: str = YES_NO
    unit_step: float | None = 1.0
    reference: Reference = ABSENT
    has_lever: bool = True

    @property
    def label(self) -> str:
        """Words id of its name in tables."""
        return f"{self.name}.label"

    @property
    def lever(self) -> str | None:
        """Words id of the one change that tests it."""
        return f"{self.name}.lever" if self.has_lever else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """How a column differs from what its cause says, and what `why/` must know of it."""

    name: str | None = None
    prior: str | None = None
    timing: Timing | None = None
    before_pain_only: bool = False
    from_load: bool = False
    confounded_with_time: bool = False


def column(
    cause: Described, found: tuple[Cell, ...], traits: Traits | None = None
) -> ExposureColumn:
    """A column of this cause over `found`; `traits` name where it is special."""
    special = traits or Traits()
    return ExposureColumn(
        name=special.name or cause.name,
        cause=cause.name,
        timing=special.timing or cause.timing,
        kind=cause.kind,
        prior=special.prior or cause.prior,
        unit=cause.unit,
        step=cause.unit_step,
        reference=cause.reference,
        cells=found,
        binary=cause.unit == YES_NO,
        before_pain_only=special.before_pain_only,
        from_load=special.from_load,
        confounded_with_time=special.confounded_with_time,
    )


def cells(
    timeline: Timeline,
    values: Floats,
    *,
    known: Sequence[Known] | None = None,
    reasons: Mapping[int, str] | None = None,
    reverse_possible: Flags | None = None,
    before_pain_only: Flags | None = None,
) -> tuple[Cell, ...]:
    """One cell a run, in the order of `history.runs`; everything given is in time order.

    NaN becomes null and unknown, whatever `known` says (measured without it). `reasons` holds
    sentences by place in time. Equal cells are one object, so that long tables stay small.
    """
    made: dict[tuple[object, ...], Cell] = {}
    found: list[Cell | None] = [None] * len(timeline)
    no = [False] * len(timeline)
    reverse = no if reverse_possible is None else reverse_possible.tolist()
    only = no if before_pain_only is None else before_pain_only.tolist()
    missing = np.isnan(values).tolist()
    sayings = reasons or {}
    rows = timeline.rows.tolist()
    for place, value in enumerate(values.tolist()):
        if missing[place]:
            key = (None, Known.UNKNOWN, sayings.get(place), False, False)
        else:
            how = Known.MEASURED if known is None else known[place]
            key = (value, how, sayings.get(place), reverse[place], only[place])
        same = (*key, filled_from(key[2]))
        cell = made.get(same)
        if cell is None:
            cell = made[same] = Cell(*key)
        found[rows[place]] = cell
    return tuple(cell for cell in found if cell is not None)


def exposed(condition: Flags, unknown: Flags) -> Floats:
    """1.0 where a condition held, 0.0 where it did not, NaN where it is unknown."""
    values: Floats = np.where(unknown, np.nan, condition.astype(np.float64))
    return values
