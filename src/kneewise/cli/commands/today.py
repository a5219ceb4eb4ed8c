"""`kneewise today`: the light, how far, and what would change it."""

from __future__ import annotations

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json


def today(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """Whether and how far to run today, why, and what would make it green."""
    with journal_of(ctx, home) as journal:
        answer = journal.today()
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.today_view import print_today

    print_today(answer, console())


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(today)
