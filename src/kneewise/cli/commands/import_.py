"""`kneewise import`: files, folders and zips of watches and platforms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.progress import import_progress
from kneewise.cli.why_view import words

if TYPE_CHECKING:
    from kneewise.journal.importing import ImportSummary

SHOWN_PROBLEMS = 20
"""Refused files listed by default; a screen holds about twenty lines."""


def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="Files, folders, zips: FIT, GPX, TCX, …")],
    every_problem: Annotated[bool, typer.Option("--all", help="List every problem.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Bring in what your watch or platform handed out; seen files are skipped, doubles merged."""
    with journal_of(ctx, home) as journal:
        if as_json:
            summary = journal.import_paths(paths)
            print_json(summary)
        else:
            with import_progress() as on_progress:
                summary = journal.import_paths(paths, on_progress=on_progress)
            print_summary(summary, Page(console()), every_problem=every_problem)
    if summary.nothing_usable:
        raise typer.Exit(1)


def print_summary(summary: ImportSummary, page: Page, *, every_problem: bool = False) -> None:
    """One sentence, then the problems with place and reason."""
    from kneewise.journal.importing_said import import_said

    first, *more = import_said(summary)
    page.text(first)
    for line in more:
        page.item(line)
    problems = summary.problems if every_problem else summary.problems[:SHOWN_PROBLEMS]
    for problem in problems:
        page.item(str(problem))
    left = len(summary.problems) - len(problems)
    if left > 0:
        page.text(words("import_more_problems", count=left))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(name="import", no_args_is_help=True)(import_)
