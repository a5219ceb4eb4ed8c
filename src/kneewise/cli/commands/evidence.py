"""`kneewise evidence KEY`: the study behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.words import say


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
    from kneewise.cli.why_view import indented

    out = console()
    for info in answer:
        study = info.study
        out.print(study.key, style="bold")
        resting = ", ".join(dict.fromkeys((*info.causes, *info.priors)))
        rows = [
            study.finding,
            study.population,
            f"{study.citation}{' · ' + study.doi if study.doi else ''} · {study.seen}",
            f"{say('kneewise.journal', 'rests_on')}: {resting}" if resting else "",
        ]
        for line in filter(None, rows):
            out.print(indented(line))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evidence)
