"""An outcome score: the runner's own words on what the knee lets him or her do, on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kneewise.model.diary import Side
from kneewise.model.run import DEFAULT_RUNNER


@dataclass(frozen=True, slots=True)
class ScoreEntry:
    """Answers to the function items for one knee on one local day: 0-10 each, None left open."""

    side: Side
    day: date
    answers: Mapping[str, int | None]
    entered_at: datetime
    runner: str = DEFAULT_RUNNER
