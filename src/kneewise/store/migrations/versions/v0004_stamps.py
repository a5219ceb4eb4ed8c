"""A count of changes a table and runner, kept by triggers."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.fourth import STATEMENTS

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table and its triggers."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
