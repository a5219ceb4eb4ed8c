"""`kneewise evidence KEY`: the study behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
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
    page = Page(console())
    for info in answer:
        study = info.study
        page.title(study.key)
        resting = ", ".join(dict.fromkeys((*info.causes, *info.priors)))
        rows = [
            study.finding,
            study.population,
            f"{study.citation}{' · ' + study.doi if study.doi else ''} · {study.seen}",
            f"{say('kneewise.journal', 'rests_on')}: {resting}" if resting else "",
        ]
        for line in filter(None, rows):
            page.note(line)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(evidence)
