"""One hash over all that was recorded, told and put right, from the counts of changes."""

from __future__ import annotations

import hashlib

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store.database import Database

RECORDED = ("runs", "run_recordings", "recordings", "edits", "features")
"""What runs, their samples and profiles rest on."""

TOLD = (
    "runs",
    "run_recordings",
    "recordings",
    "edits",
    "shoes",
    "pain",
    "run_reports",
    "episodes",
    "log",
    "profile",
    "body_measures",
)
"""All that an answer follows from; features and answers follow from these and the code."""

RATED = ("pain", "runs")
"""What the ratings in force rest on; a merge moves those of a run to the one it lives on in."""

SCREENED = ("symptom_answers", "clearings", "profile", "pain", "episodes", "log", "runs")
"""What the symptom check rests on."""


CARED = tuple(dict.fromkeys((*RECORDED, *TOLD, *SCREENED)))
"""What today's light and the way back rest on, beside the clock."""

IMPORTED = (*RECORDED, "shoes")
SAID = tuple(table for table in CARED if table not in IMPORTED or table == "edits")
"""What a person says or puts right, and no import touches."""


def fingerprint(database: Database, runner: str = DEFAULT_RUNNER) -> str:
    """Changes whenever anything an answer follows from does."""
    return hashlib.sha256(repr(database.stamp(TOLD, runner)).encode()).hexdigest()
