"""`kneewise workouts`: the runs of the next seven days for a watch."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kneewise.cli.commands.calendar import print_written
from kneewise.cli.options import AsJson, Home, journal_of


def workouts(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder to write into.")],
    force: Annotated[
        bool, typer.Option("--force", help="Remove the workouts of an earlier plan there.")
    ] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """The runs of the next 7 days as FIT workouts for a watch, one file each."""
    with journal_of(ctx, home) as journal:
        written = journal.write_workouts(folder, force=force)
    print_written(written, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(workouts)
