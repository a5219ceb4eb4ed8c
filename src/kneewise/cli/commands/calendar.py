"""`kneewise calendar`: the plan of the next seven days for a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json

if TYPE_CHECKING:
    from kneewise.journal.exporting import Written


def calendar(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The calendar file; replaced if it is ours.")],
    remind: Annotated[
        int | None,
        typer.Option("--remind", metavar="HOUR", help="An alarm at that hour of the day, 0-23."),
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """The plan of the next 7 days as a calendar file; what is no longer planned is cancelled."""
    with journal_of(ctx, home) as journal:
        written = journal.write_calendar(file, remind_h=remind)
    print_written(written, as_json=as_json)


def print_written(written: Written, *, as_json: bool) -> None:
    """Where the files are, and what is said with them."""
    if as_json:
        print_json(written)
        return
    from kneewise.cli.page import Page

    out = console()
    for path in written.paths:
        out.print(str(path), markup=False, soft_wrap=True)
    for sentence in written.said:
        Page(out).item(sentence.text)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(calendar)
