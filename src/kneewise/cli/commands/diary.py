"""`kneewise diary`: bring in a diary kept elsewhere (or exported here)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json

group = typer.Typer(help="A diary kept elsewhere.", no_args_is_help=True)


@group.command(name="import")
def import_(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(help="diary.csv, or a folder with it.")],
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Ratings, reports, log, episodes and facts from CSV files as an export writes them."""
    with journal_of(ctx, home) as journal:
        answer = journal.import_diary(path)
    if as_json:
        print_json(answer)
        return
    out = console()
    out.print(answer.said, markup=False)
    for problem in answer.problems:
        out.print(f"· {problem}", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="diary")
