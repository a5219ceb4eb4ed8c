"""`kneewise plan`: a goal, and the weeks towards it within the caps."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal

WORDS = "kneewise.care.plan"


def plan(
    ctx: typer.Context,
    goal: Annotated[
        str | None, typer.Option(help="5k, 10k, half, marathon or 12.5km: sets the goal.")
    ] = None,
    on: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The day of the goal.")
    ] = None,
    days: Annotated[int | None, typer.Option(help="Running days a week, 3 unless said.")] = None,
    drop: Annotated[bool, typer.Option("--drop", help="Drop the goal in force.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """The plan for your goal, made anew from today; with --goal a new one is set first."""
    with journal_of(ctx, home) as journal:
        if drop:
            _drop(journal, alone=goal is None and on is None and days is None, as_json=as_json)
            return
        if goal is not None:
            race_on = None if on is None else on.date()
            journal.set_goal(goal, race_on, 3 if days is None else days)
        elif on is not None or days is not None:
            raise UsageError("--date and --days belong to a goal: add --goal 10k.")
        answer = journal.plan()
    if as_json:
        print_json(answer)
    elif answer is None:
        console().print(say(WORDS, "page.none"), markup=False)
    else:
        from kneewise.cli.plan_view import print_plan

        print_plan(answer, console())


def _drop(journal: Journal, *, alone: bool, as_json: bool) -> None:
    if not alone:
        raise UsageError("--drop stands alone: it ends the goal that is in force.")
    goal = journal.end_goal()
    if as_json:
        print_json(goal)
    else:
        console().print(say(WORDS, "page.dropped"), markup=False)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(plan)
