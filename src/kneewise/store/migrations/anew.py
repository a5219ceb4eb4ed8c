"""A new home gets every step at once, without Alembic; a test compares the two ways."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneewise.store.migrations import fifth, first, fourth, second, sixth, third

if TYPE_CHECKING:
    from sqlalchemy import Connection

STEPS: tuple[tuple[str, Sequence[str]], ...] = (
    ("0001", first.STATEMENTS),
    ("0002", second.STATEMENTS),
    ("0003", third.STATEMENTS),
    ("0004", fourth.STATEMENTS),
    ("0005", fifth.STATEMENTS),
    ("0006", sixth.STATEMENTS),
)
"""Every migration in order: its revision and its statements."""


def make_anew(connection: Connection) -> None:
    """The newest schema with its record; the caller holds and commits the transaction."""
    for _, statements in STEPS:
        for statement in statements:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (STEPS[-1][0],))
