"""`kneewise shoes`: every pair, its kilometres, and which run was in which."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model import numbers

group = typer.Typer(help="Every pair of shoes and its kilometres.", invoke_without_command=True)


@group.callback()
def shoes(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """List the pairs."""
    if ctx.invoked_subcommand is not None:
        return
    with journal_of(ctx, home) as journal:
        answer = journal.shoes()
    if as_json:
        print_json(answer)
        return
    for line in answer:
        left = numbers.UNKNOWN
        if line.cushioning_left is not None:
            left = f"about {100 * line.cushioning_left:.0f} % of new"
        console().print(
            f"{line.shoe.id:>3}  {line.shoe.name:<28} {numbers.measured(line.km, 'km', 0):>8}"
            f"  {line.runs:>4} runs  {numbers.day(line.last_day):>12}  cushioning {left}",
            markup=False,
        )


@group.command()
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="What you call it.")],
    midsole: Annotated[str | None, typer.Option(help="soft, medium or hard.")] = None,
    kind: Annotated[str | None, typer.Option(help="road, trail, track, minimal …")] = None,
    foam: Annotated[str | None, typer.Option(help="eva or super.")] = None,
    start_km: Annotated[float | None, typer.Option(help="km it had before.")] = None,
    bought_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day it was bought.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Add a pair, or say more of one that is there by the same name."""
    with journal_of(ctx, home) as journal:
        shoe = journal.add_shoe(
            name,
            midsole=midsole,
            kind=kind,
            foam=foam,
            start_km=start_km,
            bought_on=bought_on.date() if bought_on is not None else None,
        )
    if as_json:
        print_json(shoe)
        return
    console().print(f"{shoe.id:>3}  {shoe.name}", markup=False)


@group.command()
def wear(
    ctx: typer.Context,
    shoe: Annotated[str, typer.Argument(help="A shoe's number or name.")],
    run: Annotated[str, typer.Option(help="A run's number or 'latest'.")] = "latest",
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Say in which pair a run was."""
    with journal_of(ctx, home) as journal:
        answer = journal.wear(shoe, run)
    if as_json:
        print_json(answer)
        return
    console().print(f"run {answer.id} of {numbers.day(answer.day)}: shoe {answer.shoe_id}")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.add_typer(group, name="shoes")
