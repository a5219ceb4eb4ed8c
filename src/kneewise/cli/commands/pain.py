"""`kneewise pain 3`: a rating in seconds."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli.asking import ask_more, ask_side, someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.when import When
from kneewise.model.diary import Side, Site


def pain(
    ctx: typer.Context,
    value: Annotated[int, typer.Argument(min=0, max=10, help="0 no pain … 10 worst.")],
    run: Annotated[
        str | None, typer.Option(help="A run's number or 'latest'; else the latest run's.")
    ] = None,
    side: Annotated[Side | None, typer.Option(help="Which knee; without it both.")] = None,
    site: Annotated[Site | None, typer.Option(help="Where on the knee.")] = None,
    when: Annotated[
        When | None, typer.Option(help="Before, during or after the run; or a day.")
    ] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A day without a run.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Rate a knee: `kneewise pain 3` is enough; `pain 0` after a run without pain counts too."""
    with journal_of(ctx, home) as journal:
        asking = not as_json and someone_is_there()
        if asking and value and side is None:
            side = ask_side()
        rated = journal.rate(
            value,
            run=run,
            side=side,
            site=site,
            window=when.window if when is not None else None,
            day=day.date() if day is not None else None,
        )
        if as_json:
            print_json(rated)
            return
        page = Page(console())
        page.text(rated.said)
        if asking:
            ask_more(journal, rated)
            return
    for step in rated.next:
        page.item(step)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(pain)
