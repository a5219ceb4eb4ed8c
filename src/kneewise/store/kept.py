"""What the store keeps of originals, recordings and edits, as frozen types. Loads nothing heavy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kneewise.model.recording import Lap, Pause
from kneewise.model.sport import Sport

Interval = tuple[float, float]
"""[start, end) in seconds since 1970 UTC."""


class OriginalState(StrEnum):
    """What became of a file."""

    KEPT = "kept"
    REFUSED = "refused"
    OTHER = "other"
    """Read, but not an activity: settings, workouts, weights."""


@dataclass(frozen=True, slots=True)
class Original:
    """One file as it came, known by the sha256 of its bytes; refused ones keep no bytes."""

    sha256: str
    name: str
    size: int
    state: OriginalState
    packing: str | None
    format_version: int


@dataclass(frozen=True, slots=True)
class KeptRecording:
    """One recording without its samples; `samples` is the content hash of their Parquet file.

    `moving` are the stretches without gaps or pauses, in time order and disjoint; `columns`
    what is known beside time; `hints` what the platform said beside the file. `offset_from`
    says who knew the local time: file, hint, home_zone or system. `id` is 0 before it is kept.
    """

    sha256: str
    index: int
    sport: Sport
    started_at: datetime | None
    utc_offset_s: int
    offset_from: str
    moving: tuple[Interval, ...]
    sample_count: int = 0
    samples: str | None = None
    columns: tuple[str, ...] = ()
    elapsed_s: float | None = None
    timer_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    ascent_m: float | None = None
    descent_m: float | None = None
    name: str | None = None
    note: str | None = None
    device: str | None = None
    pauses: tuple[Pause, ...] = ()
    laps: tuple[Lap, ...] = ()
    hints: Mapping[str, object] = field(default_factory=dict)
    id: int = 0
    run_id: int | None = None
    first_run_id: int | None = None
    main: bool = False
    attached: bool = False


@dataclass(frozen=True, slots=True)
class Grouped:
    """How one run is to be made of recordings: ids of all, the main one, the attached ones."""

    run_id: int | None
    """The run that goes on; None makes a new one."""
    main: int
    members: tuple[int, ...]
    attached: tuple[int, ...]
    sport: Sport


PROFILES = "profile"
"""The feature set under which profiles of recordings are kept."""

GROUNDS = "ground"
"""The feature set under which the ground of recordings is kept."""

WHERE = "where"
"""The feature set under which the box of a run's positions is kept."""


class Subject(StrEnum):
    """What a feature belongs to."""

    RUN = "run"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Feature:
    """One kept value: `key` is the hash of everything it was computed from."""

    subject_id: int
    key: str
    value: bytes


EDIT_FIELDS = ("sport", "distance_m", "started_at", "shoe_id", "deleted", "name", "note")
"""What a person may put right of a run."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit; `cleared` takes the earlier ones of the same field back."""

    run_id: int
    field: str
    value: object
    entered_at: datetime
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a home holds. `rated_runs` are runs with at least one rating of either knee."""

    originals: int
    recordings: int
    activities: int
    runs: int
    rated_runs: int
    shoes: int
    pain_entries: int
    episodes: int
    log_entries: int
    problems: int
