"""Measures of the runner's body."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.fifth import STATEMENTS

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and its triggers."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
