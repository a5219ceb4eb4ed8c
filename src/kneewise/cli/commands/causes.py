"""`kneewise causes`: what is measured, from what, with what prior, what a diary can teach."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli import numbers
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json


def causes(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="One cause in full.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Every suspected cause: what is measured, what research says, what can be learnt."""
    with journal_of(ctx, home) as journal:
        answer = journal.causes(name)
    if as_json:
        print_json(answer)
        return
    out = console()
    for cause in answer:
        out.print(
            f"[bold]{cause.label}[/bold]  [dim]{cause.name} · {cause.kind}, {cause.timing}[/dim]"
        )
        out.print(f"   {cause.what}")
        out.print(f"   {cause.evidence}", markup=False)
        out.print(
            f"   [dim]{numbers.ratio(cause.prior)} {cause.unit} · {', '.join(cause.sources)}[/dim]"
        )
        if cause.why_not:
            out.print(f"   {cause.why_not}")
        if name and cause.lever:
            out.print(f"   {cause.lever}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(causes)
