"""An activity of the runner as the journal knows it, and the shoe it was done in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kneewise.model.sport import Sport

DEFAULT_RUNNER = "me"
"""The runner of a home that holds one; every table carries the runner all the same."""


@dataclass(frozen=True, slots=True)
class Run:
    """One activity (a run, or another sport): an id made once, holding 1..n recordings.

    Totals come from the recording that is its main one, edits laid over them. `started_at` is
    aware UTC; the local day is `started_at` shifted by `utc_offset_s`.
    """

    id: int
    started_at: datetime
    utc_offset_s: int
    sport: Sport
    elapsed_s: float | None = None
    moving_s: float | None = None
    distance_m: float | None = None
    name: str | None = None
    note: str | None = None
    shoe_id: int | None = None
    deleted: bool = False
    runner: str = DEFAULT_RUNNER

    @property
    def local_start(self) -> datetime:
        """The start on the runner's wall clock, without a zone."""
        return (self.started_at + timedelta(seconds=self.utc_offset_s)).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """The local date on which it began."""
        return self.local_start.date()

    @property
    def ended_at(self) -> datetime:
        """The end in UTC; the start where no duration is known."""
        return self.started_at + timedelta(seconds=self.elapsed_s or 0.0)


@dataclass(frozen=True, slots=True)
class Shoe:
    """A pair of shoes. `start_km` is what it had run before the first run known here.

    `midsole` is soft, medium or hard; `kind` road, trail, track, spikes, minimal or
    motion_control; `foam` eva or super; each None when unknown.
    """

    id: int
    name: str
    runner: str = DEFAULT_RUNNER
    brand: str | None = None
    start_km: float | None = None
    bought_on: date | None = None
    midsole: str | None = None
    kind: str | None = None
    foam: str | None = None
    drop_mm: float | None = None
    stack_mm: float | None = None
    retired: bool = False
