"""The fourth step: a count of changes a table and runner, kept by the database itself.

What was worked out from tables is still true while their counts stand (`store/memory.py`), and a
look at the counts takes a fraction of a millisecond, however long the history. The row `home` is
drawn once, so that the counts of two homes are never taken for each other's.
"""

from __future__ import annotations

from collections.abc import Iterable

COUNTED = (
    "runs", "run_recordings", "recordings", "kept_apart", "edits", "shoes", "pain", "run_reports",
    "episodes", "log", "profile", "symptom_answers", "clearings", "features", "problems",
    "originals", "imports", "goals", "sent_sessions", "trials", "scores",
)  # fmt: skip
"""Every table of the three steps before but `answers`, which nothing is worked out from."""

_TRIGGER = """CREATE TRIGGER stamp_{table}_{what} AFTER {what} ON {table} BEGIN
        INSERT INTO stamps (runner, name, n) VALUES ({row}.runner, '{table}', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END"""


def counting(tables: Iterable[str]) -> tuple[str, ...]:
    """The triggers that count what is put in, changed and taken out of these tables."""
    return tuple(
        _TRIGGER.format(table=table, what=what, row="OLD" if what == "DELETE" else "NEW")
        for table in tables
        for what in ("INSERT", "UPDATE", "DELETE")
    )


STATEMENTS = (
    """CREATE TABLE stamps (
        runner TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (runner, name))""",
    "INSERT INTO stamps (runner, name, n) VALUES ('', 'home', abs(random() / 2))",
    *counting(COUNTED),
)
