"""`kneewise trial`: one change at a time, in random order, with an end."""

from __future__ import annotations

from typing import Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.diary import Side

group = typer.Typer(
    help="Try one change on yourself: random order, a stop rule, an honest end.",
    invoke_without_command=True,
)

WhichSide = Annotated[Side | None, typer.Option(help="Which knee; else the sorer one.")]


@group.callback()
def trial(
    ctx: typer.Context, side: WhichSide = None, as_json: AsJson = False, home: Home = None
) -> None:
    """List what could be tried and what it would take."""
    if ctx.invoked_subcommand is not None:
        return
    with journal_of(ctx, home) as journal:
        answer = journal.trial_levers(side)
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.trial_view import print_offers

    print_offers(answer, console())


@group.command()
def start(
    ctx: typer.Context,
    lever: Annotated[str, typer.Argument(help="Which lever; kneewise trial lists them.")],
    side: WhichSide = None,
    shoe_a: Annotated[str | None, typer.Option(help="The usual pair: name or number.")] = None,
    shoe_b: Annotated[str | None, typer.Option(help="The other pair.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Begin without asking.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Begin a trial: its order is drawn once."""
    from kneewise.cli.trial_view import consents, print_begun, print_proposal

    given = {"shoe_a": shoe_a, "shoe_b": shoe_b}
    said = {key: value for key, value in given.items() if value is not None}
    with journal_of(ctx, home) as journal:
        if not yes and not as_json and someone_is_there():
            proposal = journal.propose_trial(lever, side, said)
            print_proposal(proposal, console())
            possible = not proposal.not_now and proposal.offer.cannot is None
            if possible and not consents(proposal.side):
                return
        begun = journal.start_trial(lever, side, said)
        answer = journal.trial(begun.id)
    if as_json:
        print_json(answer)
        return
    print_begun(answer, console())


@group.command()
def status(
    ctx: typer.Context,
    number: Annotated[int | None, typer.Option(help="Which trial; else the latest.")] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Which run comes next and how; after its end, what it found."""
    with journal_of(ctx, home) as journal:
        answer = journal.trial(number)
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.trial_view import print_trial

    print_trial(answer, console())


@group.command()
def stop(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """Break the running trial off."""
    with journal_of(ctx, home) as journal:
        answer = journal.stop_trial()
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.trial_view import print_trial

    print_trial(answer, console())


@group.command(name="list")
def list_(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """Every trial there was."""
    with journal_of(ctx, home) as journal:
        answer = journal.trials()
    if as_json:
        print_json(answer)
        return
    from kneewise.cli.trial_view import print_trials

    print_trials(answer, console())


def register(app: typer.Typer) -> None:
    """Add the command and its own."""
    app.add_typer(group, name="trial")
