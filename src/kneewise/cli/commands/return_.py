"""`kneewise return`: the way back, step by step."""

from __future__ import annotations

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json


def return_(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """The entry test, your step of the ladder, and in which order the rest comes back."""
    with journal_of(ctx, home) as journal:
        answer = journal.return_plan()
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.today_view import print_return

    print_return(answer, console())


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("return")(return_)
