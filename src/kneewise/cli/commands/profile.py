"""`kneewise profile`: facts about the runner, said once."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.runner import PROFILE_KEYS


def profile(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(help=f"{', '.join(PROFILE_KEYS)}.")] = None,
    value: Annotated[str | None, typer.Argument(help="What it is.")] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Valid from that day.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Say something about yourself: `kneewise profile birth_year 1984`; alone it lists all."""
    with journal_of(ctx, home) as journal:
        if key is not None and value is not None:
            journal.set_fact(key, value, since.date() if since is not None else None)
        facts = journal.profile()
    if as_json:
        print_json({fact.key: fact.value for fact in facts})
        return
    for fact in facts:
        console().print(f"{fact.key:<26} {fact.value}", markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(profile)
