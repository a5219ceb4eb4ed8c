"""What each run was exposed to, and how that is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Known(StrEnum):
    """How an exposure's value is known."""

    MEASURED = "measured"
    PLANNED = "planned"
    IMPUTED = "imputed"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class Timing(StrEnum):
    """When an exposure is fixed relative to pain (INFERENCE.md 3)."""

    BEFORE = "before"
    PLANNED = "planned"
    EARLY = "early"
    REACTIVE = "reactive"


class Kind(StrEnum):
    """Whether the diary can teach it (`run`) or it never changes (`trait`)."""

    RUN = "run"
    TRAIT = "trait"


class ReferenceKind(StrEnum):
    """What one step is compared with (INFERENCE.md 1.6)."""

    ABSENT = "absent"
    VALUE = "value"
    OWN_MEDIAN = "own_median"


@dataclass(frozen=True, slots=True)
class Reference:
    """The reference level: absent (0), a fixed value, or the runner's own median."""

    kind: ReferenceKind
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One run's exposure: a value in the column's unit and how it is known.

    Null where unknown. "Not applicable" carries the reference value (0 for binary ones) and is
    unexposed, with the reason in `reason`. `reverse_possible` marks a realised value that pain
    may have shortened, `before_pain_only` one that may be an answer to pain: on runs that were not
    free of it, it counts as unknown.
    """

    value: float | None
    known: Known
    reason: str | None = None
    reverse_possible: bool = False
    before_pain_only: bool = False


@dataclass(frozen=True, slots=True)
class ExposureColumn:
    """One named exposure over the runs of a history, in their order.

    `step` is one step in `unit`; None means one of the runner's own standard deviations.
    `before_pain_only` marks what counts as a cause only on runs without pain before the start
    and in the 7 days before (stretching, new insoles, cross-training ...). `prior` names an
    entry of `evidence/priors.toml`. `confounded_with_time` marks what only rises (shoe km,
    season): prior only for a runner without a diary.
    """

    name: str
    cause: str
    timing: Timing
    kind: Kind
    prior: str
    unit: str
    step: float | None
    reference: Reference
    cells: tuple[Cell, ...]
    binary: bool = False
    before_pain_only: bool = False
    from_load: bool = False
    confounded_with_time: bool = False
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExposureTable:
    """One row a run, columns by cause; `run_ids` gives the rows."""

    run_ids: tuple[int, ...]
    columns: tuple[ExposureColumn, ...]
    variants: Mapping[str, tuple[ExposureColumn, ...]]
    """The same columns computed another way, for the sensitivity runs: `realised` (what was
    run, not planned) and `plain` (denominators not protected). Only columns that differ."""
