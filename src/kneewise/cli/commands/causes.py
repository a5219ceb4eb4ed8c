"""`kneewise causes`: what is measured, from what, with what prior, what a diary can teach."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model import numbers


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
    page = Page(console())
    for cause in answer:
        page.title(f"{cause.label}  ({cause.name})")
        prior = f"{numbers.ratio(cause.prior)} {cause.unit}"
        sources = f" · {', '.join(cause.sources)}" if cause.sources else ""
        lines = [cause.what, cause.measured, cause.evidence, prior + sources, cause.why_not]
        for line in filter(None, [*lines, cause.lever if name else None]):
            page.note(line)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(causes)
