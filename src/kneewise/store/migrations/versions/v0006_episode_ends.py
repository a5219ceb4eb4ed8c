"""When the end of an episode was told."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.sixth import STATEMENTS

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)
