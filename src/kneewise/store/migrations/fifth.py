"""The fifth step: what was measured of the runner's body, counted like every table."""

from __future__ import annotations

from kneewise.store.migrations.fourth import counting

COUNTED = ("body_measures",)

STATEMENTS = (
    """CREATE TABLE body_measures (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        day TEXT NOT NULL, at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')),
        measured TEXT NOT NULL, version TEXT NOT NULL)""",
    *counting(COUNTED),
)
