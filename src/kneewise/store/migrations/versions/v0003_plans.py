"""Goals, what was sent to a calendar, trials, and outcome scores."""

from __future__ import annotations

from alembic import op

from kneewise.store.migrations.third import STATEMENTS

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the four tables."""
    for statement in STATEMENTS:
        op.execute(statement)
