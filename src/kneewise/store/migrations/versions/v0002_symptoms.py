"""Answers of the symptom check and the clearings of its flags."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.second import STATEMENTS

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create both tables."""
    for statement in STATEMENTS:
        op.execute(statement)
