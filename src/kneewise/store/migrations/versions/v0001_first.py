"""The first schema: originals, recordings, runs, diary, shoes, features, answers."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.first import STATEMENTS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table."""
    for statement in STATEMENTS:
        op.execute(statement)
