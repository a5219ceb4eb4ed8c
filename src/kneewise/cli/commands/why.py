"""`kneewise why`: the ranked suspects for this runner and this episode."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model.diary import Side


def why(
    ctx: typer.Context,
    side: Annotated[Side | None, typer.Option(help="Which knee; else the sorer one.")] = None,
    episode: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day it began; else the latest episode."),
    ] = None,
    anew: Annotated[bool, typer.Option("--anew", help="Compute again, even if kept.")] = False,
    every: Annotated[bool, typer.Option("--all", help="Every suspect in full.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Why does it hurt: suspects in order, each with what research says and your diary adds."""
    began_on = episode.date() if episode is not None else None
    with journal_of(ctx, home) as journal:
        if as_json:
            print_json(journal.why(side=side, episode=began_on, anew=anew))
            return
        from kneewise.cli.progress import why_progress
        from kneewise.cli.why_view import print_ranking

        with why_progress() as on_progress:
            ranking = journal.why(side=side, episode=began_on, anew=anew, on_progress=on_progress)
    print_ranking(ranking, Page(console()), every=every)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(why)
