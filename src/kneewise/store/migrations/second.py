"""The second step: answers of the symptom check and the clearings of its flags."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE symptom_answers (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, key TEXT NOT NULL, value TEXT,
        answered_at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')))""",
    """CREATE TABLE clearings (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, flag TEXT NOT NULL, cleared_on TEXT NOT NULL,
        profession TEXT NOT NULL, excluded TEXT NOT NULL, sign_absent INTEGER NOT NULL,
        entered_at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')))""",
)
