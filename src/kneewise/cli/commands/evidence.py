"""`kneewise evidence KEY`: the study behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json


def evidence(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help="A study's key, e.g. FRANDSEN2025.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """The study behind a number, how it was seen, and what rests on it."""
    with journal_of(ctx, home) as journal:
        answer = journal.evidence(key)
    if as_json:
        print_json(answer)
        return
    out = console()
    for study in answer:
        out.print(f"{study.key}", style="bold")
        for line in study.lines:
            out.print(f"   {line}", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evidence)
