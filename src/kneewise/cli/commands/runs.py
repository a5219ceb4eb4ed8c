"""`kneewise runs`: the list, one run in full, and edits that an import never overwrites."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.run_view import print_run, print_runs
from kneewise.cli.why_view import words
from kneewise.model import numbers
from kneewise.model.sport import Sport

group = typer.Typer(help="Your runs.", invoke_without_command=True)
RunNumber = Annotated[str, typer.Argument(help="A run's number or 'latest'.")]


@group.callback()
def runs(
    ctx: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="How many of the latest.")] = 20,
    every: Annotated[bool, typer.Option("--all", help="All of them.")] = False,
    others: Annotated[bool, typer.Option(help="Other sports instead.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """List the latest runs with knee load and pain."""
    if ctx.invoked_subcommand is not None:
        return
    with journal_of(ctx, home) as journal:
        answer = journal.runs(last=None if every else last, others=others)
    if as_json:
        print_json(answer)
        return
    print_runs(answer, Page(console()))


@group.command()
def show(ctx: typer.Context, run: RunNumber, as_json: AsJson = False, home: Home = None) -> None:
    """One run in full: load, exposures against your own past, ratings, what was odd in it."""
    with journal_of(ctx, home) as journal:
        answer = journal.run(run)
    if as_json:
        print_json(answer)
        return
    print_run(answer, Page(console()))


@group.command()
def edit(
    ctx: typer.Context,
    run: RunNumber,
    sport: Annotated[Sport | None, typer.Option(help="What it really was.")] = None,
    km: Annotated[float | None, typer.Option(help="How far it really was.")] = None,
    name: Annotated[str | None, typer.Option(help="What you call it.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Put something right; an import never overwrites it.

    `runs edit unknown --sport running` says it of all that name no sport.
    """
    with journal_of(ctx, home) as journal:
        if run == "unknown" and sport is not None:
            count = journal.name_unknown(sport)
            console().print(words("sport_said", count=count, sport=sport.value))
            return
        answer = journal.edit_run(run, sport=sport, km=km, name=name)
    if as_json:
        print_json(answer)
        return
    console().print(f"run {answer.id}: {answer.sport}, {numbers.day(answer.day)}", markup=False)


@group.command()
def delete(ctx: typer.Context, run: RunNumber, as_json: AsJson = False, home: Home = None) -> None:
    """Leave a run out of everything; its original stays."""
    with journal_of(ctx, home) as journal:
        answer = journal.delete_run(run)
    if as_json:
        print_json(answer)
        return
    console().print(f"run {answer.id} of {numbers.day(answer.day)} is left out")


@group.command()
def restore(ctx: typer.Context, run: RunNumber, as_json: AsJson = False, home: Home = None) -> None:
    """Bring a run back that was left out."""
    with journal_of(ctx, home) as journal:
        answer = journal.restore_run(run)
    if as_json:
        print_json(answer)
        return
    console().print(f"run {answer.id} of {numbers.day(answer.day)} is back")


@group.command()
def split(ctx: typer.Context, run: RunNumber, as_json: AsJson = False, home: Home = None) -> None:
    """Separate recordings that were merged into one run; they stay apart."""
    with journal_of(ctx, home) as journal:
        answer = journal.split_run(run)
    if as_json:
        print_json(answer)
        return
    console().print("runs " + ", ".join(str(part.id) for part in answer))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="runs")
