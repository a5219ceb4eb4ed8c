"""`kneewise ground`: how even and how hard your runs were, from your own maps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.ground_view import print_ground, print_ground_of_run
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.progress import counted
from kneewise.model.errors import MapError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.ground import GroundOfRun, GroundOfRuns

WORDS = "kneewise.ground"


def ground(
    ctx: typer.Context,
    run: Annotated[
        str | None, typer.Argument(help="A run's number or 'latest'; else the whole past.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """How even and how hard your runs were, and how much of that is not known."""
    with journal_of(ctx, home) as journal:
        if not journal.has_maps():
            raise MapError(say(WORDS, "ground.no_map"))
        with counted(say(WORDS, "ground.matching")) as update:
            matched = journal.match_ground(run, update)
        if run is None:
            _print_past(replace(journal.ground(), problems=matched.problems), as_json=as_json)
        else:
            _print_run(journal.ground_of_run(run), as_json=as_json)
    for problem in matched.problems:
        typer.echo(f"kneewise: {problem}", err=True)


def _print_past(answer: GroundOfRuns, *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        print_ground(answer, Page(console()))


def _print_run(answer: GroundOfRun, *, as_json: bool) -> None:
    if as_json:
        print_json(answer)
    else:
        print_ground_of_run(answer, Page(console()))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ground)
