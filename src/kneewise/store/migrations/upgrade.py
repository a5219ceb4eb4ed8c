"""Bring a database to the newest schema: every step and its record in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext
    from sqlalchemy import Connection

VERSIONS = Path(__file__).parent / "versions"


def upgrade(connection: Connection, folders: Sequence[Path] = (VERSIONS,)) -> None:
    """Run the missing steps found in `folders`; the caller holds and commits the transaction."""
    config = Config()
    config.set_main_option("script_location", str(VERSIONS.parent).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option(
        "version_locations", "\n".join(str(folder) for folder in folders).replace("%", "%%")
    )
    script = ScriptDirectory.from_config(config)

    def steps(revision: object, _context: MigrationContext) -> object:
        return script._upgrade_revs("heads", revision)  # type: ignore[arg-type]  # noqa: SLF001

    with EnvironmentContext(config, script, fn=steps) as environment:
        environment.configure(connection=connection, transactional_ddl=False)
        environment.run_migrations()
