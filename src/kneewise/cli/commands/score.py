"""`kneewise score`: what the knee lets you do, asked item by item, and how that changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.commands.relief import Answers, pairs
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.care.scores import Change, Progress, Score
    from kneewise.journal.journal import Journal

WORDS = "kneewise.care.scores"


def score(
    ctx: typer.Context,
    answer: Answers = None,
    side: Annotated[Side | None, typer.Option(help="Which knee; else the open episode's.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Show all that is kept.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """What the knee lets you do, 0-10 each; how much it changed, and what that is worth."""
    said: dict[str, object] = dict(pairs(answer))
    with journal_of(ctx, home) as journal:
        if not said and not history and not as_json and someone_is_there():
            side = _ask_side() if side is None else side
            said = _ask_all(journal)
        if said:
            entry = journal.score(said, side=side, day=day.date() if day is not None else None)
            side = entry.side
        found = journal.scores(side)
    if as_json:
        print_json(found)
        return
    page = Page(console())
    for knee in found:
        _print(knee, page, every=history)
    if not found:
        page.text(say(WORDS, "empty"))
    page.blank()
    page.text(say(WORDS, "own_words"), "dim")


def _ask_side() -> Side:
    """Which knee; asked until it is one."""
    while True:
        said = str(typer.prompt(say(WORDS, "prompt_side"), prompt_suffix=" ")).strip().lower()
        for side in Side:
            if said and side.value.startswith(said):
                return side


def _ask_all(journal: Journal) -> dict[str, object]:
    """Every question in turn; Enter leaves it open."""
    typer.echo(f"{say(WORDS, 'how')} {say(WORDS, 'how.enter')}\n{say(WORDS, 'how.memory')}\n")
    said: dict[str, object] = {}
    kind = "function"
    for item in journal.score_items():
        if item.kind != kind:
            kind = item.kind
            typer.echo("\n" + say(WORDS, f"how.{kind}"))
        said[item.key] = _ask(item.key, item.text)
    return said


def _ask(key: str, text: str) -> int | None:
    from kneewise.care.scores import check_answers

    while True:
        typed = typer.prompt(text, default="", show_default=False, prompt_suffix=" ")
        said = str(typed).strip()
        try:
            return check_answers({key: said})[key]
        except UsageError as error:
            typer.echo(str(error))


def _print(knee: Progress, page: Page, *, every: bool) -> None:
    shown = knee.scores if every else knee.scores[-1:]
    for one in shown:
        _print_score(one, page)
    if len(knee.scores) == 1:
        page.note(say(WORDS, "once"))
    _print_changes(knee.since_first, page)
    _print_changes(knee.since_last, page)


def _print_score(one: Score, page: Page) -> None:
    page.title(say(WORDS, "title", side=one.side.value.capitalize(), day=numbers.day(one.day)))
    slots = {"answered": one.answered, "asked": one.asked}
    if one.trouble is None:
        page.note(say(WORDS, "no_sum", **slots))
    else:
        page.note(say(WORDS, "sum", trouble=f"{one.trouble:.0f}", **slots))
    ratings = [
        f"{say(WORDS, f'{key}.label')} {numbers.UNKNOWN if value is None else value}"
        for key, value in one.pain.items()
    ]
    page.note(say(WORDS, "pain.line", ratings=", ".join(ratings)))


def _print_changes(changes: Sequence[Change], page: Page) -> None:
    if not changes:
        return
    page.title(say(WORDS, "since", day=numbers.day(changes[0].first_on)))
    for change in changes:
        advice = change.advice
        where = f": {', '.join(advice.sources)}" if advice.sources else ""
        page.item(f"{advice.because} ({say(WORDS, f'basis.{advice.basis.value}')}{where})")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(score)
