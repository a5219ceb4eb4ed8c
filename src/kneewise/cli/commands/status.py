"""`kneewise status`: what the journal holds and what is missing to know more."""

from __future__ import annotations

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.cli.why_view import words
from kneewise.model import numbers


def status(ctx: typer.Context, as_json: AsJson = False, home: Home = None) -> None:
    """What is here: runs, ratings, episodes, files that could not be read, the next step."""
    with journal_of(ctx, home) as journal:
        answer = journal.status()
    if as_json:
        print_json(answer)
        return
    page = Page(console())
    days = f"{numbers.day(answer.first_day)} – {numbers.day(answer.last_day)}"
    rows = [
        ("home", answer.home),
        ("days", days if answer.activities else numbers.UNKNOWN),
        ("runs", str(answer.runs)),
        ("other activities", str(answer.other_activities)),
        ("rated runs", f"{answer.rated_runs} ({answer.painful_runs} painful)"),
        ("problems in files", str(answer.problems)),
    ]
    for name, value in rows:
        page.row(name, value)
    for episode in answer.open_episodes:
        page.text(words("why_episode", day=numbers.day(episode.began_on)) + f" ({episode.side})")
    for step in answer.next:
        page.item(step)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(status)
