"""`kneewise physio FILE.pdf`: the record as a report for a physio."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model.diary import Side
from kneewise.model.words import say


def physio(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The PDF, or a folder to put it in.")],
    name: Annotated[str | None, typer.Option(help="Your name on it; else it has none.")] = None,
    side: Annotated[Side | None, typer.Option(help="Which knee; else the sorer one.")] = None,
    weeks: Annotated[int, typer.Option(help="How far back the time line goes, 4-104.")] = 26,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """A report for your physio as PDF: red flags first, runs and pain, suspects, load, scores."""
    with journal_of(ctx, home) as journal:
        written = journal.write_physio_report(file, name=name, side=side, weeks=weeks, force=force)
    if as_json:
        print_json({"file": written})
        return
    page = Page(console())
    page.text(say("kneewise.exports.report", "written", file=written))
    page.text(say("kneewise.exports.report", "written.private"), "dim")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(physio)
