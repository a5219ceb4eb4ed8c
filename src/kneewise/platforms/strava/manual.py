"""An activity that Strava knows without a file: typed in by hand, kept as a small document."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from kneewise.model.problem import Problem
from kneewise.model.recording import ReadResult, Recording, Samples
from kneewise.model.sport import Sport

MARK = b'{"kneewise": "strava-activity/1"'


@dataclass(frozen=True, slots=True)
class ManualActivity:
    """What counts of such a row. Names and notes may change there, so they stay in the hints."""

    id: str
    started_at: str
    sport: str
    elapsed_s: float | None
    moving_s: float | None
    distance_m: float | None


def write_document(activity: ManualActivity) -> bytes:
    """The same bytes for the same activity in every export."""
    head = {"kneewise": "strava-activity/1"}
    return json.dumps(head | asdict(activity), ensure_ascii=False).encode()


class ManualDocument:
    """Activities without a file, as the original that is kept of them."""

    def wrote(self, head: bytes) -> bool:
        """Whether it is an activity without a file."""
        return head.startswith(MARK)

    def read(self, data: bytes, source: str) -> ReadResult:
        """One recording without samples; a damaged document is refused."""
        return _read(data, source)


def _read(data: bytes, source: str) -> ReadResult:
    import numpy as np

    try:
        fields = json.loads(data)
        fields.pop("kneewise")
        activity = ManualActivity(**fields)
        started_at = datetime.fromisoformat(activity.started_at)
        sport = Sport(activity.sport)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        message = "this activity without a file is damaged; import the export again"
        return ReadResult((), (Problem(source, "whole file", message, fatal=True),))
    recording = Recording(
        index=0,
        sport=sport,
        started_at=started_at,
        samples=Samples({"time_s": np.empty(0)}),
        elapsed_s=activity.elapsed_s,
        timer_s=activity.moving_s,
        distance_m=activity.distance_m,
        device="Strava, typed in by hand",
    )
    return ReadResult((recording,))
