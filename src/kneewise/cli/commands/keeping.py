"""`kneewise backup`, `restore`, `export`: everything, out and back in."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kneewise.cli.options import Home, console, journal_of


class ExportFormat(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    PARQUET = "parquet"
    JSON = "json"


def backup(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The file to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an older one.")] = False,
    home: Home = None,
) -> None:
    """Everything in one file: database, samples, originals."""
    with journal_of(ctx, home) as journal:
        console().print(str(journal.backup(file, force=force)), markup=False)


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    home: Home = None,
) -> None:
    """A backup back into a home that holds nothing yet."""
    from kneewise.journal import restore_home

    named = home if home is not None else ctx.obj
    console().print(str(restore_home(file, named)), markup=False)


def export(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder to write into.")],
    format_: Annotated[ExportFormat, typer.Option("--format", help="As what.")] = ExportFormat.CSV,
    home: Home = None,
) -> None:
    """Everything as tables: runs, samples, diary, shoes, log, problems."""
    with journal_of(ctx, home) as journal:
        for written in journal.export(folder, format_.value):
            console().print(str(written), markup=False)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(export)
