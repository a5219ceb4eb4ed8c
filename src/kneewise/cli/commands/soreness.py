"""`kneewise soreness`: which muscles of the legs are sore, 0-10 by side."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.diary import Muscle, Side
from kneewise.model.errors import UsageError
from kneewise.model.words import load_words, say

if TYPE_CHECKING:
    from kneewise.journal.soreness import SorenessMap

WORDS = "kneewise.body.soreness"
Ratings = dict[tuple[Muscle, Side], float]


def soreness(
    ctx: typer.Context,
    muscle: Annotated[
        str | None, typer.Argument(help="front-thigh, back-thigh, hip or calf.")
    ] = None,
    left: Annotated[float | None, typer.Option(help="The left one, 0-10.")] = None,
    right: Annotated[float | None, typer.Option(help="The right one, 0-10.")] = None,
    day: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; else today.")
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="Ask nothing, show four weeks.")] = False,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Rate sore muscles: `kneewise soreness calf --left 3`; without one all are asked."""
    said = _said(muscle, left, right)
    with journal_of(ctx, home) as journal:
        if not said and not (as_json or listing) and someone_is_there():
            said = _ask_all()
        if said:
            journal.rate_soreness(said, day=day.date() if day is not None else None)
        found = journal.soreness()
    if as_json:
        print_json(found)
        return
    _print(found, Page(console()))


def _said(muscle: str | None, left: float | None, right: float | None) -> Ratings:
    sides = {side: v for side, v in ((Side.LEFT, left), (Side.RIGHT, right)) if v is not None}
    if muscle is None:
        if sides:
            raise UsageError("Which muscle? kneewise soreness front-thigh --left 3")
        return {}
    name = muscle.strip().lower().replace("-", "_")
    if name not in set(Muscle):
        known = ", ".join(one.replace("_", "-") for one in Muscle)
        raise UsageError(f"{muscle!r} is no muscle of the map; there are: {known}.")
    if not sides:
        raise UsageError("Which side, and how sore? Add --left 0-10, --right 0-10 or both.")
    return {(Muscle(name), side): value for side, value in sides.items()}


def _ask_all() -> Ratings:
    """Every muscle group of either side; Enter leaves it open."""
    typer.echo(say(WORDS, "what"))
    said: Ratings = {}
    for muscle in Muscle:
        for side in Side:
            value = _ask(say(WORDS, f"muscle.{muscle}").capitalize(), side)
            if value is not None:
                said[muscle, side] = value
    return said


def _ask(label: str, side: Side) -> float | None:
    question = say(WORDS, "ask", muscle=label, side=side.value)
    while True:
        typed = str(typer.prompt(question, default="", show_default=False)).strip()
        if not typed:
            return None
        if typed.isdecimal() and int(typed) <= 10:
            return float(typed)
        typer.echo(say(WORDS, "ask.number"))


def _print(found: SorenessMap, page: Page) -> None:
    page.title(say(WORDS, "title"))
    for day in found.days:
        rated = [f"{m.label} {m.rating:.0f}" for m in day.muscles if m.rating is not None]
        page.row(numbers.day(day.day), ", ".join(rated), name_width=12)
    if not found.days:
        page.text(say(WORDS, "none"))
    page.blank()
    for part in ("about.finding", "about.use", "about.sign", "about.calf"):
        sentence = load_words(WORDS)[part]
        where = f" [{', '.join(sentence.sources)}]" if sentence.sources else ""
        page.text(sentence.text + where, "dim")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(soreness)
