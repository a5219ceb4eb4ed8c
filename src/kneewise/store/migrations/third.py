"""The third step: goals, what was sent to a calendar, trials, and outcome scores."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE goals (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, km REAL NOT NULL CHECK (km > 0),
        race_on TEXT, days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 7),
        entered_at TEXT NOT NULL, ended_at TEXT)""",
    """CREATE TABLE sent_sessions (
        runner TEXT NOT NULL, uid TEXT NOT NULL, day TEXT NOT NULL, sequence INTEGER NOT NULL,
        content TEXT NOT NULL, sent_at TEXT NOT NULL, cancelled_at TEXT,
        PRIMARY KEY (runner, uid))""",
    """CREATE TABLE trials (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, lever TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), design TEXT NOT NULL,
        began_on TEXT NOT NULL, entered_at TEXT NOT NULL, ended_on TEXT, ended_why TEXT)""",
    """CREATE TABLE scores (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), day TEXT NOT NULL,
        answers TEXT NOT NULL, entered_at TEXT NOT NULL)""",
)
