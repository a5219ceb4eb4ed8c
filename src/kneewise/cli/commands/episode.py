"""`kneewise episode`: when a trouble began and ended, for a runner with or without a diary."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model import numbers
from kneewise.model.diary import Episode, Side, Site

Day = Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="The day, YYYY-MM-DD.")]

group = typer.Typer(help="When a knee trouble began and ended.", no_args_is_help=True)


@group.command()
def start(
    ctx: typer.Context,
    day: Day,
    side: Annotated[Side, typer.Option(help="Which knee.")],
    site: Annotated[Site | None, typer.Option(help="Where on the knee.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """It began that day."""
    with journal_of(ctx, home) as journal:
        _print([journal.start_episode(day.date(), side, site)], as_json=as_json)


@group.command()
def end(
    ctx: typer.Context,
    day: Day,
    number: Annotated[int | None, typer.Option(help="Which episode; else the open one.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """It was over that day."""
    with journal_of(ctx, home) as journal:
        _print([journal.end_episode(day.date(), number)], as_json=as_json)


@group.command(name="list")
def list_(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """All episodes."""
    with journal_of(ctx, home) as journal:
        _print(list(journal.episodes()), as_json=as_json)


def _print(episodes: list[Episode], *, as_json: bool) -> None:
    if as_json:
        print_json(episodes)
        return
    for episode in episodes:
        ended: date | str | None = episode.ended_on
        until = numbers.day(ended) if isinstance(ended, date) else "open"
        site = f", {episode.site}" if episode.site is not None else ""
        console().print(
            f"{episode.id:>3}  {episode.side}{site}: {numbers.day(episode.began_on)} – {until}"
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="episode")
