"""One hash over everything a runner recorded, told and put right, read without making types."""

from __future__ import annotations

import hashlib

from sqlalchemy import Table, select

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database

TOLD: tuple[Table, ...] = (
    t.RUNS,
    t.RUN_RECORDINGS,
    t.RECORDINGS,
    t.EDITS,
    t.SHOES,
    t.PAIN,
    t.RUN_REPORTS,
    t.EPISODES,
    t.LOG,
    t.FACTS,
)
"""All that an answer follows from; features and answers follow from these and the code."""


def fingerprint(database: Database, runner: str = DEFAULT_RUNNER) -> str:
    """Changes whenever anything an answer follows from does; 2,000 runs take some 0.1 s."""
    digest = hashlib.sha256()
    for table in TOLD:
        key = list(table.primary_key.columns)
        rows = database.rows(select(table).where(table.c.runner == runner).order_by(*key))
        digest.update(table.name.encode())
        digest.update(repr([tuple(row) for row in rows]).encode())
    return digest.hexdigest()
